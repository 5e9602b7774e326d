// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.queue;

import static dev.sidetrack.queue.Deliveries.PROVIDER;
import static dev.sidetrack.queue.Deliveries.hits;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sidetrack.HitCounts.Fate;
import dev.sidetrack.LogLines;
import dev.sidetrack.delivery.FakeProvider;
import dev.sidetrack.queue.jms.QueueNames;
import dev.sidetrack.spi.Outcome;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When a batch that was put back comes again, and when it does no more. */
@Timeout(30)
class BatchReceiverRetryTest {

    private static final Outcome UNAVAILABLE = new Outcome.Retry("HTTP status 503", 503, null);

    private final LogLines log = LogLines.of("dev.sidetrack.delivery");

    @AfterEach
    void closeLog() {
        log.close();
    }

    @Test
    void receive_failedAgainAndAgain_waitsTwiceAsLongUpToTheMost() {
        var deliveries = new Deliveries(Map.of("sidetrack.delivery.backoff", "PT1S", "sidetrack.delivery.max-backoff", "PT1M"), Duration.ofNanos(1));
        deliveries.provider.answers(UNAVAILABLE);
        deliveries.deliver(hits(1));
        var delays = new ArrayList<Long>();
        for (var back = deliveries.theOnePutBack(); delays.size() < 9; back = deliveries.theOnePutBack()) {
            delays.add(back.delay());
            deliveries.deliver(back);
        }
        assertThat(delays).containsExactly(1000L, 2000L, 4000L, 8000L, 16_000L, 32_000L, 60_000L, 60_000L, 60_000L);
    }

    @ParameterizedTest
    @CsvSource({"PT0S, 1000", "PT90S, 91000", "PT-5S, 1000", "PT24H, 86401000", "P3650D, 86401000"})
    void receive_waitAskedFor_isAddedUpToADay(Duration asked, long delay) {
        var deliveries = new Deliveries(Map.of("sidetrack.delivery.max-age", "P30D"), Duration.ofHours(1));
        deliveries.provider.answers(Outcome.retry("HTTP status 429", asked));
        deliveries.deliver(hits(1));
        assertThat(deliveries.theOnePutBack().delay()).isEqualTo(delay);
    }

    @Test
    void receive_endlessWaitAskedFor_freesThePlace() {
        var deliveries = new Deliveries();
        deliveries.provider.answers(Outcome.retry("HTTP status 429", Duration.ofSeconds(Long.MAX_VALUE)));
        deliveries.deliver(hits(1));

        assertThat(deliveries.theOneDeadLetter().hits()).isEqualTo(hits(1));
        deliveries.clock.pass(Duration.ofDays(2));
        assertThat(deliveries.places()).isEqualTo(Deliveries.CONCURRENCY);
    }

    @Test
    void receive_waitAskedFor_holdsForAllBatchesUntilItIsOver() {
        var deliveries = new Deliveries();
        deliveries.provider.answers(Outcome.retry("HTTP status 429", Duration.ofSeconds(90)));
        deliveries.deliver(hits(1));
        deliveries.theOnePutBack();
        deliveries.clock.pass(Duration.ofSeconds(30));
        deliveries.deliver(hits(1));
        assertThat(deliveries.theOnePutBack().delay()).isEqualTo(60_250);
        assertThat(deliveries.provider.requests()).hasSize(1);

        deliveries.clock.pass(Duration.ofSeconds(60));
        deliveries.provider.answers(Outcome.ACCEPTED);
        deliveries.deliver(hits(1));
        assertThat(deliveries.counts.of(Fate.DELIVERED)).isEqualTo(1);
    }

