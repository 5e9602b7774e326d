// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.store;

import dev.sidetrack.VisitorForgotten;
import dev.sidetrack.config.Shared;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Erases visitors who asked to be forgotten from every store. The store's timer does so, and retries until it succeeds,
 * because no request may wait for a database.
 */
@Shared
class Forgetting {

    private static final Logger LOG = System.getLogger("dev.sidetrack.store");

    private final Stores stores;
    private final Set<String> waiting = ConcurrentHashMap.newKeySet();

    @Inject
    Forgetting(Stores stores) {
        this.stores = stores;
    }

    void forget(@Observes VisitorForgotten forgotten) {
        if (stores.areConfigured()) {
            waiting.add(forgotten.clientId());
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
