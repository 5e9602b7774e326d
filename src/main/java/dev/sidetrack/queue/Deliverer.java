// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.queue;

import dev.sidetrack.config.Keys;
import dev.sidetrack.config.Settings;
import dev.sidetrack.delivery.Attempt;
import dev.sidetrack.delivery.Destination;
import dev.sidetrack.delivery.Pending;
import dev.sidetrack.delivery.Results;
import dev.sidetrack.delivery.Workers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Delivers the hits of one provider, in order: takes as many batches as fit, sends them and settles them, all in one
 * transaction. While the provider is away, new batches are put aside, each once and unread, and nothing else happens
 * but that one hit probes the provider now and then. What had failed goes first when it is back, then what was put
 * aside, then what is new.
 */
final class Deliverer implements Receiver.Step {

    private static final int FEWEST = 100;
    private static final int MOST = 4_000;
    /** A pause that is no longer costs less than putting aside what comes meanwhile. */
    private static final Duration SHORT_PAUSE = Duration.ofSeconds(5);

    private static final Duration QUICK = Duration.ofSeconds(2);

    private final Destination to;
    private final Settlement settlement;
    private final Workers workers;
    private final Duration limit;
    private final Clock clock;
    private final Backlog backlog;
    private final Candidates candidates = new Candidates();
    private Instant end;
    private int most = FEWEST;
    private boolean hasNew;
    private Probe passedAhead;
    private boolean hasAnotherPassed;
    private boolean isInterrupted;

    Deliverer(Destination to, Settings settings, Settlement settlement, Workers workers, Clock clock) {
        this.to = to;
        this.settlement = settlement;
        this.workers = workers;
        this.limit = settings.get(Keys.TIME_LIMIT);
        this.clock = clock;
        this.backlog = new Backlog(to.name(), settlement, clock);
    }

    @Override
    public Duration in(QueueSession session) {
        end = clock.instant().plus(limit);
        if (passedAhead != null) {
            var passed = passedAhead;
            passedAhead = null;
            return goOn(session, passed);
        }
        var pause = to.circuit().pause();
        if (!pause.isZero()) {
            var isLong = !to.circuit().isClosed() || pause.compareTo(SHORT_PAUSE) > 0;
            return isLong ? putAside(session) : pause;
        }
        if (to.circuit().isClosed()) {
            return deliver(session, most, null);
        }
        if (candidates.isEmpty() || !settlement.isFirstThere(session)) {
            // Another node has taken them: a single batch is the probe.
            return deliver(session, 1, null);
        }
        var isMoved = isAnotherDue();
        if (isMoved) {
            var another = takeAnother(session);
            if (another != null) {
                return probeBy(another, session);
            }
        }
        return probe(session, isMoved);
    }

    private Duration probe(QueueSession session, boolean isMoved) {
        var begun = clock.instant();
        var passed = probe();
        if (passed == null) {
            return putAside(session);
        }
        if (!isMoved && Duration.between(begun, clock.instant()).compareTo(QUICK) < 0) {
            return goOn(session, passed);
        }
        // What was moved can be taken only in the next transaction; and one has no time for two long requests.
        passedAhead = passed;
        return Duration.ZERO;
    }

    /** A probe needs no transaction, unless there is something to put aside as well, or to look for. */
    @Override
    public Duration ahead(boolean woken) {
        var isToProbe = !to.circuit().isClosed() && to.circuit().pause().isZero();
        hasNew |= woken;
        if (!isToProbe || candidates.isEmpty() || woken || isAnotherDue() || backlog.isPutAsideDue()) {
            return null;
        }
        end = clock.instant().plus(limit);
        passedAhead = probe();
        return passedAhead == null ? to.circuit().pause() : null;
    }

    /** Sends one of the hits that wait; returns what came of it if the provider is back, else {@code null}. */
    private Probe probe() {
        var isOutOfOrder = candidates.isTurnOfOutOfOrder();
        var passed = probe(candidates.next());
        // Only after one that may go, as the provider may be back.
        return passed == null && isOutOfOrder && clock.instant().isBefore(end)
                ? probe(candidates.nextOutOfOrder())
                : passed;
    }

