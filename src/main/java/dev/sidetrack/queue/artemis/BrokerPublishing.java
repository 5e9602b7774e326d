// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.queue.artemis;

import dev.sidetrack.config.Keys;
import dev.sidetrack.config.ManagedThreads;
import dev.sidetrack.config.ServingEnded;
import dev.sidetrack.config.ServingStarted;
import dev.sidetrack.config.Settings;
import dev.sidetrack.config.Shared;
import dev.sidetrack.queue.ExternalBroker;
import dev.sidetrack.queue.Publishing;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.ThreadFactory;

/**
 * Starts and stops, where {@code sidetrack.broker.url} is set, what the server starts and stops otherwise: the
 * publisher and those who receive.
 */
@Shared
class BrokerPublishing {

    private static final Logger LOG = System.getLogger("dev.sidetrack");
    private final Settings settings;
    private final Publishing publishing;
    private final BrokerQueue queue;

    @Inject
    BrokerPublishing(Settings settings, Publishing publishing, @ExternalBroker BrokerQueue queue) {
        this.settings = settings;
        this.publishing = publishing;
        this.queue = queue;
    }

    void start(@Observes ServingStarted web) {
        if (publishing.isToBroker()) {
            queue.serve(web.contextPath());
            start(ManagedThreads.hereOrOwn());
        }
    }

    void start(ThreadFactory factory) {
        if (publishing.start(queue, factory, new BrokerWatch(queue::addressSettings)::ask)) {
            LOG.log(Level.INFO, "Using the broker at {0}.", address());
        }
    }

    /** Without the parameters, which may hold secrets. */
    private String address() {
        var url = settings.get(Keys.BROKER_URL);
        return url.contains("?") ? url.substring(0, url.indexOf('?')) : url;
    }

    void stop(@Observes ServingEnded web) {
        if (publishing.isToBroker()) {
            publishing.stop();
        }
        queue.close();
    }
}
