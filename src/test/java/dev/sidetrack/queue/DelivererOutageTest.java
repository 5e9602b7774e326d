// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.queue;

import static dev.sidetrack.queue.Deliveries.PROBE_PAUSE;
import static dev.sidetrack.queue.Deliveries.PROVIDER;
import static dev.sidetrack.queue.Deliveries.hit;
import static dev.sidetrack.queue.Deliveries.hits;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sidetrack.Hit;
import dev.sidetrack.HitCounts.Count;
import dev.sidetrack.SampleHits;
import dev.sidetrack.delivery.FakeProvider;
import dev.sidetrack.delivery.Pending.History;
import dev.sidetrack.queue.QueueSession.Place;
import dev.sidetrack.spi.Limits;
import dev.sidetrack.spi.Outcome;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What happens around a provider's trouble: what it costs, in which order hits go afterwards, and who is at fault. */
class DelivererOutageTest {

    private static final FakeProvider.Answer AWAY = hits -> {
        throw new IOException("connection refused");
    };

    private final Deliveries deliveries = new Deliveries();
    private final FakeProvider provider = deliveries.provider;
    private final FakeQueue queue = deliveries.queue;

    @Test
    void outage_atRest_writesNothingAndProbesWithOneHit() {
        away(hits(10));
        deliveries.step();
        var before = queue.written;
        var transactions = queue.transactions;
        var asked = provider.requests().size();
        for (var probe = 0; probe < 100; probe++) {
            assertThat(deliveries.step()).isEqualTo(PROBE_PAUSE);
            deliveries.clock.pass(PROBE_PAUSE);
        }
        assertThat(queue.written).isEqualTo(before);
        // One in thirty seconds, to look for what others have left.
        assertThat(queue.transactions - transactions).isLessThan(100 * (int) PROBE_PAUSE.toSeconds() / 30 + 2);
        assertThat(provider.requests()).hasSize(asked + 99).last().asList().hasSize(1);
    }

    @Test
    void outage_newBatches_arePutAsideOnceAndUnread() {
        away(hits(2));
        for (var number = 1; number < 50; number++) {
            queue.publish(PROVIDER, List.of(hit(number)));
        }
        queue.publishText(PROVIDER, "not even a batch");
        deliveries.step();
        var written = queue.written;
        assertThat(queue.at(Place.HITS)).isEmpty();
        assertThat(queue.at(Place.WAITING)).hasSize(50);
        deliveries.step();
        assertThat(queue.written).isEqualTo(written);
    }

    @Test
    void recovery_afterAnyTime_sendsTheFirstHitAtTheNextProbeAndAllInOrder() {
        away(hits(3));
        queue.publish(PROVIDER, hits(3, 5));
        deliveries.step();
        queue.publish(PROVIDER, hits(5, 7));
        deliveries.step();
        provider.answer = FakeProvider::accept;
        var asked = provider.requests().size();
        queue.publish(PROVIDER, hits(7, 9));
        deliveries.clock.pass(deliveries.circuit.pause());
        deliveries.run(5);
        var sent = provider.requests().subList(asked, provider.requests().size()).stream()
                .flatMap(List::stream)
                .toList();
        assertThat(sent).containsExactlyInAnyOrderElementsOf(hits(9)).doesNotHaveDuplicates();
        assertThat(withoutTheProbe(sent)).isSortedAccordingTo((a, b) -> a.time().compareTo(b.time()));
        assertThat(deliveries.circuit.isClosed()).isTrue();
        assertThat(deliveries.counts.of(Count.DELIVERED)).isEqualTo(9);
    }

    @Test
    void recovery_manySmallBatches_areMergedIntoFullRequests() {
        provider.limits = Limits.NONE.hits(50);
        away(hits(1));
        for (var number = 1; number < 100; number++) {
            queue.publish(PROVIDER, List.of(hit(number)));
        }
        deliveries.step();
        provider.answer = FakeProvider::accept;
        var asked = provider.requests().size();
        deliveries.clock.pass(PROBE_PAUSE);
        deliveries.run(10);
        assertThat(provider.requests().subList(asked, provider.requests().size()))
                .extracting(List::size)
                .containsExactly(1, 49, 50);
    }

    @Test
    void recovery_largeBacklog_isDrainedByLoadsThatGrow() {
        provider.limits = Limits.NONE.hits(500);
        away(hits(1));
        for (var batch = 0; batch < 50; batch++) {
            queue.publish(PROVIDER, hits(1 + batch * 100, 101 + batch * 100));
        }
        deliveries.step();
        provider.answer = FakeProvider::accept;
        deliveries.clock.pass(PROBE_PAUSE);
        var steps = 0;
        for (var pause = deliveries.step(); pause != null; pause = deliveries.step()) {
            assertThat(pause).isZero();
            steps++;
        }
        assertThat(deliveries.counts.of(Count.DELIVERED)).isEqualTo(5001);
        assertThat(steps).isLessThan(10);
    }

