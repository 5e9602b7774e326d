// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.queue.jms;

import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;

/** Does something once a transaction is committed, and nothing if it is not. */
final class OnCommit implements Synchronization {

    private final Runnable action;

    OnCommit(Runnable action) {
        this.action = action;
    }

    @Override
    public void beforeCompletion() {
        // Nothing is known yet.
    }

    @Override
    public void afterCompletion(int status) {
        if (status == Status.STATUS_COMMITTED) {
            action.run();
        }
    }
}
