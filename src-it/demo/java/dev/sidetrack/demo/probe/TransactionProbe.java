// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.demo.probe;

import dev.sidetrack.TrackedEvent;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.Transactional;
import java.util.concurrent.TimeUnit;

/** Tracks an event in a transaction, which then commits or does not. */
@ApplicationScoped
@Transactional
public class TransactionProbe {

    @Inject
    Event<TrackedEvent> events;

    @Resource(lookup = "java:comp/TransactionSynchronizationRegistry")
    TransactionSynchronizationRegistry transaction;

    public void track(boolean rollback) {
        events.fire(TrackedEvent.named("tx-event"));
        if (rollback) {
            transaction.setRollbackOnly();
        }
    }

    /** Tracks one durably and ends the transaction only after so many seconds. */
    public void trackDurably(boolean rollback, int seconds) {
        events.fire(TrackedEvent.named("durable-tx-event").durable());
        try {
            TimeUnit.SECONDS.sleep(Math.min(seconds, 60));
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
        if (rollback) {
            transaction.setRollbackOnly();
        }
    }
}
