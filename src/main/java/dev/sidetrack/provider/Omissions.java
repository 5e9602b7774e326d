// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.provider;

import dev.sidetrack.OnceAMinute;
import dev.sidetrack.Texts;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * Logs which parts of events a service does not get, at most once a minute for each name of an event. Callers of the
 * beacon can make up names, so beyond a thousand all others share a limit.
 */
final class Omissions {

    private static final Logger LOG = System.getLogger("dev.sidetrack.provider");
    private static final int MOST_NAMES = 1_000;

    private final String provider;
    private final LongSupplier nanoClock;
    private final Map<String, OnceAMinute> byEvent = new ConcurrentHashMap<>();
    private final OnceAMinute others;

    /** The omissions of the provider with this name. */
    Omissions(String provider) {
        this(provider, System::nanoTime);
    }

    Omissions(String provider, LongSupplier nanoClock) {
        this.provider = provider;
        this.nanoClock = nanoClock;
        others = new OnceAMinute(nanoClock);
    }

    void tell(String event, Omitted omitted) {
        if (!omitted.isNothing() && minute(event).isDue()) {
            LOG.log(
                    Level.WARNING,
                    "The provider {0} cannot send all of the event {1}. Left out: {2}",
                    provider,
                    Texts.printable(event),
                    omitted);
        }
    }

    private OnceAMinute minute(String event) {
        var known = byEvent.get(event);
        if (known != null) {
            return known;
        }
        return byEvent.size() < MOST_NAMES
                ? byEvent.computeIfAbsent(event, name -> new OnceAMinute(nanoClock))
                : others;
    }
}
