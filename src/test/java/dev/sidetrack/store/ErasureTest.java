// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidetrack.Hit;
import dev.sidetrack.SampleHits;
import dev.sidetrack.VisitorForgotten;
import dev.sidetrack.queue.BatchCodec;
import dev.sidetrack.spi.Outcome;
import java.lang.reflect.Proxy;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ErasureTest {

    private static final String HIS = "select count(*) from sidetrack.hit where visitor is not null";

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
    void forget_byTheEvent_erasesWhenTheQueueDeliversTheOrder(String database) {
        var store = TestStore.on(database);
        List<Hit> hits = new RandomHits(12, TestStore.NOW, 2).visits(10);
        store.send(hits);
        var queue = new ArrayList<Hit>();
        var providers = new HashSet<String>();
        var forgetting = new Forgetting(store.stores(), (provider, hit) -> {
            providers.add(provider);
            queue.add(hit);
        });
        visitors(hits).forEach(visitor -> forgetting.forget(new VisitorForgotten(visitor)));

        forgetting.run();
        assertThat(store.number(HIS)).isPositive();
        assertThat(providers).containsExactly(TestStore.NAME);
        queue.forEach(order -> store.send(List.of(asTheQueueHasIt(order))));

        assertThat(store.number(HIS)).isZero();
        assertThat(store.number("select count(*) from sidetrack.visit where kind > 0"))
                .isZero();
    }

    @ParameterizedTest
    @MethodSource("dev.sidetrack.store.TestStore#databases")
    void send_anOrderBetweenHitsOfTheVisitor_leavesNoneOfThem(String database) {
        var store = TestStore.on(database);
        var hits = new RandomHits(13, TestStore.NOW, 2).visits(10);
        var who = visitors(hits).get(0);
        var others = hits.stream()
                .filter(hit ->
                        hit.visitor() == null || !hit.visitor().clientId().equals(who))
                .count();
        var batch = new ArrayList<>(hits);
        batch.add(batch.size() / 2, ErasureOrder.of(who, TestStore.NOW));

        store.send(hits.subList(0, 10));
        store.send(batch);

        assertThat(store.number("select count(*) from sidetrack.hit")).isEqualTo(others);
    }

    @Test
    void send_anOrderWhileTheDatabaseIsAway_isRetried() {
        var isAway = new AtomicBoolean();
        var store = TestStore.through("h2", source -> away(source, isAway));
        store.send(List.of(SampleHits.pageView()));
        var order = ErasureOrder.of(SampleHits.VISITOR.clientId(), TestStore.NOW);
        isAway.set(true);
        assertThat(store.provider().send(List.of(order))).singleElement().isInstanceOf(Outcome.Retry.class);
        isAway.set(false);
        store.send(List.of(order));
        assertThat(store.number("select count(*) from sidetrack.hit")).isZero();
    }

    @Test
    void forget_queueRefuses_erasesWithTheNextTick() {
        var store = TestStore.on("h2");
        store.send(List.of(SampleHits.pageView()));
        var forgetting = new Forgetting(store.stores(), (provider, hit) -> {
            throw new IllegalStateException("away");
        });
        forgetting.forget(new VisitorForgotten(SampleHits.VISITOR.clientId()));
        forgetting.run();
        assertThat(store.number("select count(*) from sidetrack.hit")).isZero();
    }

    @Test
    void is_anEventOfThatNameFromOutside_isNoOrder() {
        var order = ErasureOrder.of("client", TestStore.NOW);
        assertThat(ErasureOrder.is(SampleHits.event().withEvent(order.event()))).isFalse();
    }

    /** Or it would be stored, with the id that is to be erased, by a node that is not updated yet. */
    @Test
    void refusal_ofAnOrderTakenForAHit_isThere() {
        assertThat(new HitCheck(Clock.fixed(TestStore.NOW, ZoneOffset.UTC))
                        .refusal(ErasureOrder.of("client", TestStore.NOW), null))
                .isNotNull();
    }

    private static DataSource away(DataSource source, AtomicBoolean isAway) {
        return (DataSource) Proxy.newProxyInstance(
                DataSource.class.getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
                    if (isAway.get()) {
                        throw new SQLException("away", "08001");
                    }
                    return method.invoke(source, arguments);
                });
    }

    private static Hit asTheQueueHasIt(Hit hit) {
        return BatchCodec.read(BatchCodec.write(List.of(hit))).get(0);
    }

    private static List<String> visitors(List<Hit> hits) {
        return hits.stream()
                .filter(hit -> hit.visitor() != null)
                .map(hit -> hit.visitor().clientId())
                .distinct()
                .toList();
    }
}
