// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.delivery;

import dev.sidetrack.delivery.Trouble.Kind;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The requests of one {@link Attempt} that failed, and whether so many have that no further one is to be begun. Whose
 * fault it was is for the {@link Verdict} to say. For all threads of the attempt.
 */
final class Failures {

    /** No wait that is asked for may keep hits back for ever. */
    private static final Duration LONGEST_WAIT = Duration.ofDays(1);

    private static final int TOO_MANY_REQUESTS = 429;

    private final Circuit circuit;
    private final Clock clock;
    private final List<Failed> refused = new ArrayList<>();
    private final List<Failed> failed = new ArrayList<>();
    private final Doubts doubts = new Doubts();
    private final List<Pending> waiting = new ArrayList<>();
    private final boolean hasPassedBefore;
    private boolean hasPassed;
    private int failuresInRow;
    private Trouble trouble;
    private Duration askedFor = Duration.ZERO;
    private boolean isLate;

    /** None so far; {@code hasPassed} if the provider has just taken another hit. */
    Failures(Circuit circuit, boolean hasPassed, Clock clock) {
        this.circuit = circuit;
        this.hasPassedBefore = hasPassed;
        this.hasPassed = hasPassed;
        this.clock = clock;
    }

    /** Whether no further request is to be begun, also as the time is up. */
    synchronized boolean isOver(boolean isTimeUp) {
        isLate |= trouble == null && isTimeUp;
        return trouble != null || isLate;
    }

    synchronized void putOff(List<Pending> request) {
        waiting.addAll(request);
    }

    synchronized void shutDown(List<Pending> request) {
        trouble = trouble == null ? new Trouble(Kind.SHUTDOWN, "the server is stopping", 0) : trouble;
        waiting.addAll(request);
    }

    /** A request is about to be sent; returns its number. */
    synchronized int begin() {
        return doubts.begin();
    }

    /** The provider took something of the request of that number. */
    synchronized void pass(int request) {
        hasPassed = true;
        doubts.pass(request);
        failuresInRow = 0;
        circuit.tookSomething();
    }

    /** The provider took this hit. */
    void took(Pending hit) {
        var failures = hit.history().alone();
        if (failures >= Requests.ALONE_AGAIN) {
            circuit.survived(failures);
        }
    }

    /** What hits have come through lately. */
    Survived survived() {
        return circuit.survived();
    }

    /** The connection failed: the others need not try. */
    synchronized void unreachable(Failed request) {
        breakOff(Kind.FAILURE, request);
    }

    synchronized void failed(Failed request) {
        if (circuit.opensAfter(++failuresInRow)) {
            breakOff(Kind.FAILURE, request);
        } else {
            add(request);
        }
    }

    private void add(Failed request) {
        if (request.hits().get(0).history().alone() > 0) {
            failed.add(request);
        } else {
            doubts.add(request);
        }
    }

    /** Whether any of this has failed, and it is not known yet whose fault that is. */
    synchronized boolean isInDoubt(List<Pending> request) {
        return doubts.isAny(request);
    }

    /** Whether another hit has to show who is at fault. */
    synchronized boolean needAnother() {
        var isAboutHits = trouble == null || trouble.kind().isPerhapsOneHits();
        var isOpen = doubts.isEmpty() ? !refused.isEmpty() && !hasPassed : !doubts.isAnyOver();
        return isAboutHits && isOpen;
    }

    /** What failed, and it is not known yet whose fault that is. */
    synchronized List<Failed> doubts() {
        return doubts.failed();
    }

    /** This hit goes by itself. */
    synchronized void takeOut(Pending hit) {
        doubts.takeOut(hit);
    }

    /**
     * Takes what failed before the provider took a later request: it is at fault if it fails again, as the provider may
     * just have come back. If there is no time for that, it goes first next time, and is held to be at fault at the
     * second such time.
     */
    synchronized List<Failed> sendAgain(boolean isTime) {
        var over = doubts.takeOver();
        if (isTime) {
            var now = clock.instant();
            return over.stream().map(request -> request.failedAlone(now)).toList();
        }
        over.forEach(request -> {
            if (hasFailed(request)) {
                failed.add(request);
            } else {
                putOffFailed(request.hits());
            }
        });
        return List.of();
    }

    private static boolean hasFailed(Failed request) {
        return request.hits().get(0).history().attempts() > 0;
    }

    /**
     * Nothing is left that could show who is at fault: what the service itself failed at, though it took others before,
     * is held to be so.
     */
    synchronized void triedAll() {
        if (hasPassed && trouble == null) {
            failed.addAll(doubts.takeServiceErrors());
        }
    }