    @Test
    void receive_retriesForLongerThanMaxAge_makesADeadLetterWithItsHistory() {
        var deliveries = new Deliveries(Map.of("sidetrack.delivery.max-age", "PT1H"), Duration.ofHours(1));
        deliveries.provider.answers(UNAVAILABLE);
        var first = deliveries.clock.millis();
        deliveries.deliver(hits(2));
        deliveries.clock.pass(Duration.ofMinutes(59));
        deliveries.deliver(deliveries.theOnePutBack());
        var back = deliveries.theOnePutBack();
        assertThat(back.property(QueueNames.FIRST_FAILURE)).isEqualTo(first);
        assertThat(back.property(QueueNames.ATTEMPTS)).isEqualTo(2);

        deliveries.clock.pass(Duration.ofMinutes(1));
        deliveries.deliver(back);
        assertThat(deliveries.jms.takeBack()).isEmpty();
        var buried = deliveries.theOneDeadLetter();
        assertThat(buried.hits()).isEqualTo(hits(2));
        assertThat(buried.properties()).isEqualTo(Map.of(
                QueueNames.PROVIDER, PROVIDER, QueueNames.REASON, "given up after PT1H: HTTP status 503", QueueNames.STATUS, 503,
                QueueNames.COUNT, 2, QueueNames.ATTEMPTS, 3, QueueNames.FIRST_FAILURE, first, QueueNames.DIED, deliveries.clock.millis()));
        assertThat(deliveries.counts.by(Fate.DEAD)).isEqualTo(Map.of(PROVIDER, 2L));
        assertThat(deliveries.counts.by(Fate.RETRIED)).isEqualTo(Map.of(PROVIDER, 4L));
    }

    @Test
    void receive_oldBatchNeverTried_isNotGivenUpAtTheFirstFailure() {
        var deliveries = new Deliveries(Map.of("sidetrack.delivery.max-age", "PT1H"), Duration.ofHours(1));
        deliveries.clock.pass(Duration.ofDays(3));
        deliveries.provider.answers(UNAVAILABLE);
        deliveries.deliver(hits(1));
        assertThat(deliveries.theOnePutBack().property(QueueNames.FIRST_FAILURE)).isEqualTo(deliveries.clock.millis());
    }

    @Test
    void receive_fifthBatchWhileFourHang_isPutBackAndLaterDelivered() throws InterruptedException {
        var deliveries = new Deliveries();
        var inside = new CountDownLatch(4);
        var end = new CountDownLatch(1);
        deliveries.provider.answer = hits -> {
            inside.countDown();
            end.await();
            return FakeProvider.accept(hits);
        };
        var threads = Stream.generate(() -> new Thread(() -> deliveries.deliver(hits(1)))).limit(4).toList();
        threads.forEach(Thread::start);
        inside.await();
        deliveries.deliver(hits(2));
        var back = deliveries.theOnePutBack();
        assertThat(back.property(QueueNames.DEFERRALS)).isEqualTo(1);
        assertThat(back.property(QueueNames.ATTEMPTS)).isEqualTo(0);
        assertThat(back.properties()).doesNotContainKey(QueueNames.FIRST_FAILURE);

        end.countDown();
        for (var thread : threads) {
            thread.join();
        }
        deliveries.deliver(back);
        assertThat(deliveries.jms.isEmpty()).isTrue();
        assertThat(deliveries.counts.of(Fate.DELIVERED)).isEqualTo(6);
    }

    @Test
    void receive_deferredWhileTheProviderIsBusy_waitsThreeSecondsAtMost() {
        var deliveries = new Deliveries();
        deliveries.places();
        assertThat(delaysOfDeferrals(deliveries, 5)).containsExactly(1250L, 1500L, 2000L, 3000L, 3000L);
        assertThat(deliveries.counts.of(Fate.RETRIED)).isZero();
    }

    @Test
    void receive_deferredWhileTheProviderIsAway_waitsTwiceAsLongUpToHalfAMinute() {
        var deliveries = new Deliveries();
        deliveries.provider.answers(Outcome.retry("HTTP status 429", Duration.ofSeconds(90)));
        deliveries.deliver(hits(1));
        deliveries.theOnePutBack();
        assertThat(delaysOfDeferrals(deliveries, 9).stream().map(delay -> delay - 90_000))
                .containsExactly(250L, 500L, 1000L, 2000L, 4000L, 8000L, 16_000L, 30_000L, 30_000L);
    }

