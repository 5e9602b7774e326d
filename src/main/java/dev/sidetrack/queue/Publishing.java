// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.queue;

import dev.sidetrack.HitCounts;
import dev.sidetrack.buffer.HitBuffer;
import dev.sidetrack.config.Keys;
import dev.sidetrack.config.Settings;
import dev.sidetrack.config.Shared;
import dev.sidetrack.delivery.Destinations;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicBoolean;

/** Runs the {@link HitPublisher} and the {@link Receivers}, and has the buffer emptied when the application stops. */
@Shared
public class Publishing {

    private static final Logger LOG = System.getLogger("dev.sidetrack");

    private final Settings settings;
    private final HitBuffer buffer;
    private final Destinations destinations;
    private final HitCounts counts;
    private final QueueState state;
    private final Receivers receivers;
    private final boolean toBroker;
    private final AtomicBoolean isStarted = new AtomicBoolean();
    private final AtomicBoolean isStopped = new AtomicBoolean();
    private volatile HitPublisher publisher;
    private volatile Thread thread;
    private Duration shutdownTimeout;

    /** To be started and stopped by whoever knows when the application starts and stops. */
    @Inject
    public Publishing(
            Settings settings,
            HitBuffer buffer,
            Destinations destinations,
            HitCounts counts,
            QueueState state,
            Receivers receivers) {
        this.settings = settings;
        this.buffer = buffer;
        this.destinations = destinations;
        this.counts = counts;
        this.state = state;
        this.receivers = receivers;
        this.toBroker = settings.get(Keys.BROKER_URL) != null;
    }

    /** Whether hits go to a broker outside and not to the server's own JMS. */
    public boolean isToBroker() {
        return toBroker;
    }

    /** Begins to empty the buffer into the queue; {@code false} if it has been told before. */
    public boolean start(QueueAccess queue, ThreadFactory threads, Runnable whenItFirstWorks) {
        // An EAR tells of the start of each of its modules, and the filter once more.
        if (isStarted.getAndSet(true)) {
            return false;
        }
        destinations
                .all()
                .forEach(to -> LOG.log(
                        Level.INFO,
                        "Sending hits to {0}: {1}",
                        to.name(),
                        to.provider().destination()));
        if (settings.get(Keys.DRY_RUN)) {
            LOG.log(Level.INFO, "Requests to providers are logged instead of sent (sidetrack.dry-run=true).");
        }
        // Read now: when the application stops, its configuration may be gone already.
        shutdownTimeout = settings.get(Keys.SHUTDOWN_TIMEOUT);
        var started = new HitPublisher(
                buffer,
                destinations.routes(),
                settings.get(Keys.BATCH_HITS),
                settings.get(Keys.BATCH_LINGER),
                batches -> send(queue, batches),
                counts,
                state);
        thread = threads.newThread(started);
        thread.setName("sidetrack-publisher");
        thread.start();
        publisher = started;
        receivers.start(queue, threads, whenItFirstWorks);
        return true;
    }

    private void send(QueueAccess queue, List<Batch> batches) {
        queue.send(batches);
        receivers.wake(batches);
    }

    /** Has batches that were given away and came back sent once more. */
    public void takeBack(List<Batch> batches) {
        publisher.outbox().takeBack(batches);
    }

    /** How many hits wait in memory for the queue. */
    public int heldHits() {
        return buffer.size() + (publisher == null ? 0 : publisher.outbox().hits());
    }

    /** The time of the oldest of these, or {@code null}. */
    public Instant oldestHeld() {
        var unsent = publisher == null ? null : publisher.outbox().oldest();
        var buffered = buffer.oldest();
        return unsent != null ? unsent : buffered == null ? null : buffered.time();
    }

    /** Whether the thread that empties the buffer has ended although the application has not. */
    public boolean isDead() {
        return publisher != null && !isStopped.get() && !thread.isAlive();
    }

    /** Empties the buffer and ends; what the queue does not take in time is lost and told. */
    public void stop() {
        if (publisher != null && !isStopped.getAndSet(true)) {
            var deadline = System.nanoTime() + shutdownTimeout.toNanos();
            receivers.stopSoon();
            publisher.stop(thread, shutdownTimeout);
            receivers.awaitEnd(deadline);
        }
    }
}
