// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.buffer;

import dev.sidetrack.Hit;
import dev.sidetrack.HitCounts;
import dev.sidetrack.HitCounts.Count;
import dev.sidetrack.OnceAMinute;
import dev.sidetrack.config.Keys;
import dev.sidetrack.config.Settings;
import dev.sidetrack.config.Shared;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Collection;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/**
 * Where hits wait in memory for the queue: a ring that any number of request threads fill without a lock and one thread
 * drains, bounded in hits and in bytes. When it is full, the newest hit is dropped, counted and logged: at once, then
 * once a minute, and at the end.
 */
@Shared
public class HitBuffer {

    private static final Logger LOG = System.getLogger("dev.sidetrack.buffer");
    private static final long LONGEST_IDLE = TimeUnit.MINUTES.toNanos(1);

    private final int mostHits;
    private final long mostBytes;
    private final int wakeEvery;
    private final HitCounts counts;
    private final AtomicReferenceArray<Hit> ring;
    /** Of the hits at the same places: to find it out again would cost the drainer as much as writing the hit. */
    private final int[] sizes;

    private final Counter tail = new Counter();
    private final Counter head = new Counter();
    private final Counter bytes = new Counter();
    private final OnceAMinute warnings;
    private final AtomicBoolean isUntold = new AtomicBoolean();
    private volatile Thread drainer;
    private volatile boolean isIdle;
    private volatile boolean isEnding;
    private volatile boolean isClosed;

    @Inject
    HitBuffer(Settings settings, HitCounts counts) {
        this(
                settings.get(Keys.BUFFER_HITS),
                settings.get(Keys.BUFFER_BYTES),
                2 * settings.get(Keys.BATCH_HITS),
                counts,
                System::nanoTime);
    }

    /** A buffer with these bounds, which wakes the drainer whenever {@code wakeEvery} more hits have been added. */
    public HitBuffer(int mostHits, long mostBytes, int wakeEvery, HitCounts counts, LongSupplier nanoClock) {
        this.mostHits = mostHits;
        this.mostBytes = mostBytes;
        this.wakeEvery = wakeEvery;
        this.counts = counts.self().get();
        this.ring = new AtomicReferenceArray<>(Integer.highestOneBit(Math.max(1, mostHits - 1)) << 1);
        this.sizes = new int[ring.length()];
        this.warnings = new OnceAMinute(nanoClock);
    }

    /** Adds a hit, or drops it if there is no room; never waits. */
    public boolean offer(Hit hit) {
        if (isClosed) {
            counts.add(Count.DROPPED, 1);
            return false;
        }
        var size = HitSize.of(hit);
        if (bytes.addAndGet(size) > mostBytes) {
            return drop(size);
        }
        long place;
        do {
            place = tail.get();
            if (place - head.get() >= mostHits) {
                return drop(size);
            }
        } while (!tail.compareAndSet(place, place + 1));
        // Before the hit, whose release publishes it too.
        sizes[index(place)] = size;
        ring.setRelease(index(place), hit);
        if (place % wakeEvery == wakeEvery - 1 || isIdle) {
            isIdle = false;
            LockSupport.unpark(drainer);
        }
        return true;
    }

    /** Moves up to {@code most} of the oldest hits to {@code into}; for one thread at a time. */
    public int drain(Collection<? super Hit> into, int most) {
        return drain(into, most, Long.MAX_VALUE);
    }

    /** As the other method, but stops when the moved hits took {@code mostBytes} of memory. */
    public int drain(Collection<? super Hit> into, int most, long mostBytes) {
        var place = head.get();
        var moved = 0;
        var freed = 0L;
        try {
            while (moved < most && freed < mostBytes) {
                var index = index(place + moved);
                // Also null if a request thread has reserved the slot but not filled it yet: it is drained next time.
                var hit = ring.getAcquire(index);
                if (hit == null) {
                    break;
                }
                into.add(hit);
                freed += sizes[index];
                ring.setRelease(index, null);
                moved++;
            }
        } finally {
            // Whatever fails in between, an empty slot must not remain the head.
            head.set(place + moved);
            bytes.addAndGet(-freed);
        }
        return moved;
    }

    /**
     * Waits for a first hit, for a minute at most, and then until enough hits have been added to wake the drainer, the
     * time is up, or the thread is interrupted.
     */
    public void await(long nanos) {
        drainer = Thread.currentThread();
        isIdle = true;
        if (size() == 0 && !isEnding) {
            LockSupport.parkNanos(this, LONGEST_IDLE);
        }
        isIdle = false;
        var hits = size();
        if (hits > 0 && hits < wakeEvery && !isEnding) {
            LockSupport.parkNanos(this, nanos);
        }
    }

    /** Ends all waiting for hits, and lets nobody wait any more; hits are still accepted. */
    public void endWaits() {
        isEnding = true;
        LockSupport.unpark(drainer);
    }

    /** Accepts no more hits, because nobody will drain them: from now on they are counted as dropped. */
    public void close() {
        isClosed = true;
        if (isUntold.getAndSet(false)) {
            warn();
        }
    }

    /**
     * Logs how many hits were dropped, if that has changed and the last line is a minute old; to be called now and
     * then.
     */
    public void tellDropped() {
        if (isUntold.get() && warnings.isDue()) {
            isUntold.set(false);
            warn();
        }
    }

    /** The hit that has waited longest, or {@code null}. */
    public Hit oldest() {
        return ring.getAcquire(index(head.get()));
    }

    /** The number of waiting hits. */
    public int size() {
        return (int) (tail.get() - head.get());
    }

    /** The approximate number of bytes of memory that they take. */
    public long bytes() {
        return bytes.get();
    }

    private int index(long place) {
        return (int) place & ring.length() - 1;
    }

    private boolean drop(int size) {
        bytes.addAndGet(-size);
        counts.add(Count.DROPPED, 1);
        if (!isUntold.get()) {
            isUntold.set(true);
        }
        tellDropped();
        return false;
    }

    private void warn() {
        LOG.log(
                Level.WARNING,
                "The buffer is full and new hits are dropped: {0,number,#} so far"
                        + " (sidetrack.buffer.hits={1,number,#}, sidetrack.buffer.bytes={2,number,#}).",
                counts.of(Count.DROPPED),
                mostHits,
                mostBytes);
    }

    /** Alone on its cache line, so that the drainer's writes do not slow down the request threads'. */
    private static final class Counter extends AtomicLong {
        private static final long serialVersionUID = 1L;
        @SuppressWarnings("unused")
        private long a, b, c, d, e, f, g;
    }
}
