// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.provider;

import dev.sidetrack.Hit;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Remembers of the last visitors who have signed in that a service has been told who they are. Another node, or this
 * one after a restart, tells it once more, which services take for the same.
 */
final class Identified {

    private static final int MOST = 10_000;

    private final Map<String, Boolean> told = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > MOST;
        }
    };

    /** Of each visitor who has signed in and of whom nothing has been told yet, the first of these hits. */
    synchronized List<Hit> newOnes(List<Hit> hits) {
        var found = new HashSet<String>();
        return hits.stream()
                .filter(hit -> isOfAUser(hit) && !told.containsKey(key(hit)) && found.add(key(hit)))
                .toList();
    }

    /** The service knows now whose hit this is. */
    synchronized void remember(Hit hit) {
        told.put(key(hit), Boolean.TRUE);
    }

    static boolean isOfAUser(Hit hit) {
        return hit.visitor() != null && hit.visitor().userId() != null;
    }

    private static String key(Hit hit) {
        return hit.visitor().clientId() + ' ' + hit.visitor().userId();
    }
}
