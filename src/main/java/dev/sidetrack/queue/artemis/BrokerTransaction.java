// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.queue.artemis;

import dev.sidetrack.queue.Batch;
import dev.sidetrack.queue.QueueSession.Place;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** What is sent to the broker in one JTA transaction: goes or stays as that transaction commits or rolls back. */
final class BrokerTransaction implements Synchronization {

    private final BrokerSession session;
    private final Consumer<BrokerSession> after;
    private final Consumer<List<Batch>> unsure;
    private final List<Batch> sent = new ArrayList<>();
    private final List<Runnable> actions = new ArrayList<>();
    private boolean failed;

    /**
     * A transaction of this session.
     *
     * @param after gets the session when it is no longer needed
     * @param unsure gets what was to be committed if nobody knows whether it was
     */
    BrokerTransaction(BrokerSession session, Consumer<BrokerSession> after, Consumer<List<Batch>> unsure) {
        this.session = session;
        this.after = after;
        this.unsure = unsure;
    }

    void send(List<Batch> batches, Runnable whenCommitted) {
        try {
            batches.forEach(batch -> session.queues().put(Place.HITS, batch));
            sent.addAll(batches);
            actions.add(whenCommitted);
        } catch (RuntimeException refused) {
            // A part of these may have gone, and the application is told that none has.
            failed = true;
            throw refused;
        }
    }

    @Override
    public void beforeCompletion() {
        // The broker's part comes after that of the application.
    }

    @Override
    public void afterCompletion(int status) {
        var committed = status == Status.STATUS_COMMITTED;
        try {
            if (committed && !failed) {
                session.commit();
                actions.forEach(Runnable::run);
            } else {
                session.rollback();
            }
            after.accept(session);
        } catch (RuntimeException lost) {
            session.close();
            failed = true;
        }
        if (committed && failed && !sent.isEmpty()) {
            unsure.accept(sent);
        }
    }
}
