// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.queue;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.partitioningBy;
import static java.util.stream.Collectors.toList;

import dev.sidetrack.Hit;
import dev.sidetrack.HitCounts;
import dev.sidetrack.HitCounts.Count;
import dev.sidetrack.HitOutcomes;
import dev.sidetrack.HitOutcomes.State;
import dev.sidetrack.config.Keys;
import dev.sidetrack.config.Settings;
import dev.sidetrack.delivery.Backoff;
import dev.sidetrack.delivery.Destination;
import dev.sidetrack.delivery.Failed;
import dev.sidetrack.delivery.Pending;
import dev.sidetrack.delivery.Pending.History;
import dev.sidetrack.delivery.Results;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/**
 * Settles, within the transaction that took them, what became of hits of one provider: those to be sent again go back
 * onto the queue, those given up to the dead letters. It is counted once that transaction is committed.
 */
final class Settlement {

    private static final Duration LONGEST_LATENESS = Duration.ofDays(365_000);
    private static final int MOST_UNCLEAR_REPLIES = 3;
    /** What the broker makes of shorter ones, and a little for its clock. */
    private static final Duration LEAST_DELAY = Duration.ofMillis(1_100);

    private final String provider;
    private final HitCounts counts;
    private final HitOutcomes outcomes;
    private final DeadLetterLog log;
    private final Clock clock;
    private final Backoff retries;
    private final Duration maxAge;
    private final int poisonAttempts;
    private final List<Runnable> uncounted = new ArrayList<>();
    private final Queue<Instant> retryTimes = new PriorityQueue<>();
    /** Of what was last put first. */
    private String mark;

    Settlement(
            String provider,
            Settings settings,
            HitCounts counts,
            HitOutcomes outcomes,
            DeadLetterLog log,
            Clock clock,
            RandomGenerator random) {
        this.provider = provider;
        this.counts = counts;
        this.outcomes = outcomes;
        this.log = log;
        this.clock = clock;
        this.retries = new Backoff(settings.get(Keys.BACKOFF), settings.get(Keys.MAX_BACKOFF), random);
        this.maxAge = settings.get(Keys.MAX_AGE);
        this.poisonAttempts = settings.get(Keys.POISON_ATTEMPTS);
    }

    /** Settles all of it; returns the hits that go first next time. */
    List<Pending> settle(Results results, QueueSession session) {
        count(Count.DELIVERED, provider, results.accepted().size());
        tell(results.accepted(), State.ACCEPTED, null);
        results.dropped().forEach((reason, hits) -> {
            count(Count.FILTERED, reason, hits.size());
            tell(hits, State.FILTERED, reason);
        });
        results.rejected().forEach((why, hits) -> {
            count(Count.REJECTED, provider, hits.size());
            tell(hits, State.REJECTED, why.reason());
            deadLetter(hits, why.reason(), why.status(), session);
        });
        results.failedAlone()
                .forEach(failed -> retry(failed, isPoison(failed, results), "poison: " + failed.reason(), session));
        results.unclear()
                .forEach(failed -> retry(failed, timesAlone(failed) >= MOST_UNCLEAR_REPLIES, failed.reason(), session));
        results.postponed()
                .forEach(failed -> later(failed, failed.hits().get(0).history().attempts(), session));
        return putFirst(results, session);
    }

    /**
     * Where every second request fails, one hit in thirty fails five times in a row, so it must fail several times as
     * often as those that passed. What failed more often before this process began is judged again after as many
     * failures, since until then others show how the provider is.
     */
    private boolean isPoison(Failed failed, Results results) {
        var times = timesAlone(failed);
        // What passed before this failed for the first time says nothing of it: the provider may be well since then.
        var isExcused =
                results.survived().at().isAfter(firstFailure(failed.hits().get(0)));
        var least = isExcused
                ? (long) poisonAttempts * Math.max(1, results.survived().failures())
                : poisonAttempts;
        return times >= least && times % poisonAttempts == 0;
    }

    private static int timesAlone(Failed failed) {
        return failed.hits().get(0).history().alone();
    }

    /** The hit at fault is by itself sooner or later; until then it takes more than its own patience. */
    private void retry(Failed failed, boolean isGivenUp, String reason, QueueSession session) {
        if (isGivenUp) {
            giveUp(failed.hits(), reason, failed.status(), session);
        } else {
            later(failed, timesAlone(failed), session);
        }
    }

    private void later(Failed failed, int times, QueueSession session) {
        var young = withoutOld(failed.hits(), failed.reason(), failed.status(), session);
        if (!young.isEmpty()) {
            count(Count.RETRIED, provider, young.size());
            tell(young, State.WAITING, failed.reason());
            var delay = retries.after(times);
            session.putLater(batch(young), delay);
            retryTimes.add(clock.instant().plus(delay.compareTo(LEAST_DELAY) > 0 ? delay : LEAST_DELAY));
        }
    }

