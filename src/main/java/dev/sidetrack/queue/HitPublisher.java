// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.queue;

import dev.sidetrack.HitCounts;
import dev.sidetrack.HitCounts.Count;
import dev.sidetrack.buffer.HitBuffer;
import dev.sidetrack.config.Uncaught;
import dev.sidetrack.delivery.Route;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Moves hits from the buffer to the queue, on a thread of its own: whatever has come after the linger time, or earlier
 * when two batches are full. Where the queue takes long, it lingers longer, half a second at most. While the queue
 * refuses, it keeps the batches it has and tries again.
 */
final class HitPublisher implements Runnable {

    private static final Logger LOG = System.getLogger("dev.sidetrack.queue");
    private static final long LONGEST_PAUSE_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final HitBuffer buffer;
    private final Outbox outbox;
    private final long lingerNanos;
    private final Consumer<List<Batch>> sender;
    private final HitCounts counts;
    private final QueueState state;
    private int failures;
    private volatile boolean stopping;
    private volatile long deadline;

    HitPublisher(
            HitBuffer buffer,
            List<Route> routes,
            int batchHits,
            Duration linger,
            Consumer<List<Batch>> sender,
            HitCounts counts,
            QueueState state) {
        this.buffer = buffer;
        this.outbox = new Outbox(buffer, routes, batchHits, counts);
        this.lingerNanos = linger.toNanos();
        this.sender = sender;
        this.counts = counts;
        this.state = state;
    }

    @Override
    public void run() {
        while (!stopping && !Thread.currentThread().isInterrupted()) {
            survives(() -> {
                pause();
                buffer.tellDropped();
                return publish();
            });
        }
        if (stopping) {
            drain();
        }
    }

    /**
     * Has the thread that runs {@link #run()} publish what is left and end; what does not go in time is lost, which is
     * logged.
     */
    void stop(Thread thread, Duration timeout) {
        deadline = System.nanoTime() + timeout.toNanos();
        stopping = true;
        buffer.endWaits();
        LockSupport.unpark(thread);
        try {
            // Only a server that has ended the thread itself leaves anything to do for this one, which a hanging queue
            // must not hold.
            if (joined(thread, timeout)) {
                drain();
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
        tellLost(timeout);
        thread.interrupt();
    }

    private void tellLost(Duration timeout) {
        var lost = outbox.close();
        if (lost > 0) {
            counts.add(Count.DROPPED, lost);
            LOG.log(
                    Level.WARNING,
                    "{0,number,#} hits are lost: the queue did not accept them within {1}.",
                    lost,
                    timeout);
        }
    }

    private static boolean joined(Thread thread, Duration timeout) throws InterruptedException {
        thread.join(Math.max(1, timeout.toMillis()));
        return !thread.isAlive();
    }

    /** Until the deadline, or until the server wants the thread to end. */
    private void drain() {
        for (var left = left();
                left > 0 && !Thread.currentThread().isInterrupted() && !survives(this::publishAll);
                left = left()) {
            LockSupport.parkNanos(this, Math.min(retryNanos(), left));
        }
    }

    /** Whatever is thrown, such as for lack of memory: this thread is the only one there is. */
    private boolean survives(BooleanSupplier turn) {
        try {
            return turn.getAsBoolean();
        } catch (Throwable failed) {
            failures++;
            Uncaught.log(LOG, Level.WARNING, "Publishing to the queue failed and will be retried", failed);
            return false;
        }
    }

    private long left() {
        return deadline - System.nanoTime();
    }

    /**
     * Publishes what there is, and more as long as full batches wait; {@code false} if the queue did not take it all.
     */
    boolean publish() {
        return publishWhile(outbox::isMoreDue);
    }

    /** Publishes until the buffer is empty; {@code false} if the queue did not take it all. */
    boolean publishAll() {
        return publishWhile(() -> true);
    }

    private boolean publishWhile(BooleanSupplier goesOn) {
        do {
            if (!outbox.fill()) {
                failures = 0;
                return true;
            }
            if (outbox.hits() > 0 && !send()) {
                return false;
            }
        } while (goesOn.getAsBoolean());
        return true;
    }

    private boolean send() {
        state.sending();
        try {
            sender.accept(outbox.batches());
        } catch (Throwable refused) {
            // Whatever it is, an error of the JMS client's or of the memory, or what nobody declares, as some
            // transactions throw.
            failures++;
            state.refused(refused);
            return false;
        }
        outbox.sent();
        failures = 0;
        state.accepted();
        return true;
    }

    /** The hits it has taken out of the buffer that are not on the queue yet. */
    Outbox outbox() {
        return outbox;
    }

    /**
     * Waits for the linger time or until a batch is full; while the queue refuses longer and longer, however many hits
     * come.
     */
    private void pause() {
        if (failures == 0) {
            buffer.await(lingerNanos);
            return;
        }
        var end = System.nanoTime() + retryNanos();
        for (var left = end - System.nanoTime();
                left > 0 && !stopping && !Thread.currentThread().isInterrupted();
                left = end - System.nanoTime()) {
            LockSupport.parkNanos(this, left);
        }
    }

    private long retryNanos() {
        return Math.min(Math.min(lingerNanos, LONGEST_PAUSE_NANOS) << Math.min(failures, 16), LONGEST_PAUSE_NANOS);
    }
}
