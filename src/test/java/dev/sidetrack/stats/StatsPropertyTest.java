// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.stats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidetrack.Hit;
import dev.sidetrack.store.RandomHits;
import dev.sidetrack.store.TestStore;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/**
 * Whatever happened to a store, and in whichever order, its hits are those that were sent and not erased, and its
 * numbers are those of its hits.
 */
class StatsPropertyTest {

    private static final int BATCHES = 5;
    private static final List<Hit> HITS = new RandomHits(51, TestStore.NOW, 3).visits(10);
    private static final List<String> VISITORS = HITS.stream()
            .filter(hit -> hit.visitor() != null)
            .map(hit -> hit.visitor().clientId())
            .distinct()
            .toList();

    @Property(tries = 6, seed = "15")
    void everyAnswer_afterAnyHistory_isThatOfTheHitsSentAndNotErased(@ForAll("histories") List<Act> history)
            throws SQLException {
        for (var database : TestStore.databases()) {
            var store = TestStore.on(database);
            var expected = new Expected();
            for (var act : history) {
                act.on(store);
                expected.after(act);
            }
            store.rollUp();
            assertThat(store.rows("select id from sidetrack.hit").stream().map(row -> row.get(0)))
                    .containsExactlyInAnyOrderElementsOf(expected.hits);
            StatsOracleTest.assertAnswers(new Oracle(store), store.stats(), TestStore.ALL);
        }
    }

    @Provide
    Arbitrary<List<Act>> histories() {
        var send = Arbitraries.integers().between(0, BATCHES - 1).map(number -> new Act(Kind.SEND, number));
        var erase = Arbitraries.integers().between(0, VISITORS.size() - 1).map(number -> new Act(Kind.ERASE, number));
        return Arbitraries.frequencyOf(
                        Tuple.of(6, send),
                        Tuple.of(2, Arbitraries.just(new Act(Kind.ROLL_UP, 0))),
                        Tuple.of(1, erase),
                        Tuple.of(1, Arbitraries.just(new Act(Kind.REBUILD, 0))))
                .list()
                .ofMinSize(4)
                .ofMaxSize(12);
    }

    /** Every so manieth hit, so that a visit's hits come in several batches, which come in any order. */
    private static List<Hit> batch(int number) {
        var batch = new ArrayList<Hit>();
        for (var i = number; i < HITS.size(); i += BATCHES) {
            batch.add(HITS.get(i));
        }
        return batch;
    }

    private enum Kind {
        SEND,
        ROLL_UP,
        ERASE,
        REBUILD
    }

    record Act(Kind kind, int number) {

        void on(TestStore store) throws SQLException {
            switch (kind) {
                case SEND -> store.send(batch(number));
                case ROLL_UP -> store.rollUp();
                case ERASE -> store.stores().erase(VISITORS.get(number));
                case REBUILD -> store.rebuild();
            }
        }
    }

    private static final class Expected {

        private final Set<UUID> hits = new HashSet<>();
        private final Set<String> erased = new HashSet<>();

        void after(Act act) {
            if (act.kind() == Kind.SEND) {
                batch(act.number()).stream()
                        .filter(hit -> hit.visitor() == null
                                || !erased.contains(hit.visitor().clientId()))
                        .forEach(hit -> hits.add(hit.id()));
            } else if (act.kind() == Kind.ERASE) {
                var who = VISITORS.get(act.number());
                erased.add(who);
                HITS.stream()
                        .filter(hit -> hit.visitor() != null
                                && hit.visitor().clientId().equals(who))
                        .forEach(hit -> hits.remove(hit.id()));
            }
        }
    }
}
