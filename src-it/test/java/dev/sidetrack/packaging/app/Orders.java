// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.packaging.app;

import dev.sidetrack.Tracked;
import dev.sidetrack.TrackedEvent;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.Transactional;

/** What a shop does. */
@ApplicationScoped
public class Orders {

    @Inject
    Event<TrackedEvent> events;

    @Resource(lookup = "java:comp/TransactionSynchronizationRegistry")
    TransactionSynchronizationRegistry transaction;

    @Tracked("look")
    public void look() {
        // That it is called is all.
    }

    /** An order whose hit is as lasting as itself. */
    @Transactional
    public void order(boolean rollback) {
        events.fire(TrackedEvent.named("order").durable());
        if (rollback) {
            transaction.setRollbackOnly();
        }
    }
}
