// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.capture;

import dev.sidetrack.config.Shared;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/** Runs actions after the commit of the current transaction. */
@Shared
class Commits {

    private static final String NAME = "java:comp/TransactionSynchronizationRegistry";

    private volatile TransactionSynchronizationRegistry found;

    /**
     * Runs the action once the current transaction has committed, never if it is rolled back, and at once if there is
     * none. Failures are logged.
     */
    void after(Runnable action) {
        var transactions = transactions();
        switch (transactions == null ? Status.STATUS_NO_TRANSACTION : transactions.getTransactionStatus()) {
            case Status.STATUS_ACTIVE -> transactions.registerInterposedSynchronization(new Commit(action));
            case Status.STATUS_MARKED_ROLLBACK, Status.STATUS_ROLLING_BACK -> {
                // It will be rolled back, and the action with it.
            }
            default -> Safely.run(action);
        }
    }

    /** The server's registry, which knows each thread's transaction; {@code null} on servers without transactions. */
    TransactionSynchronizationRegistry transactions() {
        if (found == null) {
            try {
                found = InitialContext.doLookup(NAME);
            } catch (NamingException outside) {
                // Not cached: a lookup on another thread may succeed.
                return null;
            }
        }
        return found;
    }

    private record Commit(Runnable action) implements Synchronization {

        @Override
        public void beforeCompletion() {
            // Not known yet.
        }

        @Override
        public void afterCompletion(int status) {
            if (status == Status.STATUS_COMMITTED) {
                Safely.run(action);
            }
        }
    }
}
