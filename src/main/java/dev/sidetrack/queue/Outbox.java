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
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * The hits that have left the buffer and are not on the queue yet, written as batches; each is in some count, whatever
 * happens to it. One thread fills and empties it.
 */
final class Outbox {

    private static final Logger LOG = System.getLogger("dev.sidetrack.queue");
    private static final int BATCHES_PER_TRANSACTION = 4;
    /** In memory, of one message: some 500 000 characters. */
    private static final int MOST_BYTES = 1_000_000;

    private final HitBuffer buffer;
    private final List<Route> routes;
    private final int batchHits;
    private final HitCounts counts;
    private final Queue<List<Batch>> returned = new ConcurrentLinkedQueue<>();
    /** Out of the buffer and in no batch yet. */
    private final Deque<Hit> unwritten = new ArrayDeque<>();

    private List<Batch> batches = new ArrayList<>();
    private int writtenHits;
    private volatile int hits;
    private volatile Instant oldest;
    private volatile boolean isClosed;

    Outbox(HitBuffer buffer, List<Route> routes, int batchHits, HitCounts counts) {
        this.buffer = buffer;
        this.routes = routes;
        this.batchHits = batchHits;
        this.counts = counts;
    }

    /** How many hits are in it, for any thread. */
    int hits() {
        return hits;
    }

    /** The time of the oldest of these, or {@code null}; for any thread. */
    Instant oldest() {
        return oldest;
    }

    /** Sends these batches as well, of which nobody knows whether the queue has them; for any thread. */
    void takeBack(List<Batch> some) {
        returned.add(some);
    }

    /** Whether more is to be sent at once, without waiting for others. */
    boolean isMoreDue() {
        return buffer.size() >= batchHits || !returned.isEmpty();
    }

    /**
     * Takes nothing any more; returns how many hits are lost with it and the buffer, which must not be sent by a thread
     * that wakes up later.
     */
    synchronized int close() {
        isClosed = true;
        buffer.close();
        return hits + returned.stream().mapToInt(Outbox::hits).sum() + buffer.size();
    }

    /**
     * Makes batches of what was taken before; if that is nothing, takes what came back, or else the next hits out of
     * the buffer. {@code false} if there is nothing to send.
     */
    boolean fill() {
        if (isClosed || hits == 0 && !tookReturned() && !tookBuffered()) {
            return false;
        }
        write();
        return true;
    }

    List<Batch> batches() {
        return batches;
    }

    /** The queue has accepted {@link #batches()}. */
    void sent() {
        // First of all, so that nothing that fails now has them sent once more.
        var sent = batches;
        batches = new ArrayList<>();
        counts.add(Count.PUBLISHED, writtenHits);
        writtenHits = 0;
        sent.forEach(batch -> counts.add(Count.QUEUED, batch.provider(), batch.hits()));
        hits = 0;
        oldest = null;
    }

    private synchronized boolean tookReturned() {
        var again = isClosed ? null : returned.poll();
        if (again == null) {
            return false;
        }
        batches = again;
        writtenHits = hits(again);
        hits = writtenHits;
        return true;
    }

    private boolean tookBuffered() {
        for (var i = 0; i < BATCHES_PER_TRANSACTION && drained(); i++) {
            write();
        }
        return hits > 0;
    }

    /** Takes the next hits out of the buffer, which are counted from here on. */
    private synchronized boolean drained() {
        try {
            if (!isClosed) {
                buffer.drain(unwritten, batchHits, MOST_BYTES);
            }
        } finally {
            hits = writtenHits + unwritten.size();
            oldest = oldest != null || unwritten.isEmpty()
                    ? oldest
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

    private void write() {
        if (unwritten.isEmpty()) {
            return;
        }
        try {
            batches.addAll(Batches.of(List.copyOf(unwritten), routes));
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
            hits = writtenHits + unwritten.size();
        }
        LOG.log(
                Level.WARNING,
                "Writing {0,number,#} hits failed, they are dropped: {1}",
                dropped,
                Causes.of(unwritable));
    }

    private boolean isWritten(Hit hit) {
        try {
            batches.addAll(Batches.of(List.of(hit), routes));
            return true;
        } catch (RuntimeException | Error unwritable) {
            return false;
        }
    }
}
