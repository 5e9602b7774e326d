// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.packaging.app;

import dev.sidetrack.Tracked;
import dev.sidetrack.TrackedEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.Transactional;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/** What a shop does. */
@ApplicationScoped
public class Orders {

    @Inject
    Event<TrackedEvent> events;

    @Tracked("look")
    public void look() {
        // That it is called is all.
    }

    /** An order whose hit is as lasting as itself. */
    @Transactional
    public void order(boolean rollback) {
        events.fire(TrackedEvent.named("order").durable());
        if (rollback) {
            rollBack();
        }
    }

    /** Looked up, as nothing is injected where {@code web.xml} has {@code metadata-complete}. */
    private static void rollBack() {
        try {
            InitialContext.<TransactionSynchronizationRegistry>doLookup("java:comp/TransactionSynchronizationRegistry")
                    .setRollbackOnly();
        } catch (NamingException outside) {
            throw new IllegalStateException(outside);
        }
    }
}
