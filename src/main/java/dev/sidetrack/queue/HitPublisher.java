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
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
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
    private static final int BATCHES_PER_TRANSACTION = 4;
    /** In memory, of one message: some 500 000 characters. */
    private static final int MOST_BYTES = 1_000_000;

    private static final long LONGEST_PAUSE_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final HitBuffer buffer;
    private final List<Route> routes;
    private final int batchHits;
    private final long lingerNanos;
    private final Consumer<List<Batch>> sender;
    private final HitCounts counts;
    private final QueueState state;
    private final Queue<List<Batch>> returned = new ConcurrentLinkedQueue<>();
    /** Out of the buffer and in no batch yet. */
    private final Deque<Hit> unwritten = new ArrayDeque<>();

    private List<Batch> unsent = new ArrayList<>();
    private int writtenHits;
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
            Causes.tellSurvived(LOG, "Bringing hits onto the queue", failed);
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
        return publishWhile(() -> buffer.size() >= batchHits || !returned.isEmpty());
    }

    /** Publishes until the buffer is empty; {@code false} if the queue did not take it all. */
    boolean publishAll() {
        return publishWhile(() -> true);
    }

    private boolean publishWhile(BooleanSupplier goesOn) {
        do {
            if (givenUp || unsentHits == 0 && !takeNext()) {
                failures = 0;
                return true;
            }
            write();
            if (unsentHits > 0 && !send()) {
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
            // transactions throw.
            failures++;
            state.refused(refused);
            return false;
        }
        // First of all, so that nothing that fails now has them sent once more.
        var sent = unsent;
        unsent = new ArrayList<>();
        counts.add(Count.PUBLISHED, writtenHits);
        writtenHits = 0;
        sent.forEach(batch -> counts.add(Count.QUEUED, batch.provider(), batch.hits()));
        unsentHits = 0;
        oldestUnsent = null;
        failures = 0;
        state.accepted();
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
        return tookReturned() || tookBuffered();
    }

    private synchronized boolean tookReturned() {
        var again = givenUp ? null : returned.poll();
        if (again == null) {
            return false;
        }
        unsent = again;
        writtenHits = hits(again);
        unsentHits = writtenHits;
        return true;
    }

    private boolean tookBuffered() {
        for (var i = 0; i < BATCHES_PER_TRANSACTION && drained(); i++) {
            write();
        }
        return unsentHits > 0;
    }

    /**
     * Takes the next hits out of the buffer, which are counted from here on: whatever happens to them, they are in some
     * count.
     */
    private synchronized boolean drained() {
        try {
            if (!givenUp) {
                buffer.drain(unwritten, batchHits, MOST_BYTES);
            }
        } finally {
            unsentHits = writtenHits + unwritten.size();
            oldestUnsent = oldestUnsent != null || unwritten.isEmpty()
                    ? oldestUnsent
                    : unwritten.peek().time();
        }
        return !unwritten.isEmpty();
    }

    /** How many hits these are, each of which may be in a batch for each provider. */
    private static int hits(List<Batch> batches) {
        return batches.stream().collect(groupingBy(Batch::provider, summingInt(Batch::hits))).values().stream()
                .max(Comparator.naturalOrder())
                .orElse(0);
    }

    /** Makes batches of what was taken. */
    private void write() {
        if (unwritten.isEmpty()) {
            return;
        }
        try {
            unsent.addAll(Batches.of(List.copyOf(unwritten), routes));
            writtenHits += unwritten.size();
            unwritten.clear();
        } catch (RuntimeException | Error unwritable) {
            writeOneByOne(unwritable);
        }
    }

    /** Without those that cannot be written; until that is certain of a hit it stays among the unwritten. */
    private void writeOneByOne(Throwable unwritable) {
        var dropped = 0;
        while (!unwritten.isEmpty()) {
            if (isWritten(unwritten.peek())) {
                writtenHits++;
            } else {
                dropped++;
                counts.add(Count.DROPPED, 1);
            }
            unwritten.poll();
            unsentHits = writtenHits + unwritten.size();
        }
        LOG.log(
                Level.WARNING,
                "Writing {0,number,#} hits failed, they are dropped: {1}",
                dropped,
                Causes.of(unwritable));
    }

    private boolean isWritten(Hit hit) {
        try {
            unsent.addAll(Batches.of(List.of(hit), routes));
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
