// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.capture;

import dev.sidetrack.config.Shared;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/** Waits for the commit of the current transaction. */
@Shared
class Commits {

    private static final String NAME = "java:comp/TransactionSynchronizationRegistry";

    private volatile TransactionSynchronizationRegistry found;

    /**
     * Does this once the current transaction has committed, never if it is rolled back, and at once where there is
     * none. What fails is logged.
     */
    void after(Runnable action) {
        var transactions = transactions();
        switch (transactions == null ? Status.STATUS_NO_TRANSACTION : transactions.getTransactionStatus()) {
            case Status.STATUS_ACTIVE -> transactions.registerInterposedSynchronization(new Commit(action));
            case Status.STATUS_MARKED_ROLLBACK, Status.STATUS_ROLLING_BACK -> {
                // Comes to nothing, as all else of this transaction.
            }
            default -> Safely.run(action);
        }
    }

    /** The server's, which knows the transaction of each thread; {@code null} where there are no transactions. */
    TransactionSynchronizationRegistry transactions() {
        if (found == null) {
            try {
                found = InitialContext.doLookup(NAME);
            } catch (NamingException outside) {
                // Not kept: another thread may be the server's.
                return null;
            }
        }
        return found;
    }

    private record Commit(Runnable action) implements Synchronization {

        @Override
        public void beforeCompletion() {
            // Nothing is known yet.
        }

        @Override
        public void afterCompletion(int status) {
            if (status == Status.STATUS_COMMITTED) {
                Safely.run(action);
            }
        }
    }
}