    private Probe probe(Pending candidate) {
        var attempt = attempt(List.of(candidate), false);
        return isPassed() ? new Probe(attempt, candidate.hit().id()) : null;
    }

    private boolean isPassed() {
        var isPassed = to.circuit().isClosed();
        if (isPassed) {
            candidates.passed();
        } else {
            candidates.failed();
        }
        return isPassed;
    }

    private Duration goOn(QueueSession session, Probe passed) {
        settlement.settle(passed.results, session);
        return deliver(session, most, passed.hit);
    }

    /**
     * A few hits that the provider cannot take must not pass for a provider that is away: what is new is tried as well,
     * and else what waits.
     */
    private boolean isAnotherDue() {
        return hasNew || candidates.isTurnOfOthers();
    }

    /**
     * Takes a batch from behind what goes first; returns the hit of it that may probe, and has the rest go first, too.
     */
    private Pending takeAnother(QueueSession session) {
        hasNew = false;
        backlog.hasFirst();
        var load = load(1, null);
        backlog.takeBehind(load, session);
        var another = candidates.among(load.hits());
        var others = load.hits().stream().filter(hit -> hit != another).toList();
        settlement.putFirst(others, session);
        candidates.add(load.hits());
        return another;
    }

    private Duration probeBy(Pending another, QueueSession session) {
        settlement.settle(attempt(List.of(another), false), session);
        hasAnotherPassed = isPassed();
        return hasAnotherPassed ? Duration.ZERO : putAside(session);
    }

    /** Goes on at once if there is more. */
    private Duration putAside(QueueSession session) {
        return backlog.putAside(session) ? Duration.ZERO : to.circuit().pause();
    }

    private Duration deliver(QueueSession session, int most, UUID settled) {
        var load = load(most, settled);
        backlog.take(load, session);
        var hits = settlement.inTime(load.hits(), to, session);
        if (hits.isEmpty()) {
            to.circuit().waiting(null);
            candidates.renew(List.of());
            return load.isFull() ? Duration.ZERO : settlement.untilNextRetry();
        }
        var begun = clock.instant();
        var attempt = attempt(hits, settled != null || hasAnotherPassed);
        hasAnotherPassed = false;
        var taken = Duration.between(begun, clock.instant());
        var first = settlement.settle(attempt, session);
        candidates.renew(first);
        if (!first.isEmpty()) {
            backlog.hasFirst();
        }
        to.circuit().waiting(first.isEmpty() ? null : first.get(0).hit().time());
        adapt(taken, attempt.isLate());
        var isBehind = backlog.isBehind(load);
        var pause = to.circuit().pause();
        return !pause.isZero() || !first.isEmpty() || load.isFull() || isBehind ? pause : settlement.untilNextRetry();
    }

    private Results attempt(List<Pending> hits, boolean passed) {
        try {
            return Attempt.of(to, hits, passed, Duration.between(clock.instant(), end), workers, clock);
        } finally {
            // Queues give up at once on a thread that is interrupted: what came of the hits could not be settled.
            isInterrupted |= Thread.interrupted();
        }
    }

    private Load load(int most, UUID settled) {
        var limits = to.limits();
        // What goes beyond the one request that may be sent now had better stay where it is.
        var allowed = limits.rate() == null ? most : Math.min(limits.hits(), MOST);
        return new Load(to.name(), Math.min(most, allowed), settled, settlement::giveUp);
    }

    /** A quick provider gets more at a time, a slow one so much that it is done within the time limit. */
    private void adapt(Duration taken, boolean isLate) {
        if (isLate) {
            most = Math.max(FEWEST, most / 2);
        } else if (taken.compareTo(QUICK) < 0) {
            most = Math.min(MOST, most * 2);
        }
    }

    @Override
    public void committed() {
        settlement.committed();
        keepInterrupt();
    }

    @Override
    public void rolledBack() {
        settlement.rolledBack();
        keepInterrupt();
        backlog.lookAgain();
        candidates.renew(List.of());
        passedAhead = null;
        hasAnotherPassed = false;
    }

    private void keepInterrupt() {
        if (isInterrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * A probe that the provider has answered well.
     *
     * @param results what came of it
     * @param hit the id of the hit
     */
    private record Probe(Results results, UUID hit) {}
}
