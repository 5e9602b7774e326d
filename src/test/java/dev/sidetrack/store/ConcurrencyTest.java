// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidetrack.Hit;
import dev.sidetrack.spi.Outcome;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Exactly once, whatever happens to those who write. */
class ConcurrencyTest {

    private static final int VISITS = TestStore.FEW ? 20 : 120;
    private static final int NODES = 4;
    private static final int BATCH = 20;

    @ParameterizedTest
    @MethodSource("dev.sidetrack.store.TestStore#databases")
    void send_everyBatchTwiceByFourNodesAtOnce_storesEachHitOnce(String database) throws Exception {
        var store = TestStore.on(database);
        var hits = new RandomHits(21, TestStore.NOW, 4).visits(VISITS);
        sendTwice(store, hits);
        assertAsIfSentOnceInOrder(store, hits, database);
    }

    @ParameterizedTest
    @MethodSource("dev.sidetrack.store.TestStore#databases")
    void send_whileConnectionsBreakInMidBatch_storesEachHitOnce(String database) throws Exception {
        var breaking = new BreakingDataSource();
        var store = TestStore.through(database, breaking::of);
        var hits = new RandomHits(22, TestStore.NOW, 4).visits(VISITS);
        store.store();
        breaking.begin(23);
        sendTwice(store, hits);
        assertThat(breaking.broken()).isPositive();
        breaking.end();
        assertAsIfSentOnceInOrder(store, hits, database);
    }

    private static void sendTwice(TestStore store, List<Hit> hits) throws Exception {
        var nodes =
                IntStream.range(0, NODES).mapToObj(i -> store.another(Map.of())).toList();
        var batches = new ArrayList<List<Hit>>();
        for (var from = 0; from < hits.size(); from += BATCH) {
            var batch = hits.subList(from, Math.min(hits.size(), from + BATCH));
            batches.add(batch);
            batches.add(batch);
        }
        Collections.shuffle(batches, new Random(5));
        var threads = Executors.newFixedThreadPool(NODES);
        try {
            var work = new ArrayList<Callable<Void>>();
            for (var i = 0; i < batches.size(); i++) {
                var node = nodes.get(i % NODES);
                var batch = batches.get(i);
                work.add(() -> untilTaken(node, batch));
            }
            for (var done : threads.invokeAll(work)) {
                done.get();
            }
        } finally {
            threads.shutdown();
        }
    }

    /** As the queue does: what is to be tried again comes again. */
    private static Void untilTaken(TestStore node, List<Hit> batch) {
        for (var tries = 0; tries < 200; tries++) {
            var outcomes = node.provider().send(batch);
            if (outcomes.stream().allMatch(outcome -> outcome == Outcome.ACCEPTED)) {
                return null;
            }
            assertThat(outcomes).allMatch(outcome -> outcome instanceof Outcome.Retry);
        }
        throw new AssertionError("never taken");
    }

    private static void assertAsIfSentOnceInOrder(TestStore actual, List<Hit> hits, String database) {
        var expected = TestStore.on(database);
        expected.send(hits);
        expected.rollUp();
        actual.rollUp();
        var ids = hits.stream().map(Hit::id).distinct().count();
        assertThat(actual.number("select count(*) from sidetrack.hit")).isEqualTo(ids);
        assertThat(actual.number("select sum(views + events) from sidetrack.visit"))
                .isEqualTo(ids);
        actual.assertSameNumbersAs(expected);
    }
}
