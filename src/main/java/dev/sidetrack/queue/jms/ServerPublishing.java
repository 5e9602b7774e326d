// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.queue.jms;

import dev.sidetrack.config.ManagedThreads;
import dev.sidetrack.config.ServingEnded;
import dev.sidetrack.config.ServingStarted;
import dev.sidetrack.config.Shared;
import dev.sidetrack.queue.Publishing;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

/**
 * Starts and stops the {@link Publishing} to the server's own JMS with the application. No session bean: in an EAR's
 * {@code lib}, or where {@code web.xml} has {@code metadata-complete}, servers take none from this jar, or fail.
 */
@Shared
class ServerPublishing {

    private final Publishing publishing;
    private final ServerQueue queue;

    @Inject
    ServerPublishing(Publishing publishing, ServerQueue queue) {
        this.publishing = publishing;
        this.queue = queue;
    }

    /** With the first web application, whose threads all others of an EAR use: the EAR itself has none. */
    void start(@Observes ServingStarted web) {
        if (!publishing.isToBroker()) {
            publishing.start(queue, ManagedThreads.here(), () -> {});
        }
    }

    void stop(@Observes ServingEnded web) {
        if (!publishing.isToBroker()) {
            publishing.stop();
        }
    }
}
