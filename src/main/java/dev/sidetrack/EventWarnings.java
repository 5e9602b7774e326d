// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Tells, once a minute, what is wrong with the events that an application makes; the caller itself never fails of it.
 */
final class EventWarnings {

    private static final Logger LOG = System.getLogger(TrackedEvent.class.getName());
    private static final long PAUSE = TimeUnit.MINUTES.toNanos(1);
    private static final EventWarnings ALL = new EventWarnings(System::nanoTime);

    private final LongSupplier nanoClock;
    private final AtomicLong next;
    private final AtomicLong untold = new AtomicLong();

    EventWarnings(LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
        this.next = new AtomicLong(nanoClock.getAsLong());
    }

    static void tell(String what) {
        ALL.warn(what);
    }

    void warn(String what) {
        var now = nanoClock.getAsLong();
        var due = next.get();
        if (now - due >= 0 && next.compareAndSet(due, now + PAUSE)) {
            var more = untold.getAndSet(0);
            LOG.log(Level.WARNING, more == 0 ? what : what + " (" + more + " more since the last warning)");
        } else {
            untold.incrementAndGet();
        }
    }
}
