// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.queue;

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
import dev.sidetrack.spi.Limits;
import dev.sidetrack.spi.Outcome;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever the traffic and the outage, each hit arrives once and each visitor's in order. */
class DelivererRandomTest {

    private static final int HITS = 120;
    private static final Outcome BROKEN = new Outcome.Retry("HTTP status 500", 500, null);
    private static final List<FakeProvider.Answer> TROUBLES = List.of(
            hits -> {
                throw new IOException("connection refused");
            },
            hits -> Outcome.forAll(hits, new Outcome.Retry("HTTP status 503", 503, null)),
            hits -> Outcome.forAll(hits, new Outcome.Retry("HTTP status 503", 503, Duration.ofSeconds(7))),
            hits -> Outcome.forAll(hits, Outcome.stop("HTTP status 403")));

    static IntStream seeds() {
        return IntStream.range(0, 150);
    }

    static IntStream fewSeeds() {
        return seeds().limit(30);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void outage_ofAnyKindAndLength_losesNothingDoublesNothingAndKeepsTheOrder(int seed) {
        var random = new Random(seed);
        var delivery = new Deliveries(1 + random.nextInt(8), Map.of());
        delivery.provider.limits =
                Limits.NONE.hits(1 + random.nextInt(20)).scope(Limits.Scope.values()[random.nextInt(3)]);
        var begin = delivery.clock.instant().plusSeconds(random.nextInt(60));
        var end = begin.plusSeconds(1 + random.nextInt(1 << random.nextInt(13)));
        var trouble = TROUBLES.get(random.nextInt(TROUBLES.size()));
        var arrived = new CopyOnWriteArrayList<Hit>();
        delivery.provider.answer = hits -> {
            var now = delivery.clock.instant();
            if (!now.isBefore(begin) && now.isBefore(end)) {
                return trouble.to(hits);
            }
            arrived.addAll(hits);
            return FakeProvider.accept(hits);
        };
        var visitors = 1 + random.nextInt(20);
        for (var next = 0; next < HITS; ) {
            var some = Math.min(HITS - next, 1 + random.nextInt(30));
            delivery.queue.publish(
                    PROVIDER,
                    IntStream.range(next, next + some)
                            .mapToObj(n -> visitorsHit(n, random.nextInt(visitors)))
                            .toList());
            next += some;
            delivery.pass(Duration.ofSeconds(random.nextInt(20)));
        }
        delivery.pass(Duration.ofHours(3));
        assertThat(arrived).hasSize(HITS).doesNotHaveDuplicates();
        assertThat(arrived.stream().collect(groupingBy(hit -> hit.visitor().clientId(), mapping(Hit::time, toList()))))
                .allSatisfy((visitor, times) -> assertThat(times).isSorted());
        assertThat(delivery.queue.deadLetters).isEmpty();
        assertThat(delivery.circuit.isClosed()).isTrue();
    }

    /** As behind a load balancer one of whose two servers is broken. */
    @ParameterizedTest
    @MethodSource("fewSeeds")
    void provider_thatFailsNowAndThen_getsAllHits(int seed) {
        var random = new Random(seed);
        var delivery = new Deliveries(1 + random.nextInt(8), Map.of());
        delivery.provider.limits =
                Limits.NONE.hits(1 + random.nextInt(20)).scope(Limits.Scope.values()[random.nextInt(3)]);
        var failing = new Random(seed);
        var share = List.of(0.2, 0.5, 0.7).get(seed % 3);
        delivery.provider.answer =
                hits -> failing.nextDouble() < share ? Outcome.forAll(hits, BROKEN) : FakeProvider.accept(hits);
        for (var next = 0; next < 10 * HITS; next += 20) {
            delivery.queue.publish(
                    PROVIDER,
                    IntStream.range(next, next + 20)
                            .mapToObj(n -> visitorsHit(n, random.nextInt(50)))
                            .toList());
            delivery.pass(Duration.ofSeconds(random.nextInt(3)));
        }
        delivery.pass(Duration.ofHours(20));
        // However often it is tried, a hit may fail each time.
        var dead = delivery.queue.deadLetters.size();
        assertThat(dead).isLessThan(3);
        assertThat(delivery.counts.of(Count.DELIVERED)).isEqualTo(10 * HITS - dead);
    }

    @Test
    void poison_onceAProviderThatFailedNowAndThenIsWell_isGivenUpAsEver() {
        var delivery = new Deliveries();
        delivery.provider.limits = Limits.NONE.hits(1);
        var failing = new Random(1);
        delivery.provider.answer =
                hits -> failing.nextBoolean() ? Outcome.forAll(hits, BROKEN) : FakeProvider.accept(hits);
        delivery.queue.publish(PROVIDER, hits(200));
        delivery.pass(Duration.ofMinutes(5));
        delivery.provider.answer = FakeProvider::accept;
        delivery.pass(Duration.ofMinutes(11));
        assertThat(delivery.counts.of(Count.DELIVERED)).isEqualTo(200);

        delivery.provider.answer =
                hits -> hits.contains(hit(0)) ? Outcome.forAll(hits, BROKEN) : FakeProvider.accept(hits);
        for (var minute = 0; minute < 10; minute++) {
            delivery.queue.publish(PROVIDER, List.of(hit(minute)));
            delivery.pass(Duration.ofMinutes(1));
        }
        assertThat(delivery.queue.deadLetters).hasSize(1);
    }

    private static Hit visitorsHit(int n, int visitor) {
        return hit(n).withVisitor(SampleHits.VISITOR.withClientId("visitor " + visitor));
    }
}