    @Test
    void recovery_anotherNodeTookWhatFailed_probesByWhatIsNew() {
        away(hits(3));
        queue.work(session -> {
            try (var others = session.take(Place.FIRST, PROVIDER)) {
                return others.next();
            }
        });
        provider.answer = FakeProvider::accept;
        var asked = provider.requests().size();
        queue.publish(PROVIDER, hits(3, 5));
        deliveries.clock.pass(PROBE_PAUSE);
        deliveries.run(3);
        assertThat(provider.requests().subList(asked, provider.requests().size()).stream()
                        .flatMap(List::stream))
                .containsExactlyElementsOf(hits(3, 5));
    }

    @Test
    void putAside_byANodeThatDied_isFoundByAnotherInTime() {
        deliveries.deliver(hits(1));
        queue.work(session -> {
            session.put(Place.WAITING, Batch.of(PROVIDER, hits(1, 2), History.NONE));
            session.put(Place.FIRST, Batch.of(PROVIDER, hits(2, 3), History.NONE));
            return null;
        });
        deliveries.step();
        assertThat(provider.requests()).containsExactly(hits(1));
        deliveries.clock.pass(Duration.ofSeconds(30));
        deliveries.step();
        assertThat(provider.requests()).containsExactly(hits(1), hits(1, 3));
    }

    @Test
    void restart_duringAnOutage_sendsWhatFailedThenWhatWaitedThenWhatIsNew() {
        queue.publish(PROVIDER, hits(6, 8));
        queue.work(session -> {
            session.put(Place.WAITING, Batch.fresh(PROVIDER, BatchCodec.write(hits(3, 6)), 3));
            session.put(Place.FIRST, Batch.fresh(PROVIDER, BatchCodec.write(hits(3)), 3));
            return null;
        });
        deliveries.run(3);
        assertThat(provider.requests().stream().flatMap(List::stream)).containsExactlyElementsOf(hits(8));
    }

    @Test
    void pause_askedFor_holdsUntilItIsOver() {
        provider.answers(Outcome.retry("HTTP status 429", Duration.ofSeconds(90)));
        assertThat(deliveries.deliver(hits(1))).isEqualTo(Duration.ofSeconds(90));
        provider.answer = FakeProvider::accept;
        deliveries.clock.pass(Duration.ofSeconds(89));
        assertThat(deliveries.step()).isEqualTo(Duration.ofSeconds(1));
        assertThat(provider.requests()).hasSize(1);
        deliveries.clock.pass(Duration.ofSeconds(1));
        assertThat(deliveries.step()).isNull();
        assertThat(deliveries.counts.of(Count.DELIVERED)).isEqualTo(1);
    }

    @Test
    void pause_askedForInTheMiddle_settlesWhatWasTakenAndSendsNothingMore() {
        provider.limits = Limits.NONE.hits(1);
        provider.answer = hits -> hits.contains(hit(2))
                ? Outcome.forAll(hits, new Outcome.Retry("HTTP status 429", 429, Duration.ofSeconds(60)))
                : FakeProvider.accept(hits);
        assertThat(deliveries.deliver(hits(5))).isEqualTo(Duration.ofSeconds(60));
        assertThat(deliveries.counts.of(Count.DELIVERED)).isEqualTo(2);
        assertThat(queue.hitsAt(Place.FIRST)).containsExactly(hit(2), hit(3), hit(4));
        assertThat(deliveries.circuit.isClosed()).isTrue();
    }

    @Test
    void stop_wrongToken_probesAfterGrowingPausesAndAtOnceWhenTold() {
        provider.answers(Outcome.stop("check the token"));
        assertThat(deliveries.deliver(hits(2))).isEqualTo(Duration.ofSeconds(10));
        assertThat(deliveries.circuit.state().isStopped()).isTrue();
        for (var pause : List.of(20, 40, 80, 160, 320, 600, 600)) {
            deliveries.clock.pass(deliveries.circuit.pause());
            assertThat(deliveries.step()).isEqualTo(Duration.ofSeconds(pause));
        }
        provider.answer = FakeProvider::accept;
        deliveries.step();
        assertThat(deliveries.counts.of(Count.DELIVERED)).isZero();
        deliveries.circuit.retryNow();
        deliveries.step();
        assertThat(deliveries.counts.of(Count.DELIVERED)).isEqualTo(2);
        assertThat(deliveries.circuit.state().isStopped()).isFalse();
    }