    private static List<Long> delaysOfDeferrals(Deliveries deliveries, int times) {
        deliveries.deliver(hits(1));
        var delays = new ArrayList<Long>();
        for (var back = deliveries.theOnePutBack(); delays.size() < times; back = deliveries.theOnePutBack()) {
            delays.add(back.delay());
            deliveries.deliver(back);
        }
        return delays;
    }

    @Test
    void receive_failedAfterDeferrals_beginsToCountThemAnew() {
        var deliveries = new Deliveries();
        deliveries.provider.answers(UNAVAILABLE);
        deliveries.deliver(new Batch(PROVIDER, BatchCodec.write(hits(1)), 1, 0, 7, null));
        assertThat(deliveries.theOnePutBack().property(QueueNames.DEFERRALS)).isEqualTo(0);
    }

    @Test
    void receive_deferredWithLateHits_makesADeadLetterTheseAlready() {
        var deliveries = new Deliveries();
        deliveries.places();
        deliveries.provider.limits = deliveries.provider.limits.lateness(Duration.ofSeconds(10));
        var timely = Deliveries.hit(1, deliveries.clock.instant());
        deliveries.deliver(List.of(Deliveries.hit(0), timely));
        assertThat(deliveries.theOneDeadLetter().hits()).containsExactly(Deliveries.hit(0));
        assertThat(deliveries.theOnePutBack().hits()).containsExactly(timely);
    }

    @Test
    void receive_circuitOpen_defersUntilItIsTime() {
        var deliveries = new Deliveries();
        deliveries.provider.answer = any -> { throw new IOException("Connection refused"); };
        for (var failure = 0; failure < Deliveries.FAILURES; failure++) {
            assertThat(deliveries.circuit.state().circuit()).isEqualTo("CLOSED");
            deliveries.deliver(hits(1));
        }
        assertThat(deliveries.circuit.state().circuit()).isEqualTo("OPEN");
        deliveries.jms.takeBack();

        deliveries.deliver(hits(1));
        var back = deliveries.theOnePutBack();
        assertThat(back.property(QueueNames.ATTEMPTS)).isEqualTo(0);
        assertThat(back.property(QueueNames.DEFERRALS)).isEqualTo(1);
        assertThat(back.delay()).isCloseTo(Duration.ofHours(1).toMillis(), within(60_000L));
        assertThat(deliveries.provider.requests()).hasSize(Deliveries.FAILURES);
    }

    @Test
    void receive_circuitPauseOver_probesAndClosesAtTheFirstSuccess() {
        var deliveries = new Deliveries(Map.of(), Duration.ofNanos(1));
        deliveries.provider.answers(UNAVAILABLE);
        for (var failure = 0; failure < Deliveries.FAILURES + 2; failure++) {
            deliveries.deliver(hits(1));
        }
        assertThat(deliveries.provider.requests()).hasSize(Deliveries.FAILURES + 2);
        assertThat(deliveries.circuit.state().circuit()).isEqualTo("OPEN");

        deliveries.provider.answers(Outcome.ACCEPTED);
        deliveries.deliver(hits(1));
        assertThat(deliveries.circuit.state().circuit()).isEqualTo("CLOSED");
        assertThat(deliveries.circuit.state().trouble()).isNull();
        assertThat(deliveries.places()).isEqualTo(Deliveries.CONCURRENCY);
    }

    @Test
    void receive_onlyLateHitsAtAnOpenCircuit_isNoProbe() {
        var deliveries = new Deliveries(Map.of(), Duration.ofNanos(1));
        deliveries.provider.answers(UNAVAILABLE);
        for (var failure = 0; failure < Deliveries.FAILURES; failure++) {
            deliveries.deliver(hits(1));
        }
        deliveries.provider.limits = deliveries.provider.limits.lateness(Duration.ofSeconds(1));
        deliveries.deliver(hits(1));
        assertThat(deliveries.circuit.state().circuit()).isEqualTo("OPEN");
    }
}
