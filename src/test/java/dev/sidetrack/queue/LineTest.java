// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.queue;

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

class LineTest {

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
        var line = line(2, 1000, LONG);
        assertThat(List.of(line.enter(), line.enter(), line.enter())).containsExactly(true, true, false);
        line.succeeded();
        assertThat(List.of(line.enter(), line.enter())).containsExactly(true, false);
        line.failed("no", null);
        assertThat(List.of(line.enter(), line.enter())).containsExactly(true, false);
        line.stopped("never");
        clock.pass(Duration.ofMinutes(10));
        assertThat(line.enter()).isFalse();
    }

    @Test
    void enter_manyThreads_neverMoreThanThereArePlaces() {
        var line = line(3, 1000, LONG);
        assertThat(IntStream.range(0, 1000).parallel().filter(i -> line.enter()).count()).isEqualTo(3);
        IntStream.range(0, 3).forEach(i -> line.succeeded());
        IntStream.range(0, 20_000).parallel().forEach(i -> {
            if (line.enter()) {
                if (i % 2 == 0) {
                    line.succeeded();
                } else {
                    line.failed("odd", null);
                }
            }
        });
        assertThat(IntStream.range(0, 10).filter(i -> line.enter()).count()).isEqualTo(3);
    }

    @Test
    void failed_soOftenInARow_opensAndTells() {
        var line = line(1, 3, LONG);
        fail(line, 2);
        line.enter();
        line.succeeded();
        fail(line, 2);
        assertThat(line.state().circuit()).isEqualTo("CLOSED");
        assertThat(line.state().openSince()).isNull();

        fail(line, 1);
        assertThat(line.state()).isEqualTo(new ProviderState("p", "OPEN", "failure 0", TIME, false, null));
        assertThat(line.enter()).isFalse();
        assertThat(line.closedFor()).isBetween(LONG.minusMinutes(1), LONG);
        assertThat(log.lines()).containsExactly("WARNING p fails (failure 0): its hits wait in the queue.");
    }

    @Test
    void enter_refusedByTheCircuit_keepsItsPlaceFree() {
        var line = line(1, 1, AT_ONCE);
        fail(line, 1);
        assertThat(line.enter()).isTrue();
        for (var i = 0; i < 5; i++) {
            assertThat(line.enter()).isFalse();
        }
        line.succeeded();
        assertThat(line.enter()).isTrue();
    }

    @Test
    void enter_halfOpen_letsOneProbeThrough() {
        var line = line(4, 3, AT_ONCE);
        fail(line, 3);
        assertThat(List.of(line.enter(), line.enter(), line.enter())).containsExactly(true, false, false);
        assertThat(line.state().circuit()).isEqualTo("HALF_OPEN");
    }

    @Test
    void failed_halfOpen_opensAgainAtOnceAndStillProbesLater() {
        var line = line(4, 3, AT_ONCE);
        fail(line, 3);
        for (var probe = 0; probe < 10; probe++) {
            clock.pass(Duration.ofSeconds(15));
            assertThat(line.enter()).isTrue();
            line.failed("still away", null);
            assertThat(line.state()).isEqualTo(new ProviderState("p", "OPEN", "still away", TIME, false, null));
        }
    }

    @Test
    void succeeded_halfOpen_closesForAllAndTells() {
        var line = line(4, 3, AT_ONCE);
        fail(line, 3);
        line.enter();
        line.succeeded();
        assertThat(line.state()).isEqualTo(new ProviderState("p", "CLOSED", null, null, false, null));
        assertThat(IntStream.range(0, 9).filter(i -> line.enter()).count()).isEqualTo(4);
        assertThat(log.lines()).last().isEqualTo("INFO p takes hits again.");
    }

    @Test
    void stopped_halfOpen_opensAgain() {
        var line = line(1, 1, AT_ONCE);
        fail(line, 1);
        line.enter();
        line.stopped("the token is wrong");
        assertThat(line.enter()).isFalse();
        clock.pass(Duration.ofMinutes(10));
        assertThat(line.enter()).isTrue();
        line.succeeded();
        assertThat(line.state().circuit()).isEqualTo("CLOSED");
    }

    @Test
    void isStopped_untilAnotherAnswer_isTrue() {
        var line = line(1, 1000, AT_ONCE);
        line.enter();
        line.stopped("the token is wrong");
        assertThat(line.state().isStopped()).isTrue();
        clock.pass(Duration.ofMinutes(10));
        line.enter();
        line.failed("HTTP status 503", null);
        assertThat(line.state().isStopped()).isFalse();

        line.enter();
        line.stopped("the token is wrong");
        clock.pass(Duration.ofMinutes(10));
        line.enter();
        line.succeeded();
        assertThat(line.state().isStopped()).isFalse();
    }

    @Test
    void succeeded_openSinceTheRequestBegan_keepsTellingWhatIsWrong() {
        var line = line(4, 2, LONG);
        line.enter();
        fail(line, 2);
        line.succeeded();
        assertThat(line.state()).isEqualTo(new ProviderState("p", "OPEN", "failure 1", TIME, false, null));
    }

    @Test
    void failed_withAWaitAskedFor_closesForSoLong() {
        var line = line(2, 1000, LONG);
        line.enter();
        line.failed("too many requests", Duration.ofSeconds(90));
        assertThat(line.closedFor()).isEqualTo(Duration.ofSeconds(90));
        clock.pass(Duration.ofSeconds(89));
        assertThat(line.enter()).isFalse();
        clock.pass(Duration.ofSeconds(1));
        assertThat(line.closedFor()).isZero();
        assertThat(line.enter()).isTrue();
        clock.pass(Duration.ofDays(1));
        assertThat(line.closedFor()).isZero();
    }

    @Test
    void failed_withAShorterWaitThanBefore_keepsTheLonger() {
        var line = line(3, 1000, AT_ONCE);
        IntStream.range(0, 3).forEach(i -> line.enter());
        line.failed("too many requests", Duration.ofSeconds(90));
        line.failed("too many requests", Duration.ofSeconds(1));
        assertThat(line.closedFor()).isEqualTo(Duration.ofSeconds(90));
        line.stopped("the token is wrong");
        assertThat(line.closedFor()).isEqualTo(Duration.ofMinutes(10));
    }

    @Test
    void failed_afterAStop_keepsItsPause() {
        var line = line(2, 1000, AT_ONCE);
        IntStream.range(0, 2).forEach(i -> line.enter());
        line.stopped("the token is wrong");
        line.failed("too many requests", Duration.ofSeconds(1));
        assertThat(line.closedFor()).isEqualTo(Duration.ofMinutes(10));
    }

    @Test
    void stopped_once_closesForTenMinutes() {
        var line = line(1, 5, AT_ONCE);
        line.enter();
        line.stopped("the token is wrong");
        assertThat(line.state()).isEqualTo(new ProviderState("p", "OPEN", "the token is wrong", TIME, true, null));
        assertThat(line.closedFor()).isEqualTo(Duration.ofMinutes(10));
        assertThat(line.enter()).isFalse();
    }

    @Test
    void closedFor_fresh_isNothing() {
        assertThat(line(1, 1, LONG).closedFor()).isZero();
    }

    @Test
    void oldestWaiting_severalPutBack_isTheOldestUntilItIsSettled() {
        var line = line(1, 1, LONG);
        assertThat(line.oldestWaiting()).isNull();
        line.waits(at(20));
        line.waits(at(10));
        line.waits(at(30));
        assertThat(line.oldestWaiting()).isEqualTo(at(10));

        line.settled(at(30));
        assertThat(line.oldestWaiting()).isEqualTo(at(10));
        line.settled(at(10));
        assertThat(line.oldestWaiting()).isNull();
        line.waits(at(20));
        assertThat(line.oldestWaiting()).isEqualTo(at(20));
    }

    @Test
    void oldestWaiting_notSeenForLong_isForgotten() {
        var line = line(1, 1, LONG);
        line.waits(at(10));
        clock.pass(Duration.ofMinutes(15));
        assertThat(line.oldestWaiting()).isEqualTo(at(10));
        clock.pass(Duration.ofMillis(1));
        assertThat(line.oldestWaiting()).isNull();
        line.waits(at(30));
        assertThat(line.oldestWaiting()).isEqualTo(at(30));
    }

    private Line line(int concurrency, int failures, Duration pause) {
        return new Line("p", new FakeProvider(), concurrency, failures, pause, clock);
    }

    private static void fail(Line line, int times) {
        for (var left = times - 1; left >= 0; left--) {
            assertThat(line.enter()).isTrue();
            line.failed("failure " + (times == 1 ? 0 : times - 1 - left), null);
        }
    }

    private static Instant at(int second) {
        return TIME.plusSeconds(second);
    }
}