    /** Without the hits that the provider no longer takes: sent now, they would count as if they had happened now. */
    List<Pending> inTime(List<Pending> hits, Destination to, QueueSession session) {
        var lateness = to.limits().lateness();
        var earliest = clock.instant().minus(lateness.compareTo(LONGEST_LATENESS) < 0 ? lateness : LONGEST_LATENESS);
        return without(hit -> hit.hit().time().isBefore(earliest), hits, "too-late", 0, session);
    }

    private List<Pending> putFirst(Results results, QueueSession session) {
        if (results.waiting().isEmpty()) {
            return List.of();
        }
        var trouble = results.trouble();
        var young = trouble == null
                ? results.waiting()
                : withoutOld(results.waiting(), trouble.reason(), trouble.status(), session);
        count(Count.RETRIED, provider, trouble == null ? 0 : young.size());
        tell(young, State.WAITING, trouble == null ? null : trouble.reason());
        return putFirst(young, session);
    }

    /** Puts these hits where they go before all others; returns them. */
    List<Pending> putFirst(List<Pending> hits, QueueSession session) {
        // Apart, since those who failed alone stay suspect.
        hits.stream()
                .collect(groupingBy(hit -> hit.history().alone(), TreeMap::new, toList()))
                .values()
                .forEach(alike -> mark = session.putFirst(batch(alike)));
        return hits;
    }

    /** Whether what was last put first is still there, and no other node has taken it. */
    boolean isFirstThere(QueueSession session) {
        return mark != null && session.isFirst(mark);
    }

    private List<Pending> withoutOld(List<Pending> hits, String reason, int status, QueueSession session) {
        var oldest = clock.instant().minus(maxAge);
        var why = "given up after " + maxAge + ": " + reason;
        return without(hit -> firstFailure(hit).isBefore(oldest), hits, why, status, session);
    }

    /** Gives these up; returns the others. */
    private List<Pending> without(
            Predicate<Pending> these, List<Pending> hits, String reason, int status, QueueSession session) {
        var parts = hits.stream().collect(partitioningBy(these));
        giveUp(parts.get(true), reason, status, session);
        return parts.get(false);
    }

    private static Instant firstFailure(Pending hit) {
        return Objects.requireNonNullElse(hit.history().firstFailure(), Instant.MAX);
    }

    /** Hits that are not to be sent any more. */
    void giveUp(List<Pending> hits, String reason, int status, QueueSession session) {
        tell(hits, State.DEAD, reason);
        deadLetter(hits, reason, status, session);
    }

    private void deadLetter(List<Pending> hits, String reason, int status, QueueSession session) {
        if (!hits.isEmpty()) {
            var batch = batch(hits);
            var letter = DeadLetter.of(batch, reason, status, clock.instant());
            count(Count.DEAD, provider, hits.size());
            uncounted.add(() -> log.tell(letter));
            session.deadLetter(letter, batch.text());
        }
    }

    /** A message that is no batch. */
    void giveUp(QueueSession.Message message, UnreadableBatchException unreadable) {
        var letter = DeadLetter.unreadable(unreadable.getMessage(), clock.instant());
        count(Count.DEAD, DeadLetter.NO_PROVIDER, 1);
        uncounted.add(() -> log.tell(letter));
        message.deadLetter(letter);
    }

    private Batch batch(List<Pending> hits) {
        var histories = hits.stream().map(Pending::history).toList();
        var history = new History(
                histories.stream().mapToInt(History::attempts).max().orElse(0),
                histories.get(0).alone(),
                histories.stream()
                        .map(History::firstFailure)
                        .filter(Objects::nonNull)
                        .min(Instant::compareTo)
                        .orElse(null));
        List<Hit> all = hits.stream().map(Pending::hit).toList();
        return Batch.of(provider, all, history);
    }

    private void count(Count count, String detail, int hits) {
        if (hits > 0) {
            uncounted.add(() -> counts.add(count, detail, hits));
        }
    }

    private void tell(List<Pending> hits, State state, String reason) {
        if (outcomes.isWatched() && !hits.isEmpty()) {
            uncounted.add(() -> hits.forEach(hit -> outcomes.settled(provider, hit.hit(), state, reason)));
        }
    }

    void committed() {
        uncounted.forEach(Runnable::run);
        uncounted.clear();
    }

    void rolledBack() {
        uncounted.clear();
    }

    /** How long until a hit that was put back for later is there again; {@code null} if there is none. */
    Duration untilNextRetry() {
        var now = clock.instant();
        while (!retryTimes.isEmpty() && !retryTimes.peek().isAfter(now)) {
            retryTimes.poll();
        }
        return retryTimes.isEmpty() ? null : Duration.between(now, retryTimes.peek());
    }
}
