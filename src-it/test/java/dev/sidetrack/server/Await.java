// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.server;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waiting for what happens elsewhere. */
public final class Await {

    private static final Duration PAUSE = Duration.ofMillis(50);

    private Await() {}

    /** Waits until the condition holds; {@code false} if it does not within that time. */
    public static boolean until(Duration longest, BooleanSupplier condition) {
        var deadline = System.nanoTime() + longest.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - deadline > 0) {
                return false;
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        return true;
    }

    /** Waits until the condition holds, which must be within that time. */
    public static void must(String what, Duration longest, BooleanSupplier condition) {
        if (!until(longest, condition)) {
            throw new AssertionError(what + " did not come within " + longest);
        }
    }

    /** Lets a fault last. */
    public static void pass(Duration time) {
        try {
            TimeUnit.NANOSECONDS.sleep(time.toNanos());
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }
}
