// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.capture;

import dev.sidetrack.OnceAMinute;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/** Counts requests that the beacon rejects by reason, and logs the numbers at most once a minute. */
final class Refusals {

    private static final Logger LOG = System.getLogger("dev.sidetrack.capture");

    private final OnceAMinute warnings;
    private final Map<String, LongAdder> untold = new ConcurrentHashMap<>();
    private volatile boolean hasUntold;

    Refusals(LongSupplier nanoClock) {
        this.warnings = new OnceAMinute(nanoClock);
    }

    void add(String reason) {
        untold.computeIfAbsent(reason, any -> new LongAdder()).increment();
        hasUntold = true;
        tell();
    }

    /**
     * Called for each request, also for accepted ones, so that the rest of a burst is logged when its minute is over.
     */
    void tell() {
        if (hasUntold && warnings.isDue()) {
            hasUntold = false;
            LOG.log(Level.WARNING, "Beacon requests rejected since the last message: {0}", counts());
        }
    }

    private Map<String, Long> counts() {
        var counts = new TreeMap<String, Long>();
        untold.forEach((reason, count) -> counts.put(reason, count.sumThenReset()));
        counts.values().removeIf(count -> count == 0);
        return counts;
    }
}
