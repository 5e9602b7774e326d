// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidetrack.Hit;
import dev.sidetrack.VisitorForgotten;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ErasureTest {

    @ParameterizedTest
    @MethodSource("dev.sidetrack.store.TestStore#databases")
    void erase_aVisitor_leavesNothingOfHimInAnyNumber(String database) throws Exception {
        var hits = new RandomHits(11, TestStore.NOW, 6).visits(30);
        var who = hits.stream()
                .filter(hit -> hit.visitor() != null)
                .map(hit -> hit.visitor().clientId())
                .findFirst()
                .orElseThrow();
        var his = hits.stream()
                .filter(hit -> hit.visitor() != null && hit.visitor().clientId().equals(who))
                .toList();
        var others = hits.stream().filter(hit -> !his.contains(hit)).toList();
        var erased = TestStore.on(database);
        erased.send(hits);
        erased.rollUp();
        assertThat(erased.stores().erase(who)).isEqualTo(his.size());
        // What was on the queue, or among the dead letters, comes now.
        erased.send(his);
        erased.rollUp();
        var neverThere = TestStore.on(database);
        neverThere.send(others);
        neverThere.rollUp();
        erased.assertSameNumbersAs(neverThere);
        assertThat(erased.number("select count(*) from sidetrack.hit")).isEqualTo(others.size());
        assertThat(erased.rows("select visitor from sidetrack.forgotten"))
                .doesNotContain(List.of(VisitorKey.of(who).id()));
    }

    @ParameterizedTest
    @MethodSource("dev.sidetrack.store.TestStore#databases")
    void forget_byTheEvent_erasesWithTheNextTick(String database) {
        var store = TestStore.on(database);
        List<Hit> hits = new RandomHits(12, TestStore.NOW, 2).visits(10);
        store.send(hits);
        var forgetting = new Forgetting(store.stores());
        hits.stream()
                .filter(hit -> hit.visitor() != null)
                .forEach(hit ->
                        forgetting.forget(new VisitorForgotten(hit.visitor().clientId())));
        forgetting.run();
        assertThat(store.number("select count(*) from sidetrack.hit where visitor is not null"))
                .isZero();
    }
}
