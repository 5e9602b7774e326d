// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.queue.artemis;

import dev.sidetrack.config.Keys;
import dev.sidetrack.config.Settings;
import dev.sidetrack.config.Shared;
import dev.sidetrack.delivery.Backoff;
import dev.sidetrack.queue.BatchReceiver;
import dev.sidetrack.queue.Outside;
import dev.sidetrack.queue.Publishing;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.BeforeDestroyed;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.LockSupport;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/**
 * Starts and stops, where {@code sidetrack.broker.url} is set, what the server starts and stops otherwise: the publisher and
 * those who receive.
 */
@Shared
class BrokerPublishing {

    private static final Logger LOG = System.getLogger("dev.sidetrack");
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private final Settings settings;
    private final Publishing publishing;
    private final BrokerQueue queue;
    private final BatchReceiver batches;
    private final List<BrokerReceiver> receivers = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();

    @Inject
    BrokerPublishing(Settings settings, Publishing publishing, @Outside BrokerQueue queue, BatchReceiver batches) {
        this.settings = settings;
        this.publishing = publishing;
        this.queue = queue;
        this.batches = batches;
    }

    void start(@Observes @Initialized(ApplicationScoped.class) Object application) {
        if (publishing.isToBroker()) {
            start(managedThreads());
        }
    }

    void start(ThreadFactory factory) {
        if (publishing.start(queue, factory)) {
            LOG.log(Level.INFO, "Hits go by the broker at {0}.", address());
            receive(settings.get(Keys.BROKER_CONSUMERS), factory);
        }
    }

    /** Without the parameters, which may hold secrets. */
    private String address() {
        var url = settings.get(Keys.BROKER_URL);
        return url.contains("?") ? url.substring(0, url.indexOf('?')) : url;
    }

    private void receive(int consumers, ThreadFactory factory) {
        var watch = new BrokerWatch(queue::addressSettings);
        var pauses = new Backoff(SHORTEST_PAUSE, LONGEST_PAUSE, new Random());
        for (var number = 1; number <= consumers; number++) {
            var receiver = new BrokerReceiver(queue, batches, watch, pauses);
            var thread = factory.newThread(receiver);
            thread.setName("sidetrack-receiver-" + number);
            receivers.add(receiver);
            threads.add(thread);
            thread.start();
        }
    }

    void stop(@Observes @BeforeDestroyed(ApplicationScoped.class) Object application) {
        if (!threads.isEmpty()) {
            receivers.forEach(BrokerReceiver::stop);
            threads.forEach(LockSupport::unpark);
            publishing.stop();
            awaitReceivers();
        }
        queue.close();
    }

    /** Waits for what is under way; what takes too long goes back onto the queue. */
    private void awaitReceivers() {
        var deadline = System.nanoTime() + publishing.shutdownTimeout().toNanos();
        try {
            for (var thread : threads) {
                thread.join(Math.max(1, Duration.ofNanos(deadline - System.nanoTime()).toMillis()));
                thread.interrupt();
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    private static ThreadFactory managedThreads() {
        try {
            return InitialContext.doLookup("java:comp/DefaultManagedThreadFactory");
        } catch (NamingException missing) {
            throw new IllegalStateException("the server has no managed threads", missing);
        }
    }
}
