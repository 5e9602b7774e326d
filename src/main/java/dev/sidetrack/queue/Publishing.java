// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.queue;

import dev.sidetrack.HitCounts;
import dev.sidetrack.buffer.HitBuffer;
import dev.sidetrack.config.Keys;
import dev.sidetrack.config.Settings;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.inject.Inject;
import jakarta.jms.JMSDestinationDefinition;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;

/**
 * Starts the {@link HitPublisher} with the application and, when the application stops, has it empty the buffer. Brings the
 * queue along, so that no server needs any set-up.
 */
@Startup
@Singleton(name = "SidetrackPublishing")
@DependsOn(BatchSender.NAME)
@TransactionManagement(TransactionManagementType.BEAN)
@JMSDestinationDefinition(name = HitQueue.HITS, interfaceName = "jakarta.jms.Queue", destinationName = "SidetrackHits")
@JMSDestinationDefinition(name = HitQueue.DEAD_LETTERS, interfaceName = "jakarta.jms.Queue", destinationName = "SidetrackDeadLetters")
public class Publishing {

    private static final Logger LOG = System.getLogger("dev.sidetrack");

    @Inject
    Settings settings;

    @Inject
    HitBuffer buffer;

    @Inject
    Providers providers;

    @Inject
    HitCounts counts;

    @Inject
    QueueState state;

    @Inject
    BatchSender sender;

    @Resource
    ManagedThreadFactory threads;

    private HitPublisher publisher;
    private Thread thread;
    private Duration shutdownTimeout;

    @PostConstruct
    void start() {
        if (!settings.get(Keys.ENABLED)) {
            LOG.log(Level.INFO, "Sidetrack is switched off (sidetrack.enabled=false).");
            return;
        }
        providers.byName().forEach((name, provider) -> LOG.log(Level.INFO, "Hits go to {0}: {1}", name, provider.destination()));
        // Read now: when the application stops, its configuration may be gone already.
        shutdownTimeout = settings.get(Keys.SHUTDOWN_TIMEOUT);
        publisher = new HitPublisher(buffer, providers.routes(), settings.get(Keys.BATCH_HITS),
                settings.get(Keys.BATCH_LINGER), sender::send, counts, state);
        thread = threads.newThread(publisher);
        thread.setName("sidetrack-publisher");
        thread.start();
    }

    @PreDestroy
    void stop() {
        if (publisher != null) {
            publisher.stop(thread, shutdownTimeout);
        }
    }
}
