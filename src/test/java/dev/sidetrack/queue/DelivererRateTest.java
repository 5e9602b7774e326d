// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.queue;

import static dev.sidetrack.queue.Deliveries.PROVIDER;
import static dev.sidetrack.queue.Deliveries.hit;
import static dev.sidetrack.queue.Deliveries.hits;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sidetrack.Hit;
import dev.sidetrack.HitCounts.Count;
import dev.sidetrack.queue.QueueSession.Place;
import dev.sidetrack.spi.Limits;
import dev.sidetrack.spi.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A service that counts requests, as GoatCounter does: 60 in any two minutes, up to 500 hits each. */
class DelivererRateTest {

    private static final Duration WINDOW = Duration.ofMinutes(2);
    private static final Duration ANSWER = Duration.ofMillis(50);

    private final Deliveries deliveries = new Deliveries(4, Map.of());
    private final ArrayDeque<Instant> window = new ArrayDeque<>();
    private Duration longestWait = Duration.ZERO;
    private int tooMany;

    @BeforeEach
    void count() {
        deliveries.provider.limits = Limits.NONE.hits(500).requests(60, WINDOW);
        deliveries.provider.answer = this::answer;
    }

    private List<Outcome> answer(List<Hit> hits) {
        var now = deliveries.clock.instant();
        while (!window.isEmpty() && !window.peek().isAfter(now.minus(WINDOW))) {
            window.poll();
        }
        if (window.size() == 60) {
            tooMany++;
            return Outcome.forAll(hits, new Outcome.Retry("HTTP status 429", 429, Duration.ofMinutes(1)));
        }
        window.add(now);
        deliveries.clock.pass(ANSWER);
        for (var hit : hits) {
            var wait = Duration.between(hit.time(), now);
            longestWait = wait.compareTo(longestWait) > 0 ? wait : longestWait;
        }
        return Outcome.forAll(hits, Outcome.ACCEPTED);
    }

    @Test
    void deliver_fourHitsASecond_letsNoneWaitLongerThanFiveSeconds() {
        var due = deliveries.clock.instant();
        var made = 0;
        for (var end = due.plus(Duration.ofMinutes(10)); due.isBefore(end); due = due.plusMillis(250)) {
            deliveries.clock.pass(Duration.between(deliveries.clock.instant(), due));
            deliveries.queue.publish(PROVIDER, List.of(hit(made++, due)));
            // What is published wakes the receiver each time.
            deliveries.step();
        }
        deliveries.run(10);
        assertThat(deliveries.counts.by(Count.DELIVERED)).isEqualTo(Map.of(PROVIDER, (long) made));
        assertThat(longestWait).isLessThan(Duration.ofSeconds(5));
        assertThat(tooMany).isZero();
    }

    @Test
    void deliver_backlog_goesInFullRequestsAtThatRate() {
        for (var batch = 0; batch < 200; batch++) {
            deliveries.queue.publish(PROVIDER, hits(batch * 100, batch * 100 + 100));
        }
        var begun = deliveries.clock.instant();
        deliveries.run(1_000);
        assertThat(deliveries.counts.by(Count.DELIVERED)).isEqualTo(Map.of(PROVIDER, 20_000L));
        assertThat(tooMany).isZero();
        assertThat(deliveries.provider.requests()).hasSizeLessThan(50);
        assertThat(Duration.between(begun, deliveries.clock.instant())).isLessThan(Duration.ofMinutes(2));
        assertThat(deliveries.queue.at(Place.WAITING)).isEmpty();
    }

    @Test
    void deliver_moreThanOneRequest_pausesForEach() {
        deliveries.provider.limits = Limits.NONE.hits(500).requests(60, WINDOW).scope(Limits.Scope.SITE);
        deliveries.queue.publish(PROVIDER, List.of(hit(1).withSite("a"), hit(2).withSite("b"), hit(3).withSite("c")));
        assertThat(deliveries.step()).isEqualTo(Duration.ofSeconds(6));
        assertThat(deliveries.provider.requests()).hasSize(3);
    }

    @Test
    void deliver_rateNotCounted_pausesForNothing() {
        deliveries.provider.limits = Limits.NONE.hits(500);
        assertThat(deliveries.deliver(hits(3))).isNull();
    }
}
