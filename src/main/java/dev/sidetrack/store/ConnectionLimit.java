// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.store;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Limits how many connections of a data source are in use at once; waiting threads are served in order of arrival. */
final class ConnectionLimit {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Semaphore free;
    private final Duration patience;

    ConnectionLimit(int count) {
        this(count, PATIENCE);
    }

    ConnectionLimit(int count, Duration patience) {
        free = new Semaphore(count, true);
        this.patience = patience;
    }

    /** Acquires a permit; fails if none becomes free within five seconds. */
    void enter() throws SQLException {
        try {
            if (free.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
        throw new SQLTransientConnectionException("the store is busy: all its connections are in use", "53300");
    }

    void leave() {
        free.release();
    }
}
