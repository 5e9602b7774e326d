// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.queue;

import dev.sidetrack.Hit;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * Sends durable hits that belong to no transaction. Those that come while one is being sent go together in the next
 * transaction: it costs the same however many share it.
 *
 * <p>A transaction waits for as many as were under way of late, but no longer than a quarter of the time the last one
 * took, and a millisecond at most. Otherwise those whom it has just released would miss the next one, and always wait
 * for two.
 */
final class DurableGroup {

    private static final long LONGEST_WAIT = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long LOOKS_EVERY = TimeUnit.MICROSECONDS.toNanos(50);

    private final Function<List<Hit>, List<Batch>> writer;
    private final Consumer<List<Batch>> sender;
    private final LongSupplier nanos;
    private final Queue<Waiting> waiting = new ConcurrentLinkedQueue<>();
    private final ReentrantLock sending = new ReentrantLock();
    /** How many were sent in the last transaction or had come by its end; the lock's holder reads and writes it. */
    private int underWay;
    /** How long the last transaction took; the lock's holder reads and writes it. */
    private long lastTook;

    DurableGroup(Function<List<Hit>, List<Batch>> writer, Consumer<List<Batch>> sender, LongSupplier nanos) {
        this.writer = writer;
        this.sender = sender;
        this.nanos = nanos;
    }

    /**
     * Has the hit on the queue when it returns.
     *
     * @throws RuntimeException if it cannot be written, or the queue does not take it
     */
    void send(Hit hit) {
        // Written at once, so that one that cannot be written harms no other.
        var own = new Waiting(hit, writer.apply(List.of(hit)));
        waiting.add(own);
        while (!own.isDone) {
            if (sending.tryLock()) {
                lead(own);
            } else {
                own.turn.acquireUninterruptibly();
            }
        }
        if (own.failure != null) {
            throw new QueueRefusedException(own.failure);
        }
    }

    private void lead(Waiting own) {
        try {
            if (!own.isDone) {
                waitForOthers();
                sendAll();
            }
        } finally {
            sending.unlock();
            passOn();
        }
    }

    private void passOn() {
        var next = waiting.peek();
        if (next != null) {
            next.turn.release();
        }
    }

    private void waitForOthers() {
        var end = nanos.getAsLong() + Math.min(lastTook / 4, LONGEST_WAIT);
        while (waiting.size() < underWay && nanos.getAsLong() - end < 0) {
            LockSupport.parkNanos(this, LOOKS_EVERY);
        }
    }

    private void sendAll() {
        var group = new ArrayList<Waiting>();
        Throwable failure = null;
        var begun = nanos.getAsLong();
        try {
            for (var next = waiting.peek(); next != null; next = waiting.peek()) {
                group.add(next);
                waiting.remove();
            }
            sender.accept(batches(group));
        } catch (RuntimeException | Error failed) {
            failure = failed;
        }
        lastTook = nanos.getAsLong() - begun;
        underWay = group.size() + waiting.size();
        for (var member : group) {
            member.failure = failure;
            member.isDone = true;
            member.turn.release();
        }
    }

    private List<Batch> batches(List<Waiting> group) {
        return group.size() == 1
                ? group.get(0).batches
                : writer.apply(group.stream().map(member -> member.hit).toList());
    }

    /** A hit whose sender waits until it has been sent, or until it is his turn to send what waits. */
    private static final class Waiting {
        private final Hit hit;
        private final List<Batch> batches;
        /** Not the lock: all whose hits were sent would pass it one by one before anybody could send the next. */
        private final Semaphore turn = new Semaphore(0);

        private Throwable failure;
        private boolean isDone;

        Waiting(Hit hit, List<Batch> batches) {
            this.hit = hit;
            this.batches = batches;
        }
    }
}
