// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.queue;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.summingInt;

import dev.sidetrack.Hit;
import dev.sidetrack.HitCounts;
import dev.sidetrack.HitCounts.Count;
import dev.sidetrack.buffer.HitBuffer;
import dev.sidetrack.delivery.Route;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
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
    private static final int BATCHES_PER_TRANSACTION = 4;
    /** In memory, of one message: some 500 000 characters. */
    private static final int MOST_BYTES = 1_000_000;

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final HitBuffer buffer;
    private final List<Route> routes;
    private final int batchHits;
    private final Duration linger;
    private final Consumer<List<Batch>> sender;
    private final HitCounts counts;
    private final QueueState state;
    private final Queue<List<Batch>> returned = new ConcurrentLinkedQueue<>();
    private List<Batch> unsent = List.of();
    private volatile int unsentHits;
    private volatile Instant oldestUnsent;
    private int failures;
    private volatile boolean stopping;
    private volatile long deadline;
    private volatile boolean givenUp;

    HitPublisher(
            HitBuffer buffer,
            List<Route> routes,
            int batchHits,
            Duration linger,
            Consumer<List<Batch>> sender,
            HitCounts counts,
            QueueState state) {
        this.buffer = buffer;
        this.routes = routes;
        this.batchHits = batchHits;
        this.linger = linger;
        this.sender = sender;
        this.counts = counts;
        this.state = state;
    }

    @Override
    public void run() {
        while (!stopping && !Thread.currentThread().isInterrupted()) {
            pause();
            publish();
        }
        if (stopping) {
            drain();
        }
    }

    /**
     * Has the thread that runs {@link #run()} publish what is left and end; what does not go in time is lost and told.
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

    private synchronized void tellLost(Duration timeout) {
        // What is told as lost must not be sent by a thread that wakes up later.
        givenUp = true;
        buffer.close();
        var lost = unsentHits + returned.stream().mapToInt(HitPublisher::hits).sum() + buffer.size();
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
        for (var left = left(); left > 0 && !Thread.currentThread().isInterrupted() && !publishAll(); left = left()) {
            LockSupport.parkNanos(this, Math.min(retryPause().toNanos(), left));
        }
    }

    private long left() {
        return deadline - System.nanoTime();
    }

    /**
     * Publishes what there is, and more as long as full batches wait; {@code false} if the queue did not take it all.
     */
    boolean publish() {
        return publishWhile(() -> buffer.size() >= batchHits || !returned.isEmpty());
    }

    /** Publishes until the buffer is empty; {@code false} if the queue did not take it all. */
    boolean publishAll() {
        return publishWhile(() -> true);
    }

    private boolean publishWhile(BooleanSupplier goesOn) {
        do {
            if (givenUp || unsentHits == 0 && !takeNext()) {
                return true;
            }
            if (!send()) {
                return false;
            }
        } while (goesOn.getAsBoolean());
        return true;
    }

    private boolean send() {
        state.sending();
        try {
            sender.accept(unsent);
        } catch (Throwable refused) {
            // Whatever it is, an error of the JMS client's or of the memory, or what nobody declares, as some
            // transactions throw: this thread is the only one there is.
            failures++;
            state.refused(refused);
            return false;
        }
        failures = 0;
        state.accepted();
        counts.add(Count.PUBLISHED, unsentHits);
        unsent.forEach(batch -> counts.add(Count.QUEUED, batch.provider(), batch.hits()));
        unsent = List.of();
        unsentHits = 0;
        oldestUnsent = null;
        return true;
    }

    /** How many hits it has taken out of the buffer that are not on the queue yet. */
    int unsentHits() {
        return unsentHits;
    }

    /** The time of the oldest of these, or {@code null}. */
    Instant oldestUnsent() {
        return oldestUnsent;
    }

    /** Sends these batches as well, of which nobody knows whether the queue has them. */
    void takeBack(List<Batch> batches) {
        returned.add(batches);
    }

    /** Takes what came back, or else the next hits out of the buffer; {@code false} if there are none. */
    private boolean takeNext() {
        if (tookReturned()) {
            return true;
        }
        var batches = new ArrayList<Batch>();
        for (var i = 0; i < BATCHES_PER_TRANSACTION; i++) {
            var hits = drained();
            if (hits.isEmpty()) {
                break;
            }
            batches.addAll(batches(hits));
        }
        unsent = batches;
        return unsentHits > 0;
    }

    private synchronized boolean tookReturned() {
        var again = givenUp ? null : returned.poll();
        if (again == null) {
            return false;
        }
        unsent = again;
        unsentHits = hits(again);
        return true;
    }

    /**
     * The next hits out of the buffer, which are counted from here on: whatever happens to them, they are in some
     * count.
     */
    private synchronized List<Hit> drained() {
        var hits = new ArrayList<Hit>(batchHits);
        if (!givenUp) {
            buffer.drain(hits, batchHits, MOST_BYTES);
            oldestUnsent = oldestUnsent == null && !hits.isEmpty() ? hits.get(0).time() : oldestUnsent;
            unsentHits += hits.size();
        }
        return hits;
    }

    /** How many hits these are, each of which may be in a batch for each provider. */
    private static int hits(List<Batch> batches) {
        return batches.stream().collect(groupingBy(Batch::provider, summingInt(Batch::hits))).values().stream()
                .max(Comparator.naturalOrder())
                .orElse(0);
    }

    /** The batches of these hits, out of which those are removed that cannot be written. */
    private List<Batch> batches(List<Hit> hits) {
        try {
            return Batches.of(hits, routes);
        } catch (RuntimeException | Error unwritable) {
            var batches = new ArrayList<Batch>();
            var all = hits.size();
            hits.removeIf(hit -> !write(hit, batches));
            counts.add(Count.DROPPED, all - hits.size());
            unsentHits -= all - hits.size();
            LOG.log(Level.WARNING, "Writing {0} hits failed, they are dropped: {1}", all - hits.size(), unwritable);
            return batches;
        }
    }

    private boolean write(Hit hit, List<Batch> batches) {
        try {
            batches.addAll(Batches.of(List.of(hit), routes));
            return true;
        } catch (RuntimeException | Error unwritable) {
            return false;
        }
    }

    /**
     * Waits for the linger time or until a batch is full; while the queue refuses longer and longer, however many hits
     * come.
     */
    private void pause() {
        if (failures == 0) {
            buffer.await(linger.toNanos());
            return;
        }
        var end = System.nanoTime() + retryPause().toNanos();
        for (var left = end - System.nanoTime();
                left > 0 && !stopping && !Thread.currentThread().isInterrupted();
                left = end - System.nanoTime()) {
            LockSupport.parkNanos(this, left);
        }
    }

    private Duration retryPause() {
        var pause = linger.multipliedBy(1L << Math.min(failures, 16));
        return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    }
}
