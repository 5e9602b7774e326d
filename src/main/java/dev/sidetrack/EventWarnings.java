// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** Logs problems with the application's events, at most once a minute; never fails. */
final class EventWarnings {

    private static final Logger LOG = System.getLogger("dev.sidetrack");
    private static final EventWarnings ALL = new EventWarnings(System::nanoTime);

    private final OnceAMinute minute;
    private final AtomicLong untold = new AtomicLong();

    EventWarnings(LongSupplier nanoClock) {
        this.minute = new OnceAMinute(nanoClock);
    }

    static void tell(String what) {
        ALL.warn(what);
    }

    void warn(String what) {
        if (minute.isDue()) {
            var more = untold.getAndSet(0);
            LOG.log(
                    Level.WARNING,
                    Texts.printable(what) + (more == 0 ? "" : " (" + more + " more since the last warning)"));
        } else {
            untold.incrementAndGet();
        }
    }
}
