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

/** Counts what the beacon refuses by reason, and logs at most once a minute how many there were of each. */
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

    /** Called with each request, also one that is taken: so what a burst has left is told when its minute is over. */
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
