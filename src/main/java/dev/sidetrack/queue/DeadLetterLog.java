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
 * hits.
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
        var key = who + ": " + letter.reason();
        var kept = told.size() < MOST_REASONS || told.containsKey(key) ? key : who;
        var before = told.get(kept);
        var now = clock.instant();
        var hits = Math.max(1, letter.hits()) + (before == null ? 0 : before.untold);
        if (before == null || !now.isBefore(before.next)) {
            LOG.log(
                    Level.WARNING,
                    "Dead letter of {0}: {1} ({2,number,#} hits{3}).",
                    who,
                    Texts.printable(letter.reason()),
                    hits,
                    before == null ? "" : " since the last message");
            told.put(kept, new Told(now.plus(PAUSE), 0));
        } else {
            told.put(kept, new Told(before.next, hits));
        }
    }

    private record Told(Instant next, int untold) {}
}
