// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidetrack.LogLines;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class RepeatedTaskTest {

    private static final Duration SHORT = Duration.ofNanos(1);
    private static final Duration LONG = Duration.ofMinutes(1);

    private final Queue<String> done = new ConcurrentLinkedQueue<>();
    private Thread thread;

    @Test
    void start_shortPause_goesRoundAgainAndAgain() throws InterruptedException {
        var three = new CountDownLatch(3);
        var rounds = new RepeatedTask("test", SHORT, three::countDown, () -> done.add("end"));
        rounds.start(this::thread);
        three.await();
        rounds.stop(LONG);
        assertThat(thread.getName()).isEqualTo("sidetrack-test");
        assertThat(thread.isAlive()).isFalse();
        assertThat(done).containsExactly("end");
    }

    @Test
    void start_firstRoundAtOnce_waitsForNoPause() throws InterruptedException {
        var one = new CountDownLatch(1);
        var rounds = new RepeatedTask("test", LONG, one::countDown, () -> done.add("end"));
        rounds.start(this::thread, Duration.ZERO);
        one.await();
        rounds.stop(LONG);
        assertThat(done).containsExactly("end");
    }

    @Test
    void start_roundFails_isToldAndTheNextComesAllTheSame() throws InterruptedException {
        var three = new CountDownLatch(3);
        var rounds = new RepeatedTask(
                "test",
                SHORT,
                () -> {
                    three.countDown();
                    throw new StackOverflowError();
                },
                () -> done.add("end"));
        try (var log = LogLines.of("dev.sidetrack.config")) {
            rounds.start(this::thread);
            three.await();
            rounds.stop(LONG);
            assertThat(log.lines())
                    .contains("WARNING A round of sidetrack-test failed, the next one starts after " + SHORT
                            + ": java.lang.StackOverflowError.");
        }
        assertThat(done).containsExactly("end");
    }

    @Test
    void stop_inAPause_endsAtOnceWithoutAnotherRound() {
        var rounds = new RepeatedTask("test", LONG, () -> done.add("round"), () -> done.add("end"));
        rounds.start(this::thread);
        rounds.stop(LONG);
        assertThat(done).containsExactly("end");
    }

    @Test
    void stop_inARoundThatHangs_isPatientForSoLong() throws InterruptedException {
        var begun = new CountDownLatch(1);
        var free = new CountDownLatch(1);
        var rounds = new RepeatedTask("test", SHORT, () -> hang(begun, free), () -> done.add("end"));
        rounds.start(this::thread);
        begun.await();
        rounds.stop(Duration.ofMillis(1));
        assertThat(thread.isAlive()).isTrue();
        free.countDown();
        thread.join();
        assertThat(done).containsExactly("end");
    }

    @Test
    void interrupted_inAPause_endsWithoutTheInterrupt() throws InterruptedException {
        var rounds = new RepeatedTask(
                "test",
                LONG,
                () -> done.add("round"),
                () -> done.add("end, interrupted: " + Thread.currentThread().isInterrupted()));
        rounds.start(this::thread);
        thread.interrupt();
        thread.join();
        assertThat(done).containsExactly("end, interrupted: false");
    }

    @Test
    void stop_neverStarted_doesNothing() {
        new RepeatedTask("test", LONG, () -> done.add("round"), () -> done.add("end")).stop(LONG);
        assertThat(done).isEmpty();
    }

    private Thread thread(Runnable work) {
        thread = new Thread(work);
        return thread;
    }

    private static void hang(CountDownLatch begun, CountDownLatch free) {
        begun.countDown();
        try {
            free.await();
        } catch (InterruptedException hurried) {
            throw new IllegalStateException(hurried);
        }
    }
}
