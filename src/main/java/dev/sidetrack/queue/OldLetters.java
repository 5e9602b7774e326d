// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.queue;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Throws dead letters away once they are old enough. The broker would, too, but most are set up to move what has
 * expired to another queue, where it lies for ever and nobody forgets a visitor.
 */
final class OldLetters {

    private static final Logger LOG = System.getLogger("dev.sidetrack.queue");
    private static final Duration PAUSE = Duration.ofHours(1);

    private final Duration age;
    private final Clock clock;
    private Instant next = Instant.MIN;
    private int taken;
    private int untold;

    OldLetters(Duration age, Clock clock) {
        this.age = age;
        this.clock = clock;
    }

    /** Throws some away if it is time to; whether there were any. */
    boolean in(QueueSession session) {
        var now = clock.instant();
        taken = now.isBefore(next) ? 0 : session.purge(now.minus(age), QueueSession.MOST_TAKEN);
        if (taken == 0 && !now.isBefore(next)) {
            next = now.plus(PAUSE);
        }
        return taken > 0;
    }

    void committed() {
        untold += taken;
        if (taken == 0 && untold > 0) {
            LOG.log(Level.INFO, "Removed {0,number,#} dead letters that were older than {1}.", untold, age);
            untold = 0;
        }
        taken = 0;
    }

    void rolledBack() {
        taken = 0;
        next = Instant.MIN;
    }
}
