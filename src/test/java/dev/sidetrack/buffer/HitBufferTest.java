// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.buffer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.sidetrack.Hit;
import dev.sidetrack.HitCounts;
import dev.sidetrack.HitCounts.Count;
import dev.sidetrack.LogLines;
import dev.sidetrack.SampleHits;
import dev.sidetrack.config.SettingsOf;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HitBufferTest {

    private static final long MANY_BYTES = Long.MAX_VALUE / 2;
    private static final int ONE_HIT = HitSize.of(SampleHits.of("/0"));

    private final HitCounts counts = new HitCounts();
    private final AtomicLong nanos = new AtomicLong();
    private final LogLines log = LogLines.of("dev.sidetrack.buffer");

    @AfterEach
    void closeLog() {
        log.close();
    }

    @Test
    void drain_severalHits_givesThemOldestFirst() {
        var buffer = buffer(100, MANY_BYTES);
        offer(buffer, 0, 5);

        assertThat(paths(buffer, 3)).containsExactly("/0", "/1", "/2");
        assertThat(paths(buffer, 3)).containsExactly("/3", "/4");
        assertThat(paths(buffer, 3)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 100, 127, 128, 129})
    void offer_anyCapacity_takesSoManyAndNoMore(int capacity) {
        var buffer = buffer(capacity, MANY_BYTES);
        for (var round = 0; round < 5; round++) {
            assertThat(offer(buffer, 0, capacity + 2)).isEqualTo(capacity);
            assertThat(buffer.size()).isEqualTo(capacity);
            assertThat(paths(buffer, Integer.MAX_VALUE))
                    .hasSize(capacity)
                    .startsWith("/0")
                    .endsWith("/" + (capacity - 1));
            assertThat(buffer.bytes()).isZero();
        }
        assertThat(counts.of(Count.DROPPED)).isEqualTo(10);
    }

    @Test
    void offer_partlyDrained_keepsOrderAroundTheRing() {
        var buffer = buffer(5, MANY_BYTES);
        var drained = new ArrayList<String>();
        for (var i = 0; i < 50; i += 2) {
            offer(buffer, i, i + 2);
            drained.addAll(paths(buffer, 2));
        }
        assertThat(drained)
                .isEqualTo(IntStream.range(0, 50).mapToObj(i -> "/" + i).toList());
    }

    @Test
    void offer_mostBytesReached_drops() {
        var buffer = buffer(100, 3L * ONE_HIT);
        assertThat(offer(buffer, 0, 5)).isEqualTo(3);
        assertThat(buffer.bytes()).isEqualTo(3L * ONE_HIT);

        assertThat(paths(buffer, 1)).containsExactly("/0");
        assertThat(offer(buffer, 5, 7)).isEqualTo(1);
        assertThat(counts.of(Count.DROPPED)).isEqualTo(3);
    }

    @Test
    void offer_hitLargerThanTheBuffer_dropsOnlyThat() {
        var buffer = buffer(100, 10_000);
        assertThat(buffer.offer(SampleHits.of("/" + "x".repeat(20_000)))).isFalse();
        assertThat(buffer.offer(SampleHits.of("/small"))).isTrue();
    }

    @Test
    void offer_full_warnsOnceAMinute() {
        var buffer = buffer(1, MANY_BYTES);
        offer(buffer, 0, 1500);
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(59));
        offer(buffer, 0, 10);
        assertThat(log.lines())
                .containsExactly("WARNING The buffer is full and new hits are dropped: 1 so far"
                        + " (sidetrack.buffer.hits=1, sidetrack.buffer.bytes=" + MANY_BYTES + ").");

        nanos.addAndGet(TimeUnit.SECONDS.toNanos(1));
        offer(buffer, 0, 10);
        assertThat(log.lines()).hasSize(2).last().asString().contains("1510 so far");
    }

    @Test
    void tellDropped_noMoreHitsCome_tellsTheNumberAfterAMinuteOnce() {
        var buffer = buffer(1, MANY_BYTES);
        offer(buffer, 0, 1500);
        buffer.tellDropped();
        assertThat(log.lines()).hasSize(1);

        nanos.addAndGet(TimeUnit.MINUTES.toNanos(1));
        buffer.tellDropped();
        assertThat(log.lines()).hasSize(2).last().asString().contains("1499 so far");
        nanos.addAndGet(TimeUnit.MINUTES.toNanos(1));
        buffer.tellDropped();
        buffer.close();
        assertThat(log.lines()).hasSize(2);
    }

    @Test
    void close_someDroppedWithoutBeingTold_tellsTheNumber() {
        var buffer = buffer(1, MANY_BYTES);
        offer(buffer, 0, 1500);
        buffer.close();
        assertThat(log.lines()).hasSize(2).last().asString().contains("1499 so far");
    }

    @Test
    void offer_fullWhileNanoTimeOverflows_warnsOnceAMinute() {
        nanos.set(Long.MAX_VALUE - 1);
        var buffer = buffer(1, MANY_BYTES);
        offer(buffer, 0, 3);
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(61));
        offer(buffer, 0, 3);
        assertThat(log.lines()).hasSize(2);
    }

    @Test
    void drain_whileManyThreadsOffer_losesNothingAndKeepsEachThreadsOrder() throws InterruptedException {
        var producers = 4;
        var each = 20_000;
        var buffer = buffer(1000, MANY_BYTES);
        var threads = IntStream.range(0, producers)
                .mapToObj(producer -> new Thread(() -> {
                    for (var i = 0; i < each; i++) {
                        var hit = SampleHits.of("/" + producer + "/" + i);
                        while (!buffer.offer(hit)) {
                            Thread.onSpinWait();
                        }
                    }
                }))
                .toList();
        var drained = new ArrayList<Hit>();
        threads.forEach(Thread::start);
        while (threads.stream().anyMatch(Thread::isAlive)) {
            buffer.drain(drained, 100);
        }
        buffer.drain(drained, Integer.MAX_VALUE);

        assertThat(drained).hasSize(producers * each);
        var next = new HashMap<String, Integer>();
        for (var hit : drained) {
            var parts = hit.page().path().split("/");
            assertThat(Integer.parseInt(parts[2])).isEqualTo(next.merge(parts[1], 1, Integer::sum) - 1);
        }
        assertThat(buffer.bytes()).isZero();
        assertThat(buffer.size()).isZero();
    }

    @Test
    void offer_manyThreadsAndNobodyDrains_countsEveryDrop() {
        var buffer = buffer(1000, MANY_BYTES);
        var taken = IntStream.range(0, 10_000)
                .parallel()
                .filter(i -> buffer.offer(SampleHits.of("/" + i)))
                .count();
        assertThat(taken).isEqualTo(1000);
        assertThat(counts.of(Count.DROPPED)).isEqualTo(9000);
        assertThat(paths(buffer, Integer.MAX_VALUE)).hasSize(1000).doesNotHaveDuplicates();
    }

    @Test
    void await_batchIsFull_returnsAtOnce() {
        var buffer = new HitBuffer(100, MANY_BYTES, 3, counts, nanos::get);
        offer(buffer, 0, 3);
        assertTimeoutPreemptively(Duration.ofSeconds(10), () -> buffer.await(TimeUnit.HOURS.toNanos(1)));
    }

    @Test
    void await_batchFills_isWoken() throws InterruptedException {
        var buffer = new HitBuffer(100, MANY_BYTES, 3, counts, nanos::get);
        var drainer = new Thread(() -> buffer.await(TimeUnit.HOURS.toNanos(1)));
        drainer.start();
        offer(buffer, 0, 3);
        drainer.join(10_000);
        assertThat(drainer.isAlive()).isFalse();
    }

    @Test
    void await_interrupted_returns() throws InterruptedException {
        var buffer = buffer(100, MANY_BYTES);
        var drainer = new Thread(() -> buffer.await(TimeUnit.HOURS.toNanos(1)));
        drainer.start();
        drainer.interrupt();
        drainer.join(10_000);
        assertThat(drainer.isAlive()).isFalse();
    }

    @Test
    void buffer_ofSettings_hasTheirBounds() {
        var buffer = new HitBuffer(SettingsOf.one("sidetrack.buffer.hits", "100"), counts);
        assertThat(offer(buffer, 0, 150)).isEqualTo(100);
    }

    private HitBuffer buffer(int hits, long bytes) {
        return new HitBuffer(hits, bytes, 1000, counts, nanos::get);
    }

    private static int offer(HitBuffer buffer, int from, int to) {
        return (int) IntStream.range(from, to)
                .filter(i -> buffer.offer(SampleHits.of("/" + i)))
                .count();
    }

    private static List<String> paths(HitBuffer buffer, int most) {
        var hits = new ArrayList<Hit>();
        assertThat(buffer.drain(hits, most)).isEqualTo(hits.size());
        return hits.stream().map(hit -> hit.page().path()).toList();
    }
}