    @Test
    void poison_amongGoodHits_stopsNoneOfThemAndIsGivenUpAtTheFifthTime() {
        provider.limits = Limits.NONE.hits(1);
        var poison = hit(0);
        provider.answer = poisonedBy(poison);
        for (var round = 0; round < 60 && queue.deadLetters.isEmpty(); round++) {
            deliveries.deliver(Stream.concat(
                            Stream.of(poison).limit(round == 0 ? 1 : 0), hits(1 + round * 10, 11 + round * 10).stream())
                    .toList());
            deliveries.clock.pass(Duration.ofSeconds(5));
        }
        assertThat(queue.deadLetters).singleElement().satisfies(dead -> {
            assertThat(dead.hits()).containsExactly(poison);
            assertThat(dead.letter().reason()).isEqualTo("poison: HTTP status 500");
        });
        assertThat(provider.requests().stream().filter(request -> request.contains(poison)))
                .hasSize(5);
        assertThat(deliveries.circuit.isClosed()).isTrue();
        assertThat(queue.hitsAt(Place.FIRST)).isEmpty();
    }

    @Test
    void poison_inALargeRequest_isSoonByItself() {
        var poison = hit(37);
        provider.limits = Limits.NONE.hits(100);
        provider.answer = poisonedBy(poison);
        deliveries.deliver(hits(100));
        queue.publish(PROVIDER, hits(100, 101));
        for (var step = 0; step < 200 && queue.deadLetters.isEmpty(); step++) {
            var pause = deliveries.step();
            deliveries.clock.pass(pause == null ? Duration.ofSeconds(1) : pause);
            queue.publish(PROVIDER, List.of(hit(1000 + step)));
        }
        assertThat(queue.deadLetters)
                .singleElement()
                .satisfies(dead -> assertThat(dead.hits()).containsExactly(poison));
        assertThat(provider.requests().stream().flatMap(List::stream)).containsAll(hits(101));
    }

    @Test
    void poison_aloneOnAQuietSite_holdsUpNothingThatComesLater() {
        var poison = hit(0);
        provider.answer = poisonedBy(poison);
        deliveries.deliver(List.of(poison));
        deliveries.clock.pass(deliveries.circuit.pause());
        deliveries.open();
        queue.publish(PROVIDER, hits(1, 3));
        for (var step = 0; step < 40; step++) {
            var pause = deliveries.step();
            deliveries.clock.pass(pause == null ? Duration.ofSeconds(1) : pause);
        }
        assertThat(deliveries.counts.of(Count.DELIVERED)).isEqualTo(2);
        assertThat(deliveries.circuit.isClosed()).isTrue();
        assertThat(queue.deadLetters)
                .singleElement()
                .satisfies(dead -> assertThat(dead.hits()).containsExactly(poison));
    }

    @Test
    void failures_manyInARow_breakTheRestOff() {
        provider.limits = Limits.NONE.hits(1);
        provider.answers(new Outcome.Retry("HTTP status 500", 500, null));
        deliveries.deliver(hits(50));
        assertThat(provider.requests()).hasSize(5);
        assertThat(queue.hitsAt(Place.FIRST)).hasSize(50);
    }

    @Test
    void concurrency_severalVisitors_areSentTogetherEachInOrder() {
        var together = new Deliveries(8, Map.of());
        together.provider.limits = Limits.NONE.hits(1);
        var underWay = new CountDownLatch(8);
        together.provider.answer = hits -> {
            underWay.countDown();
            return underWay.await(10, TimeUnit.SECONDS)
                    ? FakeProvider.accept(hits)
                    : Outcome.forAll(hits, new Outcome.Retry("sent one after another", 500, null));
        };
        together.deliver(IntStream.range(0, 96)
                .mapToObj(n -> SampleHits.of("/" + n).withVisitor(SampleHits.VISITOR.withClientId("visitor " + n % 12)))
                .toList());
        assertThat(together.counts.of(Count.DELIVERED)).isEqualTo(96);
        var paths = together.provider.requests().stream()
                .map(request -> request.get(0))
                .collect(groupingBy(
                        hit -> hit.visitor().clientId(),
                        mapping(hit -> Integer.parseInt(hit.page().path().substring(1)), toList())));
        assertThat(paths)
                .hasSize(12)
                .allSatisfy((visitor, order) -> assertThat(order).isSorted().hasSize(8));
    }

    private void away(List<Hit> hits) {
        provider.answer = AWAY;
        queue.publish(PROVIDER, hits);
        deliveries.open();
    }

    private static FakeProvider.Answer poisonedBy(Hit poison) {
        return hits -> hits.contains(poison)
                ? Outcome.forAll(hits, new Outcome.Retry("HTTP status 500", 500, null))
                : FakeProvider.accept(hits);
    }

    /** The probe may be any of those that had failed. */
    private static List<Hit> withoutTheProbe(List<Hit> sent) {
        return sent.subList(1, sent.size());
    }
}