    /**
     * What had failed before the provider took another hit, and has again, is at fault; of several requests the first,
     * as the provider may have gone away again.
     */
    synchronized void triedAgain() {
        if (!hasPassedBefore || doubts.isEmpty() || !hasFailed(doubts.failed().get(0))) {
            return;
        }
        var over = doubts.takeAll();
        failed.add(over.get(0));
        over.stream().skip(1).forEach(request -> putOffFailed(request.hits()));
    }

    /** Something of ours has failed: all of these but what has failed before. */
    synchronized void failRest(List<Pending> hits, String reason) {
        trouble = new Trouble(Kind.BROKEN, reason, 0);
        var known = new HashSet<UUID>();
        waiting.forEach(hit -> known.add(hit.hit().id()));
        allFailed()
                .forEach(request ->
                        request.hits().forEach(hit -> known.add(hit.hit().id())));
        putOffFailed(
                hits.stream().filter(hit -> !known.contains(hit.hit().id())).toList());
    }

    synchronized void stop(Failed request) {
        if (hasPassed) {
            failed(request);
        } else {
            breakOff(Kind.STOP, request);
        }
    }

    /**
     * To be sent again.
     *
     * @param after after how long at the earliest; {@code null} if the provider did not say
     * @param isPart whether the provider took others of the same request
     */
    synchronized void retry(Failed request, Duration after, boolean isPart) {
        if (request.status() == TOO_MANY_REQUESTS) {
            // It says so of the number of hits, whichever they are.
            breakOff(new Trouble(Kind.PAUSE, request.reason(), request.status()));
            askedFor = longer(askedFor, after);
            putOffFailed(request.hits());
        } else if (after == null && isPart) {
            failed.add(request);
        } else if (after == null) {
            failed(request);
        } else {
            askedFor = longer(askedFor, after);
            breakOff(Kind.PAUSE, request);
        }
    }

    private static Duration longer(Duration one, Duration other) {
        var bounded = other == null || other.isNegative()
                ? Duration.ZERO
                : other.compareTo(LONGEST_WAIT) < 0 ? other : LONGEST_WAIT;
        return one.compareTo(bounded) < 0 ? bounded : one;
    }

    private void putOffFailed(List<Pending> hits) {
        var now = clock.instant();
        hits.forEach(hit -> waiting.add(hit.failed(now)));
    }

    /** What was refused as a whole is tried by halves, which it returns, unless it seems that everything is refused. */
    synchronized List<List<Pending>> refused(Failed whole) {
        var hits = whole.hits();
        var isAlone = hits.size() == 1;
        var isOneTooMany = isOneTooMany(whole);
        if (isOneTooMany) {
            breakOff(Trouble.refusesAll(Kind.REFUSES_ALL, whole));
        }
        if (isAlone) {
            refused.add(whole);
            return List.of();
        }
        if (isOneTooMany) {
            add(whole);
            return List.of();
        }
        var half = hits.size() / 2;
        return List.of(hits.subList(0, half), hits.subList(half, hits.size()));
    }

    /** The words may differ each time, as where a firewall tells the number of the case. */
    private boolean isOneTooMany(Failed request) {
        return circuit.refused(request.status() == 0 ? request.reason() : "HTTP status " + request.status())
                && !hasPassed;
    }

    private void breakOff(Kind kind, Failed request) {
        breakOff(new Trouble(kind, request.reason(), request.status()));
        add(request);
    }

    private void breakOff(Trouble why) {
        if (trouble == null || why.kind() == Kind.STOP) {
            trouble = why;
        }
    }

    /** Whether the provider took anything meanwhile, or has just taken something. */
    synchronized boolean hasPassed() {
        return hasPassed;
    }

    /** How many requests were sent. */
    synchronized int requests() {
        return doubts.requests();
    }

    /** Requests of hits that have failed before, or again, of one hit or more. */
    synchronized List<Failed> failed() {
        return List.copyOf(failed);
    }

    /** Requests of a single hit that were refused. */
    synchronized List<Failed> refused() {
        return List.copyOf(refused);
    }

    /** Hits that are to be sent again first, whoever is at fault. */
    synchronized List<Pending> waiting() {
        return waiting.stream().sorted(Pending.BY_TIME).toList();
    }

    /** The same, with all hits that failed. */
    synchronized List<Pending> waitingAll(Instant now) {
        var failures = allFailed().flatMap(request -> request.failed(now).hits().stream());
        return Stream.concat(waiting.stream(), failures).sorted(Pending.BY_TIME).toList();
    }

    private Stream<Failed> allFailed() {
        return Stream.of(failed.stream(), refused.stream(), doubts.failed().stream())
                .flatMap(Function.identity());
    }

    /** Why no further request was begun; {@code null} if nothing is the matter. */
    synchronized Trouble trouble() {
        return trouble;
    }

    /** For how long the provider asked to be left alone; zero if it did not. */
    synchronized Duration askedFor() {
        return askedFor;
    }

    /** Whether the time was up before all requests were begun. */
    synchronized boolean isLate() {
        return isLate;
    }
}
