// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.queue;

import dev.sidetrack.Texts;
import dev.sidetrack.config.Shared;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * Tells of dead letters: a line when the first comes of a provider and reason, then one an hour with the number of
 * hits, and at the end one with those that are untold.
 */
@Shared
class DeadLetterLog {

    private static final Logger LOG = System.getLogger("dev.sidetrack.queue");
    private static final Duration PAUSE = Duration.ofHours(1);
    /** Reasons that differ each time must not fill the memory. */
    private static final int MOST_REASONS = 200;

    private final Clock clock;
    private final Map<String, Told> told = new HashMap<>();

    @Inject
    DeadLetterLog() {
        this(Clock.systemUTC());
    }

    DeadLetterLog(Clock clock) {
        this.clock = clock;
    }

    synchronized void tell(DeadLetter letter) {
        var who = letter.provider().isEmpty() ? "the queue" : letter.provider();
        var reason = Texts.printable(letter.reason());
        var key = who + ": " + reason;
        var kept = told.size() < MOST_REASONS || told.containsKey(key) ? key : who;
        var before = told.get(kept);
        var now = clock.instant();
        var hits = Math.max(1, letter.hits());
        if (before == null) {
            LOG.log(Level.WARNING, "Dead letter of {0}: {1} ({2,number,#} hits).", who, reason, hits);
            told.put(kept, new Told(now.plus(PAUSE), who, kept.equals(key) ? reason : "other reasons", 0));
        } else {
            told.put(kept, before.with(before.untold + hits));
        }
        tellDue(now);
    }

    /** Tells of those whose hour is over; to be called now and then, as no more of them may come. */
    synchronized void tellDue() {
        tellDue(clock.instant());
    }

    private void tellDue(Instant now) {
        told.values().removeIf(each -> !now.isBefore(each.next) && each.untold == 0);
        told.replaceAll((key, each) -> now.isBefore(each.next) ? each : each.toldAt(now));
    }

    /** Tells of all that are untold, since nobody will ask again. */
    synchronized void tellRest() {
        told.values().stream().filter(each -> each.untold > 0).forEach(Told::tell);
        told.clear();
    }

    private record Told(Instant next, String who, String reason, int untold) {

        Told with(int hits) {
            return new Told(next, who, reason, hits);
        }

        Told toldAt(Instant now) {
            tell();
            return new Told(now.plus(PAUSE), who, reason, 0);
        }

        void tell() {
            LOG.log(
                    Level.WARNING,
                    "Dead letter of {0}: {1} ({2,number,#} hits since the last message).",
                    who,
                    reason,
                    untold);
        }
    }
}
