// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.store;

import dev.sidetrack.Texts;
import dev.sidetrack.VisitorForgotten;
import dev.sidetrack.buffer.HitsForOne;
import dev.sidetrack.config.Shared;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Has visitors who asked to be forgotten erased from every store: by an {@link ErasureOrder} on the queue, since no
 * request may wait for a database, and no restart may forget it. Only if the queue is away too, they wait in memory,
 * and the store's timer erases them.
 */
@Shared
class Forgetting {

    private static final Logger LOG = System.getLogger("dev.sidetrack.store");

    private final Stores stores;
    private final HitsForOne queue;
    private final Set<String> waiting = ConcurrentHashMap.newKeySet();

    @Inject
    Forgetting(Stores stores, HitsForOne queue) {
        this.stores = stores;
        this.queue = queue;
    }

    void forget(@Observes VisitorForgotten forgotten) {
        var clientId = forgotten.clientId();
        if (clientId == null || clientId.isEmpty()) {
            return;
        }
        try {
            var order = ErasureOrder.of(clientId, Instant.now());
            stores.names().forEach(name -> queue.publish(name, order));
        } catch (RuntimeException refused) {
            LOG.log(Level.DEBUG, "The queue did not accept an erasure: {0}", Texts.printable(refused.toString()));
            waiting.add(clientId);
        }
    }

    /** The application ends: erases the visitors who are waiting, or logs how many it could not. */
    void end() {
        run();
        if (!waiting.isEmpty()) {
            LOG.log(
                    Level.WARNING,
                    "{0} visitors who asked to be forgotten were not erased before the application ended.",
                    waiting.size());
        }
    }

    /** Erases the visitors who are waiting for it. */
    void run() {
        for (var clientId : waiting) {
            try {
                stores.erase(clientId);
                waiting.remove(clientId);
            } catch (SQLException failed) {
                LOG.log(
                        Level.WARNING,
                        "Erasing a visitor failed and will be retried: {0}.",
                        SqlFailure.sentence(failed));
                return;
            }
        }
    }
}
