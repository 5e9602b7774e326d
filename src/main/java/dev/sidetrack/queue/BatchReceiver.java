// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.queue;

import dev.sidetrack.Hit;
import dev.sidetrack.HitCounts;
import dev.sidetrack.HitCounts.Fate;
import dev.sidetrack.config.Keys;
import dev.sidetrack.config.Settings;
import dev.sidetrack.config.Shared;
import dev.sidetrack.delivery.Attempt;
import dev.sidetrack.delivery.Backoff;
import dev.sidetrack.delivery.Circuit;
import dev.sidetrack.delivery.Destination;
import dev.sidetrack.delivery.Destinations;
import dev.sidetrack.json.MalformedJsonException;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;

/**
 * Hands one batch to its provider and settles what the provider says of each hit: done, back onto the queue for later, or to
 * the dead letters. All of it happens in the transaction that consumed the batch, so that no hit is ever in neither place.
 */
@Shared
public class BatchReceiver {

    private static final Logger LOG = System.getLogger("dev.sidetrack.delivery");
    private static final Duration FIRST_DEFERRAL = Duration.ofMillis(250);
    /** Shorter delays are not kept anyway. */
    private static final Duration LEAST_DEFERRAL = Duration.ofSeconds(1);
    private static final Duration LONGEST_DEFERRAL_WHILE_BUSY = Duration.ofSeconds(2);
    private static final Duration LONGEST_DEFERRAL = Duration.ofSeconds(30);

    private final Destinations destinations;
    private final HitCounts counts;
    private final Clock clock;
    private final Backoff retries;
    private final Backoff deferrals;
    private final Backoff busyDeferrals;
    private final Duration maxAge;

    @Inject
    BatchReceiver(Settings settings, Destinations destinations, HitCounts counts) {
        // Unlike the other generators, Random may be used by several threads.
        this(settings, destinations, counts, Clock.systemUTC(), new Random());
    }

    /** A receiver with this clock and this chance. */
    public BatchReceiver(Settings settings, Destinations destinations, HitCounts counts, Clock clock, RandomGenerator random) {
        this.destinations = destinations;
        this.counts = counts;
        this.clock = clock;
        this.retries = new Backoff(settings.get(Keys.BACKOFF), settings.get(Keys.MAX_BACKOFF), random);
        this.deferrals = new Backoff(FIRST_DEFERRAL, LONGEST_DEFERRAL, random);
        this.busyDeferrals = new Backoff(FIRST_DEFERRAL, LONGEST_DEFERRAL_WHILE_BUSY, random);
        this.maxAge = settings.get(Keys.MAX_AGE);
    }

    /** Settles one message of the queue; throws only if the session does, which rolls all of it back. */
    public void receive(Message message, QueueSession session) {
        try {
            var batch = message.read();
            var hits = read(batch);
            deliver(batch.holding(hits.size()), hits, session);
        } catch (UnreadableBatchException unreadable) {
            LOG.log(Level.WARNING, "A message on the queue goes to the dead letters: {0}.", unreadable.getMessage());
            counts.add(Fate.DEAD, DeadLetter.NO_PROVIDER, 1);
            session.deadLetter(DeadLetter.unreadable(unreadable.getMessage(), clock.instant()), unreadable.text());
        }
    }

    private static List<Hit> read(Batch batch) throws UnreadableBatchException {
        try {
            return BatchCodec.read(batch.text());
        } catch (MalformedJsonException malformed) {
            throw new UnreadableBatchException("the message is no batch: " + malformed.getMessage(), batch.text());
        }
    }

    private void deliver(Batch batch, List<Hit> hits, QueueSession session) {
        var destination = destinations.named(batch.provider());
        if (destination == null) {
            giveUp(batch, "sidetrack.providers does not name this provider", 0, session);
            return;
        }
        var circuit = destination.circuit();
        circuit.settled(hits.get(0).time());
        var timely = inTime(batch, hits, destination, session);
        if (timely.isEmpty()) {
            return;
        }
        if (circuit.enter()) {
            var attempt = Attempt.of(destination.provider(), timely);
            tell(circuit, attempt);
            settle(batch, attempt, circuit, session);
        } else {
            circuit.waits(timely.get(0).time());
            defer(batch.part(timely), circuit, session);
        }
    }

    /** Without the hits that the provider no longer takes: sent now, they would count as if they had happened now. */
    private List<Hit> inTime(Batch batch, List<Hit> hits, Destination destination, QueueSession session) {
        var now = clock.instant();
        var lateness = destination.provider().limits().lateness();
        var late = hits.stream().filter(hit -> Duration.between(hit.time(), now).compareTo(lateness) > 0).toList();
        if (late.isEmpty()) {
            return hits;
        }
        giveUp(batch.part(late), "too-late", 0, session);
        return hits.stream().filter(hit -> Duration.between(hit.time(), now).compareTo(lateness) <= 0).toList();
    }

    private static void tell(Circuit circuit, Attempt attempt) {
        if (attempt.stop() != null) {
            circuit.stopped(attempt.stop());
        } else if (attempt.trouble() != null) {
            circuit.failed(attempt.trouble(), attempt.askedFor());
        } else {
            circuit.succeeded();
        }
    }

    private void settle(Batch batch, Attempt attempt, Circuit circuit, QueueSession session) {
        if (attempt.accepted() > 0) {
            counts.add(Fate.DELIVERED, batch.provider(), attempt.accepted());
        }
        attempt.rejected().forEach((why, hits) -> {
            counts.add(Fate.REJECTED, batch.provider(), hits.size());
            giveUp(batch.part(hits), why.reason(), why.status(), session);
        });
        attempt.refused().forEach(half -> session.putBack(batch.part(half), Duration.ZERO));
        if (!attempt.unsettled().isEmpty()) {
            circuit.waits(attempt.unsettled().get(0).time());
            retry(batch.part(attempt.unsettled()).failed(clock.instant()), attempt, session);
        }
    }

    private void retry(Batch batch, Attempt attempt, QueueSession session) {
        var delay = retries.after(batch.attempts());
        if (attempt.askedFor() != null) {
            delay = delay.plus(attempt.askedFor());
        }
        if (clock.instant().plus(delay).isAfter(batch.firstFailure().plus(maxAge))) {
            giveUp(batch, "given up after " + maxAge + ": " + attempt.trouble(), attempt.status(), session);
            return;
        }
        counts.add(Fate.RETRIED, batch.provider(), batch.hits());
        session.putBack(batch, delay);
    }

    /**
     * Not let through: back onto the queue, the longer the more often, so that a long queue does not go round and round; but
     * not for long where the provider is only busy, and never all to the same moment, or it would soon have nothing to do.
     */
    private void defer(Batch batch, Circuit circuit, QueueSession session) {
        var deferred = batch.deferred();
        var closedFor = circuit.closedFor();
        var delay = closedFor.isZero()
                ? LEAST_DEFERRAL.plus(busyDeferrals.after(deferred.deferrals()))
                : closedFor.plus(deferrals.after(deferred.deferrals()));
        session.putBack(deferred, delay);
    }

    private void giveUp(Batch batch, String reason, int status, QueueSession session) {
        counts.add(Fate.DEAD, batch.provider(), batch.hits());
        session.deadLetter(DeadLetter.of(batch, reason, status, clock.instant()), batch.text());
    }

    /** A message of the queue. */
    public interface Message {

        /** The batch in it. */
        Batch read() throws UnreadableBatchException;
    }
}
