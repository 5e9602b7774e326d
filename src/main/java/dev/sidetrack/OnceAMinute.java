// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** Lets one call through per minute, among all threads: for log lines that each request could write. Not API. */
public final class OnceAMinute {

    private static final long PAUSE = TimeUnit.MINUTES.toNanos(1);

    private final LongSupplier nanoClock;
    private final AtomicLong next;

    /** Lets the first call through. */
    public OnceAMinute() {
        this(System::nanoTime);
    }

    /**
     * Lets the first call through, using this clock.
     *
     * @param nanoClock a clock in nanoseconds, such as {@link System#nanoTime()}
     */
    public OnceAMinute(LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
        this.next = new AtomicLong(nanoClock.getAsLong());
    }

    /** {@return whether this call is let through} */
    public boolean isDue() {
        var now = nanoClock.getAsLong();
        var due = next.get();
        return now - due >= 0 && next.compareAndSet(due, now + PAUSE);
    }
}
