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
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sidetrack.Hit;
import dev.sidetrack.HitCounts.Count;
import dev.sidetrack.SampleHits;
import dev.sidetrack.delivery.FakeProvider;
import dev.sidetrack.queue.QueueSession.Place;
import dev.sidetrack.spi.Limits;
import dev.sidetrack.spi.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Failures of which nobody can say at once whether they are the provider's or the hits' own. */
class DelivererDoubtTest {

    private static final Outcome AWAY = new Outcome.Retry("HTTP status 503", 503, null);
    private static final Outcome BROKEN = new Outcome.Retry("HTTP status 500", 500, null);

    private final Deliveries deliveries = new Deliveries();
    private final FakeProvider provider = deliveries.provider;
    private final FakeQueue queue = deliveries.queue;

    @Test
    void blip_ofTheOnlyVisitor_keepsTheOrder() {
        provider.limits = Limits.NONE.hits(1);
        var requests = new AtomicInteger();
        provider.answer =
                hits -> requests.getAndIncrement() == 1 ? Outcome.forAll(hits, AWAY) : FakeProvider.accept(hits);
        queue.publish(PROVIDER, visitorsHits(0, 4));
        deliveries.run(10);
        assertThat(sent())
                .containsExactly(visitor(hit(0)), visitor(hit(1)), visitor(hit(1)), visitor(hit(2)), visitor(hit(3)));
    }

    /** What shares its request goes first next time, too, if there is no time to send it again. */
    @Test
    void blip_atASlowProvider_keepsTheOrder() {
        provider.limits = Limits.NONE.hits(1);
        var requests = new AtomicInteger();
        provider.answer = hits -> {
            deliveries.clock.pass(Duration.ofSeconds(20));
            return requests.getAndIncrement() == 0 ? Outcome.forAll(hits, AWAY) : FakeProvider.accept(hits);
        };
        queue.publish(PROVIDER, visitorsHits(0, 3));
        queue.publish(PROVIDER, hits(3, 4));
        deliveries.run(10);
        assertThat(sent()).containsExactly(visitor(hit(0)), hit(3), visitor(hit(0)), visitor(hit(1)), visitor(hit(2)));
    }

    /** The first failure is cleared up by what passes after it; the second, later one only by the first. */
    @Test
    void blips_ofTwoVisitorsOneAfterTheOther_keepTheOrder() {
        var together = new Deliveries(2, Map.of());
        together.provider.limits = Limits.NONE.hits(1);
        var hits = IntStream.range(0, 20)
                .mapToObj(n -> hit(n).withVisitor(SampleHits.VISITOR.withClientId("visitor " + n % 2)))
                .toList();
        var hasFailed = new CountDownLatch(1);
        var failing = ConcurrentHashMap.newKeySet();
        failing.addAll(List.of(hits.get(0), hits.get(11)));
        var arrived = new CopyOnWriteArrayList<Hit>();
        together.provider.answer = some -> {
            if (failing.removeAll(some)) {
                hasFailed.countDown();
                return Outcome.forAll(some, AWAY);
            }
            assertThat(hasFailed.await(10, TimeUnit.SECONDS)).isTrue();
            arrived.addAll(some);
            return FakeProvider.accept(some);
        };
        together.queue.publish(PROVIDER, hits);
        together.run(10);
        assertThat(arrived).hasSize(20);
        assertThat(arrived.stream().collect(groupingBy(hit -> hit.visitor().clientId(), mapping(Hit::time, toList()))))
                .allSatisfy((visitor, times) -> assertThat(times).isSorted());
    }

    @Test
    void poison_ofTheOnlyVisitor_keepsItsOthersBackForAWhileOnly() {
        provider.limits = Limits.NONE.hits(1);
        for (var answer : List.of(BROKEN, AWAY, Outcome.stop("HTTP status 403"))) {
            var alone = new Deliveries();
            alone.provider.limits = Limits.NONE.hits(1);
            alone.provider.answer =
                    hits -> hits.contains(visitor(hit(0))) ? Outcome.forAll(hits, answer) : FakeProvider.accept(hits);
            alone.queue.publish(PROVIDER, visitorsHits(0, 5));
            alone.pass(Duration.ofMinutes(6));
            assertThat(alone.counts.of(Count.DELIVERED)).as(answer.toString()).isEqualTo(4);
        }
    }

