// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.delivery;

import static dev.sidetrack.SampleHits.TIME;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sidetrack.LogLines;
import dev.sidetrack.queue.Deliveries;
import dev.sidetrack.testing.ManualClock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CircuitTest {

    private static final Duration PAUSE = Duration.ofSeconds(4);

    private final ManualClock clock = new ManualClock(TIME);
    private final LogLines log = LogLines.of("dev.sidetrack.delivery");
    private final Circuit circuit =
            new Circuit("p", 3, PAUSE, new Backoff(Duration.ofSeconds(1), PAUSE, new Deliveries.Highest()), clock);

    @AfterEach
    void closeLog() {
        log.close();
    }

    @Test
    void pause_fresh_isNone() {
        assertThat(circuit.pause()).isZero();
        assertThat(circuit.isClosed()).isTrue();
        assertThat(circuit.state()).isEqualTo(new ProviderState("p", "CLOSED", null, null, false, null));
    }

    @Test
    void failed_soOftenInARow_opensAndTellsOnce() {
        circuit.failed("no", null);
        assertThat(circuit.pause()).isEqualTo(Duration.ofSeconds(1));
        circuit.failed("no", null);
        assertThat(circuit.pause()).isEqualTo(Duration.ofSeconds(2));
        assertThat(circuit.isClosed()).isTrue();
        assertThat(log.lines()).isEmpty();
        circuit.failed("no", null);
        assertThat(circuit.pause()).isEqualTo(PAUSE);
        assertThat(circuit.state()).isEqualTo(new ProviderState("p", "OPEN", "no", TIME, false, null));
        clock.pass(PAUSE);
        assertThat(circuit.state().circuit()).isEqualTo("HALF_OPEN");
        circuit.failed("still no", null);
        assertThat(circuit.pause()).isEqualTo(PAUSE);
        assertThat(log.lines()).containsExactly("WARNING p failed (no): its hits wait in the queue.");
    }

    @Test
    void succeeded_open_closesAndTells() {
        List.of(1, 2, 3).forEach(failure -> circuit.failed("no", null));
        circuit.succeeded();
        assertThat(circuit.isClosed()).isTrue();
        assertThat(circuit.pause()).isZero();
        assertThat(circuit.state()).isEqualTo(new ProviderState("p", "CLOSED", null, null, false, null));
        assertThat(log.lines()).endsWith("INFO p accepts hits again.");
        circuit.failed("no", null);
        assertThat(circuit.isClosed()).isTrue();
    }

    @Test
    void failed_withAWaitAskedFor_keepsTheLonger() {
        circuit.failed("HTTP status 429", Duration.ofSeconds(90));
        assertThat(circuit.pause()).isEqualTo(Duration.ofSeconds(90));
        circuit.failed("no", null);
        assertThat(circuit.pause()).isEqualTo(Duration.ofSeconds(90));
        circuit.retryNow();
        circuit.failed("HTTP status 429", Duration.ZERO);
        assertThat(circuit.pause()).isEqualTo(PAUSE);
    }

    @Test
    void stopped_againAndAgain_waitsTwiceAsLongUpToTenMinutes() {
        for (var seconds : List.of(10, 20, 40, 80, 160, 320, 600, 600)) {
            circuit.stopped("check the token");
            assertThat(circuit.pause()).isEqualTo(Duration.ofSeconds(seconds));
            clock.pass(circuit.pause());
        }
        assertThat(circuit.state().isStopped()).isTrue();
        circuit.failed("HTTP status 503", null);
        assertThat(circuit.state().isStopped()).isFalse();
        circuit.stopped("check the token");
        assertThat(circuit.pause()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void refused_forTheSameReasonEightTimes_isTheService() {
        for (var time = 0; time < 7; time++) {
            assertThat(circuit.refused("HTTP status 400")).isFalse();
        }
        assertThat(circuit.refused("HTTP status 413")).isFalse();
        for (var time = 0; time < 7; time++) {
            assertThat(circuit.refused("HTTP status 400")).isFalse();
        }
        assertThat(circuit.refused("HTTP status 400")).isTrue();
        circuit.tookSomething();
        assertThat(circuit.refused("HTTP status 400")).isFalse();
    }

    @Test
    void retryNow_paused_endsThePause() {
        circuit.stopped("check the token");
        circuit.retryNow();
        assertThat(circuit.pause()).isZero();
        assertThat(circuit.isClosed()).isFalse();
    }

    @Test
    void survived_lately_isTheMost() {
        assertThat(circuit.survived().failures()).isZero();
        circuit.survived(7);
        circuit.survived(3);
        assertThat(circuit.survived().failures()).isEqualTo(7);
        clock.pass(Duration.ofMinutes(61));
        assertThat(circuit.survived().failures()).isZero();
        circuit.survived(3);
        assertThat(circuit.survived().failures()).isEqualTo(3);
    }
}
