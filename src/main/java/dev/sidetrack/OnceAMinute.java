// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** Lets one through a minute, of whatever threads: for log lines that could come with each request. Not API. */
public final class OnceAMinute {

    private static final long PAUSE = TimeUnit.MINUTES.toNanos(1);

    private final LongSupplier nanoClock;
    private final AtomicLong next;

    /** The first call is let through. */
    public OnceAMinute() {
        this(System::nanoTime);
    }

    /**
     * The first call is let through; the time is that of a clock in nanoseconds.
     *
     * @param nanoClock such as {@link System#nanoTime()}
     */
    public OnceAMinute(LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
        this.next = new AtomicLong(nanoClock.getAsLong());
    }

    /** {@return whether it is this one} */
    public boolean isDue() {
        var now = nanoClock.getAsLong();
        var due = next.get();
        return now - due >= 0 && next.compareAndSet(due, now + PAUSE);
    }
}
