// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.provider;

import dev.sidetrack.Hit;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Remembers when each recent visit was last seen, to calculate the time between its hits. Hits sent by other nodes are
 * unknown here: a visit's first hit on a node counts as its first.
 */
final class Engagement {

    private static final int MOST_VISITS = 10_000;
    private static final Duration LONGEST = Duration.ofMinutes(30);
    private static final long NONE = 1;

    private final Map<String, Instant> lastSeen = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
            return size() > MOST_VISITS;
        }
    };

    /** The milliseconds between each of these hits of one visitor and the previous one; 1 for the first of a visit. */
    synchronized List<Long> before(List<Hit> hits) {
        var now = new HashMap<String, Instant>();
        var millis = new ArrayList<Long>(hits.size());
        for (var hit : hits) {
            var visit = ClientIds.sessionOf(hit);
            var last = visit == null ? null : now.getOrDefault(visit, lastSeen.get(visit));
            var pause = last == null ? Duration.ZERO : Duration.between(last, hit.time());
            millis.add(pause.compareTo(LONGEST) > 0 ? NONE : Math.max(NONE, pause.toMillis()));
            if (visit != null) {
                now.put(visit, hit.time());
            }
        }
        return millis;
    }

    /** Records that these hits were delivered. */
    synchronized void seen(List<Hit> hits) {
        for (var hit : hits) {
            var visit = ClientIds.sessionOf(hit);
            if (visit != null) {
                lastSeen.merge(visit, hit.time(), (a, b) -> a.isAfter(b) ? a : b);
            }
        }
    }
}