    /** Each time, it had failed before the other passed, and fails again. */
    @Test
    void poison_onASiteWithOneHitAMinute_isGivenUp() {
        for (var answer : List.of(BROKEN, AWAY, Outcome.stop("HTTP status 403"))) {
            var quiet = new Deliveries();
            quiet.provider.answer =
                    hits -> hits.contains(hit(0)) ? Outcome.forAll(hits, answer) : FakeProvider.accept(hits);
            quiet.queue.publish(PROVIDER, hits(1));
            for (var minute = 1; minute <= 30; minute++) {
                quiet.pass(Duration.ofMinutes(1));
                quiet.queue.publish(PROVIDER, List.of(hit(minute)));
            }
            quiet.pass(Duration.ofMinutes(1));
            assertThat(quiet.counts.of(Count.DELIVERED)).as(answer.toString()).isEqualTo(30);
            assertThat(quiet.queue.deadLetters)
                    .singleElement()
                    .satisfies(dead -> assertThat(dead.hits()).containsExactly(hit(0)));
        }
    }

    /** One may be at fault; not all that happen to be the last ones. */
    @Test
    void outage_by500AtTheLastHitsOfManyVisitors_givesNothingUp() {
        var together = new Deliveries(8, Map.of());
        together.provider.limits = Limits.NONE.hits(1);
        var last = hits(8, 16);
        // What fails while others pass would be at fault.
        var passing = new CountDownLatch(8);
        together.provider.answer = hits -> {
            if (last.containsAll(hits)) {
                assertThat(passing.await(10, TimeUnit.SECONDS)).isTrue();
                return Outcome.forAll(hits, BROKEN);
            }
            passing.countDown();
            return FakeProvider.accept(hits);
        };
        together.queue.publish(PROVIDER, hits(16));
        together.pass(Duration.ofMinutes(10));
        assertThat(together.queue.deadLetters).isEmpty();
        together.provider.answer = FakeProvider::accept;
        together.pass(Duration.ofMinutes(11));
        assertThat(together.counts.of(Count.DELIVERED)).isEqualTo(16);
    }

    @Test
    void probe_afterARollBack_looksForWhatWaits() {
        provider.answers(AWAY);
        queue.publish(PROVIDER, hits(1));
        deliveries.open();
        failProbes(2);
        queue.failsAtCommit = true;
        queue.publish(PROVIDER, hits(1, 2));
        deliveries.clock.pass(PROBE_PAUSE);
        assertThatThrownBy(deliveries::step).hasMessage("the commit failed");
        queue.failsAtCommit = false;
        queue.work(session -> {
            try (var taken = session.take(Place.HITS, PROVIDER)) {
                return taken.next();
            }
        });
        provider.answer = FakeProvider::accept;
        deliveries.circuit.retryNow();
        deliveries.run(3);
        assertThat(deliveries.counts.of(Count.DELIVERED)).isEqualTo(1);
    }

    @Test
    void probe_andWhatFollows_shareTheTimeLimit() {
        provider.limits = Limits.NONE.hits(1);
        provider.answers(AWAY);
        queue.publish(PROVIDER, hits(60));
        deliveries.open();
        failProbes(3);
        provider.answer = hits -> {
            deliveries.clock.pass(Duration.ofSeconds(1));
            return FakeProvider.accept(hits);
        };
        // So long that it looks for what is to be put aside, in the same transaction.
        deliveries.clock.pass(Duration.ofSeconds(31));
        var begun = deliveries.clock.instant();
        deliveries.step();
        assertThat(deliveries.counts.of(Count.DELIVERED)).isGreaterThan(29);
        assertThat(Duration.between(begun, deliveries.clock.instant())).isEqualTo(Duration.ofSeconds(31));
    }

    private void failProbes(int times) {
        for (var failed = 0; failed < times; failed++) {
            deliveries.clock.pass(PROBE_PAUSE);
            deliveries.step();
        }
    }

    private List<Hit> sent() {
        return provider.requests().stream().flatMap(List::stream).toList();
    }

    private static List<Hit> visitorsHits(int from, int to) {
        return IntStream.range(from, to).mapToObj(n -> visitor(hit(n))).toList();
    }

    private static Hit visitor(Hit hit) {
        return hit.withVisitor(SampleHits.VISITOR);
    }
}
