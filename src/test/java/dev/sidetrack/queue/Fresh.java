// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.queue;

import java.time.Clock;
import java.util.concurrent.TimeUnit;

/** What tests outside the package need of it. */
public final class Fresh {

    private Fresh() {}

    /** A queue that has just taken something, by this clock. */
    public static QueueState queueState(Clock clock) {
        return new QueueState(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()));
    }

    /** Has the queue take something. */
    public static void accept(QueueState state) {
        state.sending();
        state.accepted();
    }
}
