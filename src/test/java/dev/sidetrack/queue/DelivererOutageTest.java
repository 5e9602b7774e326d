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
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

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
        // One in thirty seconds, to look for what others have left, and a few for other hits to probe with.
        assertThat(queue.transactions - transactions).isLessThan(100 * (int) PROBE_PAUSE.toSeconds() / 30 + 9);
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
        // One of them was a probe.
        assertThat(queue.at(Place.WAITING)).hasSize(49);
        assertThat(queue.hitsAt(Place.FIRST)).hasSize(3);
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
                .containsExactly(1, 50, 49);
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

    /** Whoever has put them there, and without a word. */
    @Test
    void outage_manyNewBatchesNobodyTold_areAllPutAsideWhenTheyAreFound() {
        away(hits(2));
        deliveries.step();
        for (var number = 0; number < 500; number++) {
            queue.publish(PROVIDER, hits(3, 4));
        }
        deliveries.clock.pass(PROBE_PAUSE);
        deliveries.pass(Duration.ofSeconds(1));
        assertThat(queue.at(Place.HITS)).isEmpty();
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
    void backlog_ofManyMessages_goesWithoutALookForNewOnesEachTime() {
        queue.work(session -> {
            for (var i = 0; i < 200; i++) {
                session.put(Place.WAITING, Batch.fresh(PROVIDER, BatchCodec.write(hits(i, i + 1)), 1));
            }
            return null;
        });
        for (var i = 0; i < 4; i++) {
            deliveries.step();
        }
        assertThat(Collections.frequency(queue.looks, Place.HITS)).isEqualTo(1);
        queue.publish(PROVIDER, hits(200, 201));
        deliveries.step();
        assertThat(provider.requests().stream().flatMap(List::stream)).containsExactlyElementsOf(hits(201));
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
        pass(Duration.ofMinutes(1), null);
        assertThat(deliveries.counts.of(Count.DELIVERED)).isEqualTo(2);
        assertThat(deliveries.circuit.isClosed()).isTrue();
        pass(Duration.ofMinutes(1), null);
        assertThat(queue.deadLetters)
                .singleElement()
                .satisfies(dead -> assertThat(dead.hits()).containsExactly(poison));
    }

    @Test
    void poison_lastOnAQuietSite_isGivenUpWithoutFurtherHits() {
        provider.limits = Limits.NONE.hits(1);
        provider.answer = poisonedBy(hit(5));
        queue.publish(PROVIDER, hits(6));
        pass(Duration.ofMinutes(2), null);
        assertThat(deliveries.counts.of(Count.DELIVERED)).isEqualTo(5);
        assertThat(queue.deadLetters)
                .singleElement()
                .satisfies(dead -> assertThat(dead.hits()).containsExactly(hit(5)));
        assertThat(deliveries.circuit.isClosed()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {502, 503, 504})
    void outage_atTheLastHitOfAQuietSite_givesNothingUp(int status) {
        provider.limits = Limits.NONE.hits(1);
        var away = new Outcome.Retry("HTTP status " + status, status, null);
        provider.answer = hits -> hits.contains(hit(5)) ? Outcome.forAll(hits, away) : FakeProvider.accept(hits);
        queue.publish(PROVIDER, hits(6));
        pass(Duration.ofHours(2), null);
        assertThat(queue.deadLetters).isEmpty();
        provider.answer = FakeProvider::accept;
        pass(Duration.ofMinutes(1), null);
        assertThat(deliveries.counts.of(Count.DELIVERED)).isEqualTo(6);
    }

    /** Hits that failed while others passed are not given up when it was the provider that went away. */
    @Test
    void outage_thatBeginsInTheMiddle_givesNoHitUp() {
        provider.limits = Limits.NONE.hits(1);
        var taken = new AtomicInteger();
        provider.answer = hits -> taken.getAndIncrement() < 3 ? FakeProvider.accept(hits) : AWAY.to(hits);
        queue.publish(PROVIDER, hits(10));
        pass(Duration.ofHours(2), null);
        assertThat(queue.deadLetters).isEmpty();
        provider.answer = FakeProvider::accept;
        pass(Duration.ofMinutes(11), Duration.ofMinutes(1));
        assertThat(provider.requests().stream().flatMap(List::stream)).containsAll(hits(10));
        assertThat(queue.at(Place.FIRST)).isEmpty();
        assertThat(queue.at(Place.HITS)).isEmpty();
    }

    static Stream<Arguments> poison() {
        return Stream.of(
                        Map.entry("500", new Outcome.Retry("HTTP status 500", 500, null)),
                        Map.entry("503 with a pause", new Outcome.Retry("HTTP status 503", 503, Duration.ofSeconds(1))),
                        Map.entry("400", new Outcome.Refused("HTTP status 400", 400)),
                        Map.entry("404", new Outcome.Rejected("HTTP status 404", 404)),
                        Map.entry("403", Outcome.stop("HTTP status 403")))
                .flatMap(each -> Stream.of(1, 2, 5, 20)
                        .flatMap(bad -> Stream.of(
                                Arguments.of(each.getKey(), each.getValue(), bad, 1, 1),
                                Arguments.of(each.getKey(), each.getValue(), bad, 16, 1),
                                Arguments.of(each.getKey(), each.getValue(), bad, 4, 200))));
    }

    /** Whatever a service, or a firewall before it, says to a few hits: all others go on, wherever the few are. */
    @ParameterizedTest(name = "{2} x {0}, {3} requests at once of {4} hits")
    @MethodSource("poison")
    void poison_ofAnyKindAndNumber_keepsNoOtherBack(String name, Outcome answer, int bad, int concurrency, int size) {
        var delivery = new Deliveries(concurrency, Map.of());
        delivery.provider.limits = Limits.NONE.hits(size);
        var poison = Set.copyOf(hits(bad));
        delivery.provider.answer = hits ->
                hits.stream().anyMatch(poison::contains) ? Outcome.forAll(hits, answer) : FakeProvider.accept(hits);
        // Alone first, as at night.
        delivery.queue.publish(PROVIDER, hits(bad));
        pass(delivery, Duration.ofMinutes(2), null);
        delivery.queue.publish(PROVIDER, hits(bad, bad + 100));
        pass(delivery, Duration.ofMinutes(10), Duration.ofSeconds(1));
        var published = 100 + (int) Duration.ofMinutes(10).toSeconds();
        assertThat(delivery.counts.of(Count.DELIVERED)).isBetween(published - 5L, (long) published);
        pass(delivery, Duration.ofHours(4), Duration.ofMinutes(1));
        assertThat(delivery.queue.deadLetters.stream().flatMap(letter -> letter.hits().stream()))
                .containsExactlyInAnyOrderElementsOf(poison);
        assertThat(delivery.circuit.isClosed()).isTrue();
    }

    @Test
    void poison_thatEndsTheConnection_keepsNoOtherBack() {
        provider.limits = Limits.NONE.hits(1);
        var poison = hit(0);
        provider.answer = hits -> hits.contains(poison) ? AWAY.to(hits) : FakeProvider.accept(hits);
        queue.publish(PROVIDER, hits(101));
        pass(Duration.ofMinutes(10), Duration.ofSeconds(1));
        assertThat(deliveries.counts.of(Count.DELIVERED)).isBetween(695L, 700L);
        assertThat(queue.deadLetters)
                .singleElement()
                .satisfies(dead -> assertThat(dead.letter().reason()).isEqualTo("poison: connection refused"));
    }

    @Test
    void poison_thatCannotBeMeasured_keepsNoOtherBack() {
        provider.limits = Limits.NONE.bytes(100_000);
        provider.bytes = hit -> {
            if (hit.equals(hit(0))) {
                throw new NullPointerException();
            }
            return 1;
        };
        provider.answer = hits -> {
            if (hits.contains(hit(0))) {
                throw new NullPointerException();
            }
            return FakeProvider.accept(hits);
        };
        queue.publish(PROVIDER, hits(101));
        pass(Duration.ofMinutes(10), Duration.ofSeconds(1));
        assertThat(deliveries.counts.of(Count.DELIVERED)).isBetween(695L, 700L);
        assertThat(queue.deadLetters)
                .singleElement()
                .satisfies(dead -> assertThat(dead.hits()).containsExactly(hit(0)));
    }

    /** Before that, a probe of a minute and a delivery of a half were one transaction. */
    @Test
    void probe_thatTookLong_isSettledInTheNextTransaction() {
        away(hits(3));
        provider.answer = hits -> {
            deliveries.clock.pass(Duration.ofSeconds(59));
            return FakeProvider.accept(hits);
        };
        deliveries.clock.pass(PROBE_PAUSE);
        assertThat(deliveries.step()).isZero();
        assertThat(deliveries.counts.of(Count.DELIVERED)).isZero();
        deliveries.run(5);
        assertThat(deliveries.counts.of(Count.DELIVERED)).isEqualTo(3);
        assertThat(queue.at(Place.FIRST)).isEmpty();
    }

    @Test
    void failure_ofAVisitorsHit_keepsTheRestBackAfterOneMore() {
        provider.limits = Limits.NONE.hits(1);
        provider.answers(new Outcome.Retry("HTTP status 500", 500, null));
        deliveries.deliver(hits(50));
        assertThat(provider.requests()).containsExactly(hits(1), hits(1, 2));
        assertThat(queue.hitsAt(Place.FIRST)).isEqualTo(hits(50));
    }

    @Test
    void failure_ofManyVisitorsHits_askForOneMoreThatOvertakesNone() {
        var together = new Deliveries(8, Map.of());
        together.provider.limits = Limits.NONE.hits(1);
        together.provider.answers(new Outcome.Retry("HTTP status 500", 500, null));
        var hits = visits(12, 8);
        together.deliver(hits);
        assertThat(together.provider.requests())
                .hasSizeBetween(6, 9)
                .last()
                .asList()
                .isSubsetOf(hits.subList(0, 12));
        assertThat(together.queue.hitsAt(Place.FIRST)).isEqualTo(hits);
    }

    static Stream<Arguments> outages() {
        return Stream.of(new Outcome.Retry("HTTP status 503", 503, null), Outcome.stop("HTTP status 403"))
                .flatMap(answer -> Stream.of(0, 1, 7, 30)
                        .flatMap(before -> Stream.of(1, 2, 3, 4, 5, 6, 8, 13, 22, 40)
                                .flatMap(away ->
                                        Stream.of(1, 3).map(size -> Arguments.of(answer, before, away, size)))));
    }

    /**
     * At whatever request the provider goes away and comes back, no hit overtakes an earlier one of its visitor; unless
     * it comes back right between two probes one of which is to show that it takes some hits only.
     */
    @ParameterizedTest(name = "{0} after {1} requests for {2} of {3} hits")
    @MethodSource("outages")
    void outage_ofSoManyRequests_keepsTheOrderOfEachVisitor(Outcome answer, int before, int away, int size) {
        var together = new Deliveries(4, Map.of());
        together.provider.limits = Limits.NONE.hits(size);
        var number = new AtomicInteger();
        var arrived = Collections.synchronizedList(new ArrayList<Integer>());
        together.provider.answer = hits -> {
            var now = number.getAndIncrement() - before;
            if (now >= 0 && now < away) {
                return Outcome.forAll(hits, answer);
            }
            hits.forEach(hit -> arrived.add(Integer.parseInt(hit.page().path().substring(1))));
            return FakeProvider.accept(hits);
        };
        together.queue.publish(PROVIDER, visits(12, 8).subList(0, 48));
        together.step();
        together.queue.publish(PROVIDER, visits(12, 8).subList(48, 96));
        pass(together, Duration.ofHours(10), null);
        assertThat(arrived).hasSize(96).doesNotHaveDuplicates();
        assertThat(arrived.stream().collect(groupingBy(hit -> hit % 12)))
                .allSatisfy((visitor, hits) -> assertThat(hits).isSorted());
    }

    @Test
    void outage_newHitsOfVisitorsThatWait_probeOnlyOnceOthersHaveFailed() {
        provider.answer = AWAY;
        var hits = visits(2, 40);
        queue.publish(PROVIDER, hits.subList(0, 2));
        deliveries.open();
        var asked = provider.requests().size();
        for (var probe = 1; probe < 8; probe++) {
            queue.publish(PROVIDER, hits.subList(2 * probe, 2 * probe + 2));
            deliveries.clock.pass(deliveries.circuit.pause());
            deliveries.step();
        }
        assertThat(provider.requests().subList(asked, provider.requests().size()))
                .hasSize(7)
                .allSatisfy(probe -> assertThat(hits.subList(0, 2)).containsAll(probe));
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
        together.deliver(visits(12, 8));
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

    /** So many visitors, who look at so many pages each, by turns. */
    private static List<Hit> visits(int visitors, int pages) {
        return IntStream.range(0, visitors * pages)
                .mapToObj(n -> hit(n).withVisitor(SampleHits.VISITOR.withClientId("visitor " + n % visitors)))
                .toList();
    }

    private void pass(Duration time, Duration between) {
        pass(deliveries, time, between);
    }

    /** Lets time pass, in which a hit comes now and then ({@code null}: none). */
    private static void pass(Deliveries delivery, Duration time, Duration between) {
        var end = delivery.clock.instant().plus(time);
        var next = between == null ? end : delivery.clock.instant();
        while (delivery.clock.instant().isBefore(end)) {
            if (!delivery.clock.instant().isBefore(next)) {
                // A time of its own for each, far from the first ones.
                delivery.queue.publish(PROVIDER, List.of(hit((int)
                        (1_000 + Duration.between(SampleHits.TIME, next).toSeconds()))));
                next = next.plus(between);
            }
            var pause = delivery.step();
            var until = pause == null ? next : delivery.clock.instant().plus(pause);
            until = until.isBefore(next) ? until : next;
            var now = delivery.clock.instant();
            delivery.clock.pass(until.isAfter(now) ? Duration.between(now, until) : Duration.ZERO);
        }
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
