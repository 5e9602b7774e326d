// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.queue;

import dev.sidetrack.Hit;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Sends durable hits that belong to no transaction. Those that come while one is being sent go together in the next
 * transaction: it costs the same however many share it.
 */
final class DurableGroup {

    private final Function<List<Hit>, List<Batch>> writer;
    private final Consumer<List<Batch>> sender;
    private final Queue<Waiting> waiting = new ConcurrentLinkedQueue<>();
    private final ReentrantLock sending = new ReentrantLock();

    DurableGroup(Function<List<Hit>, List<Batch>> writer, Consumer<List<Batch>> sender) {
        this.writer = writer;
        this.sender = sender;
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
        sending.lock();
        try {
            if (!own.isDone) {
                sendAll();
            }
        } finally {
            sending.unlock();
        }
        if (own.failure != null) {
            throw new QueueRefusedException(own.failure);
        }
    }

    private void sendAll() {
        var group = new ArrayList<Waiting>();
        for (var next = waiting.poll(); next != null; next = waiting.poll()) {
            group.add(next);
        }
        Throwable failure = null;
        try {
            sender.accept(batches(group));
        } catch (RuntimeException | Error failed) {
            failure = failed;
        }
        for (var member : group) {
            member.failure = failure;
            member.isDone = true;
        }
    }

    private List<Batch> batches(List<Waiting> group) {
        return group.size() == 1
                ? group.get(0).batches
                : writer.apply(group.stream().map(member -> member.hit).toList());
    }

    /** A hit whose sender waits; its other fields are read and written by whoever holds the lock. */
    private static final class Waiting {
        private final Hit hit;
        private final List<Batch> batches;
        private Throwable failure;
        private boolean isDone;

        Waiting(Hit hit, List<Batch> batches) {
            this.hit = hit;
            this.batches = batches;
        }
    }
}
