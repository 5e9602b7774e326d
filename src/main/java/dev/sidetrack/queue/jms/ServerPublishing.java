// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.queue.jms;

import dev.sidetrack.queue.Publishing;
import dev.sidetrack.queue.QueueAccess;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.inject.Inject;
import jakarta.jms.JMSDestinationDefinition;

/**
 * Starts and stops the {@link Publishing} to the server's own JMS with the application. Brings the queues along, so that no
 * server needs any set-up.
 */
@Startup
@Singleton(name = "SidetrackPublishing")
@DependsOn(ServerQueue.NAME)
@TransactionManagement(TransactionManagementType.BEAN)
@JMSDestinationDefinition(name = QueueNames.HITS, interfaceName = "jakarta.jms.Queue", destinationName = QueueNames.HITS_NAME)
@JMSDestinationDefinition(name = QueueNames.WAITING, interfaceName = "jakarta.jms.Queue", destinationName = QueueNames.WAITING_NAME)
@JMSDestinationDefinition(name = QueueNames.DEAD_LETTERS, interfaceName = "jakarta.jms.Queue", destinationName = QueueNames.DEAD_LETTERS_NAME)
public class ServerPublishing {

    @Inject
    Publishing publishing;

    @Inject
    QueueAccess queue;

    @Resource
    ManagedThreadFactory threads;

    @PostConstruct
    void start() {
        if (!publishing.isToBroker()) {
            publishing.start(queue, threads, () -> {});
        }
    }

    @PreDestroy
    void stop() {
        if (!publishing.isToBroker()) {
            publishing.stop();
        }
    }
}
