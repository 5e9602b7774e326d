// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.capture;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Caches whether user agents are bots. One seen once is soon evicted; one seen twice stays as long as it returns now
 * and then, so that a flood of made-up agents does not evict the few that make up most of the traffic.
 */
final class KnownAgents {

    private static final int MOST = 5_000;

    private volatile Map<String, Boolean> once = new ConcurrentHashMap<>();
    private volatile Map<String, Boolean> often = new ConcurrentHashMap<>();
    private volatile Map<String, Boolean> before = Map.of();

    /** The cached answer, or {@code null}. */
    Boolean get(String agent) {
        var known = often.get(agent);
        if (known != null) {
            return known;
        }
        var earlier = before.get(agent);
        var seen = earlier == null ? once.remove(agent) : earlier;
        if (seen != null) {
            keep(agent, seen);
        }
        return seen;
    }

    /** Caches the answer for a new agent. */
    void put(String agent, boolean bot) {
        if (once.size() >= MOST) {
            once = new ConcurrentHashMap<>();
        }
        once.put(agent, bot);
    }

    private void keep(String agent, boolean bot) {
        if (often.size() >= MOST) {
            before = often;
            often = new ConcurrentHashMap<>();
        }
        often.put(agent, bot);
    }
}
