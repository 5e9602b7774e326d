// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.demo.probe;

import dev.sidetrack.TrackedEvent;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.Transactional;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.TimeUnit;

/** Tracks an event in a transaction, which then commits or does not. */
@ApplicationScoped
@Transactional
public class TransactionProbe {

    private static final Logger LOG = System.getLogger(TransactionProbe.class.getName());

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

    /** Tracks one durably, says so in the log and ends the transaction only after so many seconds. */
    public void trackDurably(boolean rollback, int seconds) {
        events.fire(TrackedEvent.named("durable-tx-event").durable());
        LOG.log(Level.INFO, "A durable event is tracked, its transaction ends in {0} s", seconds);
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
