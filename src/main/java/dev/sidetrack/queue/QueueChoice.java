// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.queue;

import dev.sidetrack.config.ConfigurationException;
import dev.sidetrack.config.Keys;
import dev.sidetrack.config.Shared;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;

/** Which way to the queue this application takes: the server's, unless {@code sidetrack.broker.url} names a broker. */
@Shared
class QueueChoice {

    private final Publishing publishing;
    private final Instance<QueueAccess> server;
    private final Instance<QueueAccess> broker;
    private volatile QueueAccess queue;

    @Inject
    QueueChoice(Publishing publishing, Instance<QueueAccess> server, @ExternalBroker Instance<QueueAccess> broker) {
        this.publishing = publishing;
        this.server = server;
        this.broker = broker;
    }

    QueueAccess queue() {
        if (queue == null) {
            queue = chosen();
        }
        return queue;
    }

    private QueueAccess chosen() {
        if (publishing.isToBroker()) {
            return broker.get();
        }
        if (server.isResolvable()) {
            return server.get();
        }
        throw new ConfigurationException(
                Keys.BROKER_URL.name() + " is missing: this jar of Sidetrack is for servers without JMS.");
    }
}
