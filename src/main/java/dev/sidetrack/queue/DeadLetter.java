// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.queue;

import java.time.Instant;

/**
 * Hits that were given up, and why.
 *
 * @param provider the provider they were for, or empty for a message that was none of ours
 * @param reason why, in a sentence; empty for a message that was none of ours
 * @param status the provider's last HTTP status, or 0
 * @param hits how many hits, 0 if nobody can tell
 * @param attempts how often the provider was asked to take them
 * @param firstFailure when they first failed, or {@code null} if nobody can tell
 * @param died when they were given up, likewise
 */
public record DeadLetter(
        String provider, String reason, int status, int hits, int attempts, Instant firstFailure, Instant died) {

    /** Whose dead letter it is that nobody could read. */
    public static final String NO_PROVIDER = "";

    /** The dead letter that this batch becomes. */
    public static DeadLetter of(Batch batch, String reason, int status, Instant now) {
        var first =
                batch.history().firstFailure() == null ? now : batch.history().firstFailure();
        return new DeadLetter(
                batch.provider(), reason, status, batch.hits(), batch.history().attempts(), first, now);
    }

    /** This one with so many hits. */
    public DeadLetter withHits(int hits) {
        return new DeadLetter(provider, reason, status, hits, attempts, firstFailure, died);
    }

    /** The dead letter of a message that is no batch. */
    public static DeadLetter unreadable(String reason, Instant now) {
        return new DeadLetter(NO_PROVIDER, reason, 0, 0, 0, now, now);
    }
}
