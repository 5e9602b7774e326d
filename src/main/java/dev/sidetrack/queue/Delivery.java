// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.queue;

import dev.sidetrack.Hit;
import dev.sidetrack.HitCounts;
import dev.sidetrack.HitCounts.Fate;
import dev.sidetrack.config.Keys;
import dev.sidetrack.config.Settings;
import dev.sidetrack.config.Shared;
import dev.sidetrack.json.MalformedJsonException;
import jakarta.inject.Inject;
import jakarta.jms.Message;
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
class Delivery {

    private static final Logger LOG = System.getLogger("dev.sidetrack.delivery");
    private static final Duration FIRST_DEFERRAL = Duration.ofMillis(250);
    private static final Duration LONGEST_DEFERRAL_WHILE_BUSY = Duration.ofSeconds(2);
    private static final Duration LONGEST_DEFERRAL = Duration.ofSeconds(30);

    private final Lines lines;
    private final HitCounts counts;
    private final Clock clock;
    private final Backoff retries;
    private final Backoff deferrals;
    private final Backoff busyDeferrals;
    private final Duration maxAge;

    @Inject
    Delivery(Settings settings, Lines lines, HitCounts counts) {
        // Unlike the other generators, Random may be used by several threads.
        this(settings, lines, counts, Clock.systemUTC(), new Random());
    }

    Delivery(Settings settings, Lines lines, HitCounts counts, Clock clock, RandomGenerator random) {
        this.lines = lines;
        this.counts = counts;
        this.clock = clock;
        this.retries = new Backoff(settings.get(Keys.BACKOFF), settings.get(Keys.MAX_BACKOFF), random);
        this.deferrals = new Backoff(FIRST_DEFERRAL, LONGEST_DEFERRAL, random);
        this.busyDeferrals = new Backoff(FIRST_DEFERRAL, LONGEST_DEFERRAL_WHILE_BUSY, random);
        this.maxAge = settings.get(Keys.MAX_AGE);
    }

    /** Settles one message of the queue; throws only if the outbox does, which rolls all of it back. */
    void receive(Message message, Outbox outbox) {
        try {
            var batch = BatchMessage.read(message);
            var hits = read(batch);
            deliver(batch.holding(hits.size()), hits, outbox);
        } catch (UnreadableMessageException unreadable) {
            LOG.log(Level.WARNING, "A message on the queue goes to the dead letters: {0}.", unreadable.getMessage());
            counts.add(Fate.DEAD, DeadLetter.NO_PROVIDER, 1);
            outbox.bury(DeadLetter.unreadable(unreadable.getMessage(), clock.instant()), unreadable.text());
        }
    }

    private static List<Hit> read(Batch batch) throws UnreadableMessageException {
        try {
            return BatchCodec.read(batch.text());
        } catch (MalformedJsonException malformed) {
            throw new UnreadableMessageException("the message is no batch: " + malformed.getMessage(), batch.text());
        }
    }

    private void deliver(Batch batch, List<Hit> hits, Outbox outbox) {
        var line = lines.to(batch.provider());
        if (line == null) {
            bury(batch, "sidetrack.providers does not name this provider", 0, outbox);
            return;
        }
        line.settled(hits.get(0).time());
        var timely = inTime(batch, hits, line, outbox);
        if (timely.isEmpty()) {
            return;
        }
        if (line.enter()) {
            var attempt = Attempt.of(line.provider(), timely);
            tell(line, attempt);
            settle(batch, attempt, line, outbox);
        } else {
            line.waits(timely.get(0).time());
            defer(batch.part(timely), line, outbox);
        }
    }

    /** Without the hits that the provider no longer takes: sent now, they would count as if they had happened now. */
    private List<Hit> inTime(Batch batch, List<Hit> hits, Line line, Outbox outbox) {
        var now = clock.instant();
        var lateness = line.provider().limits().lateness();
        var late = hits.stream().filter(hit -> Duration.between(hit.time(), now).compareTo(lateness) > 0).toList();
        if (late.isEmpty()) {
            return hits;
        }
        bury(batch.part(late), "too-late", 0, outbox);
        return hits.stream().filter(hit -> Duration.between(hit.time(), now).compareTo(lateness) <= 0).toList();
    }

    private void tell(Line line, Attempt attempt) {
        if (attempt.stop() != null) {
            line.stopped(attempt.stop());
        } else if (attempt.trouble() != null) {
            line.failed(attempt.trouble(), attempt.askedFor());
        } else {
            line.succeeded();
        }
    }

    private void settle(Batch batch, Attempt attempt, Line line, Outbox outbox) {
        if (attempt.accepted() > 0) {
            counts.add(Fate.DELIVERED, batch.provider(), attempt.accepted());
        }
        attempt.rejected().forEach((why, hits) -> {
            counts.add(Fate.REJECTED, batch.provider(), hits.size());
            bury(batch.part(hits), why.reason(), why.status(), outbox);
        });
        attempt.refused().forEach(half -> outbox.putBack(batch.part(half), Duration.ZERO));
        if (!attempt.unsettled().isEmpty()) {
            line.waits(attempt.unsettled().get(0).time());
            retry(batch.part(attempt.unsettled()).failed(clock.instant()), attempt, outbox);
        }
    }

    private void retry(Batch batch, Attempt attempt, Outbox outbox) {
        var delay = retries.after(batch.attempts());
        if (attempt.askedFor() != null) {
            delay = delay.plus(attempt.askedFor());
        }
        if (clock.instant().plus(delay).isAfter(batch.firstFailure().plus(maxAge))) {
            bury(batch, "given up after " + maxAge + ": " + attempt.trouble(), attempt.status(), outbox);
            return;
        }
        counts.add(Fate.RETRIED, batch.provider(), batch.hits());
        outbox.putBack(batch, delay);
    }

    /**
     * Not let through: back onto the queue, the longer the more often, so that a long queue does not go round and round; but
     * not for long where the provider is only busy, and never all to the same moment, or it would soon have nothing to do.
     */
    private void defer(Batch batch, Line line, Outbox outbox) {
        var deferred = batch.deferred();
        var closedFor = line.closedFor();
        var delay = closedFor.isZero()
                ? Outbox.LEAST_DELAY.plus(busyDeferrals.after(deferred.deferrals()))
                : closedFor.plus(deferrals.after(deferred.deferrals()));
        outbox.putBack(deferred, delay);
    }

    private void bury(Batch batch, String reason, int status, Outbox outbox) {
        counts.add(Fate.DEAD, batch.provider(), batch.hits());
        outbox.bury(DeadLetter.of(batch, reason, status, clock.instant()), batch.text());
    }
}
