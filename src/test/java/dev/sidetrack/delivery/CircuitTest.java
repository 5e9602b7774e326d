// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.delivery;

import static dev.sidetrack.SampleHits.TIME;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sidetrack.LogLines;
import dev.sidetrack.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CircuitTest {

    private static final Duration AT_ONCE = Duration.ofNanos(1);
    private static final Duration LONG = Duration.ofHours(1);

    private final ManualClock clock = new ManualClock(TIME);
    private final LogLines log = LogLines.of("dev.sidetrack.delivery");

    @AfterEach
    void closeLog() {
        log.close();
    }

    @Test
    void enter_asManyAsThereArePlaces_andOneMoreAfterEachEnd() {
        var circuit = circuit(2, 1000, LONG);
        assertThat(List.of(circuit.enter(), circuit.enter(), circuit.enter())).containsExactly(true, true, false);
        circuit.succeeded();
        assertThat(List.of(circuit.enter(), circuit.enter())).containsExactly(true, false);
        circuit.failed("no", null);
        assertThat(List.of(circuit.enter(), circuit.enter())).containsExactly(true, false);
        circuit.stopped("never");
        clock.pass(Duration.ofMinutes(10));
        assertThat(circuit.enter()).isFalse();
    }

    @Test
    void enter_manyThreads_neverMoreThanThereArePlaces() {
        var circuit = circuit(3, 1000, LONG);
        assertThat(IntStream.range(0, 1000).parallel().filter(i -> circuit.enter()).count()).isEqualTo(3);
        IntStream.range(0, 3).forEach(i -> circuit.succeeded());
        IntStream.range(0, 20_000).parallel().forEach(i -> {
            if (circuit.enter()) {
                if (i % 2 == 0) {
                    circuit.succeeded();
                } else {
                    circuit.failed("odd", null);
                }
            }
        });
        assertThat(IntStream.range(0, 10).filter(i -> circuit.enter()).count()).isEqualTo(3);
    }

    @Test
    void failed_soOftenInARow_opensAndTells() {
        var circuit = circuit(1, 3, LONG);
        fail(circuit, 2);
        circuit.enter();
        circuit.succeeded();
        fail(circuit, 2);
        assertThat(circuit.state().circuit()).isEqualTo("CLOSED");
        assertThat(circuit.state().openSince()).isNull();

        fail(circuit, 1);
        assertThat(circuit.state()).isEqualTo(new ProviderState("p", "OPEN", "failure 0", TIME, false, null));
        assertThat(circuit.enter()).isFalse();
        assertThat(circuit.closedFor()).isBetween(LONG.minusMinutes(1), LONG);
        assertThat(log.lines()).containsExactly("WARNING p fails (failure 0): its hits wait in the queue.");
    }

    @Test
    void enter_refusedByTheCircuit_keepsItsPlaceFree() {
        var circuit = circuit(1, 1, AT_ONCE);
        fail(circuit, 1);
        assertThat(circuit.enter()).isTrue();
        for (var i = 0; i < 5; i++) {
            assertThat(circuit.enter()).isFalse();
        }
        circuit.succeeded();
        assertThat(circuit.enter()).isTrue();
    }

    @Test
    void enter_halfOpen_letsOneProbeThrough() {
        var circuit = circuit(4, 3, AT_ONCE);
        fail(circuit, 3);
        assertThat(List.of(circuit.enter(), circuit.enter(), circuit.enter())).containsExactly(true, false, false);
        assertThat(circuit.state().circuit()).isEqualTo("HALF_OPEN");
    }

    @Test
    void failed_halfOpen_opensAgainAtOnceAndStillProbesLater() {
        var circuit = circuit(4, 3, AT_ONCE);
        fail(circuit, 3);
        for (var probe = 0; probe < 10; probe++) {
            clock.pass(Duration.ofSeconds(15));
            assertThat(circuit.enter()).isTrue();
            circuit.failed("still away", null);
            assertThat(circuit.state()).isEqualTo(new ProviderState("p", "OPEN", "still away", TIME, false, null));
        }
    }

    @Test
    void succeeded_halfOpen_closesForAllAndTells() {
        var circuit = circuit(4, 3, AT_ONCE);
        fail(circuit, 3);
        circuit.enter();
        circuit.succeeded();
        assertThat(circuit.state()).isEqualTo(new ProviderState("p", "CLOSED", null, null, false, null));
        assertThat(IntStream.range(0, 9).filter(i -> circuit.enter()).count()).isEqualTo(4);
        assertThat(log.lines()).last().isEqualTo("INFO p takes hits again.");
    }

    @Test
    void stopped_halfOpen_opensAgain() {
        var circuit = circuit(1, 1, AT_ONCE);
        fail(circuit, 1);
        circuit.enter();
        circuit.stopped("the token is wrong");
        assertThat(circuit.enter()).isFalse();
        clock.pass(Duration.ofMinutes(10));
        assertThat(circuit.enter()).isTrue();
        circuit.succeeded();
        assertThat(circuit.state().circuit()).isEqualTo("CLOSED");
    }

    @Test
    void isStopped_untilAnotherAnswer_isTrue() {
        var circuit = circuit(1, 1000, AT_ONCE);
        circuit.enter();
        circuit.stopped("the token is wrong");
        assertThat(circuit.state().isStopped()).isTrue();
        clock.pass(Duration.ofMinutes(10));
        circuit.enter();
        circuit.failed("HTTP status 503", null);
        assertThat(circuit.state().isStopped()).isFalse();

        circuit.enter();
        circuit.stopped("the token is wrong");
        clock.pass(Duration.ofMinutes(10));
        circuit.enter();
        circuit.succeeded();
        assertThat(circuit.state().isStopped()).isFalse();
    }

    @Test
    void succeeded_openSinceTheRequestBegan_keepsTellingWhatIsWrong() {
        var circuit = circuit(4, 2, LONG);
        circuit.enter();
        fail(circuit, 2);
        circuit.succeeded();
        assertThat(circuit.state()).isEqualTo(new ProviderState("p", "OPEN", "failure 1", TIME, false, null));
    }

    @Test
    void failed_withAWaitAskedFor_closesForSoLong() {
        var circuit = circuit(2, 1000, LONG);
        circuit.enter();
        circuit.failed("too many requests", Duration.ofSeconds(90));
        assertThat(circuit.closedFor()).isEqualTo(Duration.ofSeconds(90));
        clock.pass(Duration.ofSeconds(89));
        assertThat(circuit.enter()).isFalse();
        clock.pass(Duration.ofSeconds(1));
        assertThat(circuit.closedFor()).isZero();
        assertThat(circuit.enter()).isTrue();
        clock.pass(Duration.ofDays(1));
        assertThat(circuit.closedFor()).isZero();
    }

    @Test
    void failed_withAShorterWaitThanBefore_keepsTheLonger() {
        var circuit = circuit(3, 1000, AT_ONCE);
        IntStream.range(0, 3).forEach(i -> circuit.enter());
        circuit.failed("too many requests", Duration.ofSeconds(90));
        circuit.failed("too many requests", Duration.ofSeconds(1));
        assertThat(circuit.closedFor()).isEqualTo(Duration.ofSeconds(90));
        circuit.stopped("the token is wrong");
        assertThat(circuit.closedFor()).isEqualTo(Duration.ofMinutes(10));
    }

    @Test
    void failed_afterAStop_keepsItsPause() {
        var circuit = circuit(2, 1000, AT_ONCE);
        IntStream.range(0, 2).forEach(i -> circuit.enter());
        circuit.stopped("the token is wrong");
        circuit.failed("too many requests", Duration.ofSeconds(1));
        assertThat(circuit.closedFor()).isEqualTo(Duration.ofMinutes(10));
    }

    @Test
    void stopped_once_closesForTenMinutes() {
        var circuit = circuit(1, 5, AT_ONCE);
        circuit.enter();
        circuit.stopped("the token is wrong");
        assertThat(circuit.state()).isEqualTo(new ProviderState("p", "OPEN", "the token is wrong", TIME, true, null));
        assertThat(circuit.closedFor()).isEqualTo(Duration.ofMinutes(10));
        assertThat(circuit.enter()).isFalse();
    }

    @Test
    void closedFor_fresh_isNothing() {
        assertThat(circuit(1, 1, LONG).closedFor()).isZero();
    }

    @Test
    void oldestWaiting_severalPutBack_isTheOldestUntilItIsSettled() {
        var circuit = circuit(1, 1, LONG);
        assertThat(circuit.oldestWaiting()).isNull();
        circuit.waits(at(20));
        circuit.waits(at(10));
        circuit.waits(at(30));
        assertThat(circuit.oldestWaiting()).isEqualTo(at(10));

        circuit.settled(at(30));
        assertThat(circuit.oldestWaiting()).isEqualTo(at(10));
        circuit.settled(at(10));
        assertThat(circuit.oldestWaiting()).isNull();
        circuit.waits(at(20));
        assertThat(circuit.oldestWaiting()).isEqualTo(at(20));
    }

    @Test
    void oldestWaiting_notSeenForLong_isForgotten() {
        var circuit = circuit(1, 1, LONG);
        circuit.waits(at(10));
        clock.pass(Duration.ofMinutes(15));
        assertThat(circuit.oldestWaiting()).isEqualTo(at(10));
        clock.pass(Duration.ofMillis(1));
        assertThat(circuit.oldestWaiting()).isNull();
        circuit.waits(at(30));
        assertThat(circuit.oldestWaiting()).isEqualTo(at(30));
    }

    private Circuit circuit(int concurrency, int failures, Duration pause) {
        return new Circuit("p", concurrency, failures, pause, clock);
    }

    private static void fail(Circuit circuit, int times) {
        for (var left = times - 1; left >= 0; left--) {
            assertThat(circuit.enter()).isTrue();
            circuit.failed("failure " + (times == 1 ? 0 : times - 1 - left), null);
        }
    }

    private static Instant at(int second) {
        return TIME.plusSeconds(second);
    }
}
