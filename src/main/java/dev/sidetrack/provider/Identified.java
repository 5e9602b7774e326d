// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.provider;

import dev.sidetrack.Hit;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Remembers for which recent signed-in visitors a service has been told the user id. Another node, or this one after a
 * restart, sends it again, which services tolerate.
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

    /** For each signed-in visitor who is new to the service, the first of these hits. */
    synchronized List<Hit> newOnes(List<Hit> hits) {
        var found = new HashSet<String>();
        return hits.stream()
                .filter(hit -> isOfAUser(hit) && !told.containsKey(key(hit)) && found.add(key(hit)))
                .toList();
    }

    /** Records that the service knows the user of this hit. */
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
