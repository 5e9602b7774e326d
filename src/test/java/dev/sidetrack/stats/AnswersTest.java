// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sidetrack.testing.ManualClock;
import java.lang.Thread.State;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class AnswersTest {

    private final ManualClock clock = new ManualClock(Instant.parse("2026-11-01T12:00:00Z"));
    private final Answers answers = new Answers(clock, Duration.ofSeconds(10));
    private final AtomicInteger asked = new AtomicInteger();

    @Test
    void answer_forTenSeconds_isRemembered() {
        assertThat(ask()).isEqualTo(1);
        clock.pass(Duration.ofMillis(9_999));
        assertThat(ask()).isEqualTo(1);
        clock.pass(Duration.ofMillis(1));
        assertThat(ask()).isEqualTo(2);
    }

    @Test
    void question_failed_isAskedAgain() {
        assertThatThrownBy(() -> answers.of("a", () -> {
                    throw new IllegalStateException("away");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(ask()).isEqualTo(1);
    }

    @Test
    void question_whileAnotherAsksTheSame_waitsForThatAnswer() throws Exception {
        var release = new CountDownLatch(1);
        var first = new FutureTask<>(() -> answers.of("a", () -> {
            asked.incrementAndGet();
            await(release);
            return 7;
        }));
        start(first);
        while (asked.get() == 0) {
            Thread.onSpinWait();
        }
        var second = new FutureTask<>(this::ask);
        var waiting = start(second);
        while (waiting.getState() != State.WAITING) {
            Thread.onSpinWait();
        }
        assertThat(answers.<Integer>of("another", () -> 8)).isEqualTo(8);
        release.countDown();

        assertThat(second.get(10, TimeUnit.SECONDS)).isEqualTo(7);
        assertThat(first.get()).isEqualTo(7);
        assertThat(asked).hasValue(1);
    }

    private int ask() {
        return answers.of("a", asked::incrementAndGet);
    }

    private static Thread start(FutureTask<Integer> task) {
        var thread = new Thread(task);
        thread.start();
        return thread;
    }

    private static void await(CountDownLatch release) {
        try {
            release.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
