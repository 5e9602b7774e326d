// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.demo.probe;

import dev.sidetrack.TrackedEvent;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.Transactional;

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
}
