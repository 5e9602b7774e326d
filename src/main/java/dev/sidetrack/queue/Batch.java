// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.queue;

import dev.sidetrack.Hit;
import dev.sidetrack.delivery.Pending.History;
import java.util.List;

/**
 * One message of the queue: hits for one provider, and what they have been through.
 *
 * @param provider the name the configuration gives the provider
 * @param text the hits, as {@link BatchCodec} writes them
 * @param hits how many they are
 * @param history how often they were tried
 */
public record Batch(String provider, String text, int hits, History history) {

    /** A batch that has not been tried. */
    public static Batch fresh(String provider, String text, int hits) {
        return new Batch(provider, text, hits, History.NONE);
    }

    static Batch of(String provider, List<Hit> hits, History history) {
        return new Batch(provider, BatchCodec.write(hits), hits.size(), history);
    }
}
