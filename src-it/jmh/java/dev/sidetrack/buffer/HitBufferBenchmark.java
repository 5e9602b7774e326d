// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.buffer;

import dev.sidetrack.BenchHits;
import dev.sidetrack.Hit;
import dev.sidetrack.HitCounts;
import java.util.ArrayList;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * What it costs to put a hit into the buffer while one thread drains it, by the number of threads that do so at once:
 * less {@code none}, which is what such a thread does besides, and beside two queues of the JDK with the same bound in
 * hits.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 20, time = 200, timeUnit = TimeUnit.MILLISECONDS)
@Fork(2)
public class HitBufferBenchmark {

    private static final int MOST_HITS = 50_000;
    private static final int BATCH = 100;
    /** As much work between two hits as lets the drainer keep pace, some hundred nanoseconds. */
    private static final int WORK = 100;

    @Param({"none", "hitBuffer", "arrayBlockingQueue", "concurrentLinkedQueue"})
    String queue;

    private final Hit hit = BenchHits.of(1).get(0);
    private Predicate<Hit> offer;
    private Thread drainer;

    @Setup
    public void start() {
        var drain =
                switch (queue) {
                    case "hitBuffer" -> hitBuffer();
                    case "arrayBlockingQueue" -> arrayBlockingQueue();
                    case "concurrentLinkedQueue" -> concurrentLinkedQueue();
                    default -> none();
                };
        drainer = new Thread(
                () -> {
                    while (!Thread.currentThread().isInterrupted()) {
                        drain.run();
                    }
                },
                "drainer");
        drainer.start();
    }

    @TearDown
    public void stop() throws InterruptedException {
        drainer.interrupt();
        drainer.join();
    }

    @Benchmark
    @Threads(1)
    public boolean threads1(Outcomes hits) {
        return offer(hits);
    }

    @Benchmark
    @Threads(2)
    public boolean threads2(Outcomes hits) {
        return offer(hits);
    }

    @Benchmark
    @Threads(4)
    public boolean threads4(Outcomes hits) {
        return offer(hits);
    }

    @Benchmark
    @Threads(8)
    public boolean threads8(Outcomes hits) {
        return offer(hits);
    }

    private boolean offer(Outcomes hits) {
        Blackhole.consumeCPU(WORK);
        var taken = offer.test(hit);
        hits.refused += taken ? 0 : 1;
        return taken;
    }

    private Runnable none() {
        offer = hit -> true;
        return HitBufferBenchmark::pause;
    }

    private Runnable hitBuffer() {
        var buffer = new HitBuffer(MOST_HITS, 64 << 20, BATCH, new HitCounts(), System::nanoTime);
        var batch = new ArrayList<Hit>(BATCH);
        offer = buffer::offer;
        return () -> {
            batch.clear();
            if (buffer.drain(batch, BATCH) == 0) {
                buffer.await(TimeUnit.MILLISECONDS.toNanos(1));
            }
        };
    }

    private Runnable arrayBlockingQueue() {
        var hits = new ArrayBlockingQueue<Hit>(MOST_HITS);
        var batch = new ArrayList<Hit>(BATCH);
        offer = hits::offer;
        return () -> {
            batch.clear();
            if (hits.drainTo(batch, BATCH) == 0) {
                pause();
            }
        };
    }

    private Runnable concurrentLinkedQueue() {
        var hits = new ConcurrentLinkedQueue<Hit>();
        var size = new AtomicInteger();
        var batch = new ArrayList<Hit>(BATCH);
        offer = hit -> {
            if (size.incrementAndGet() > MOST_HITS) {
                size.decrementAndGet();
                return false;
            }
            return hits.offer(hit);
        };
        return () -> {
            batch.clear();
            if (poll(hits, batch) == 0) {
                pause();
            }
            size.addAndGet(-batch.size());
        };
    }

    private static int poll(Queue<Hit> hits, ArrayList<Hit> batch) {
        for (var hit = hits.poll(); hit != null; hit = batch.size() < BATCH ? hits.poll() : null) {
            batch.add(hit);
        }
        return batch.size();
    }

    private static void pause() {
        LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(50));
    }

    /** How many hits found no room. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.EVENTS)
    public static class Outcomes {
        public long refused;
    }
}
