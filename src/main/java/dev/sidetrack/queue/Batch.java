// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.queue;

import dev.sidetrack.Hit;
import java.time.Instant;
import java.util.List;

/**
 * One message of the queue: hits for one provider, and what they have been through.
 *
 * @param provider the name the configuration gives the provider
 * @param text the hits, as {@link BatchCodec} writes them
 * @param hits how many they are
 * @param attempts how often the provider was asked to take them
 * @param deferrals how often they were put back without the provider being asked
 * @param firstFailure when they first failed, or {@code null} if they have not
 */
public record Batch(String provider, String text, int hits, int attempts, int deferrals, Instant firstFailure) {

    /** A batch that has not been tried. */
    public static Batch fresh(String provider, String text, int hits) {
        return new Batch(provider, text, hits, 0, 0, null);
    }

    /** This batch with the number of hits that were found in it, whatever the message said. */
    Batch holding(int hits) {
        return new Batch(provider, text, hits, attempts, deferrals, firstFailure);
    }

    /** Some hits of this batch, with its history. */
    Batch part(List<Hit> part) {
        return part.size() == hits ? this : new Batch(provider, BatchCodec.write(part), part.size(), attempts, deferrals, firstFailure);
    }

    /** This batch after a failed attempt. */
    Batch failed(Instant now) {
        return new Batch(provider, text, hits, attempts + 1, 0, firstFailure == null ? now : firstFailure);
    }

    /** This batch put back without an attempt. */
    Batch deferred() {
        return new Batch(provider, text, hits, attempts, deferrals + 1, firstFailure);
    }
}
