// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidetrack.LogLines;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class QueueStateTest {

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1_000_000);
    private final QueueState state = new QueueState(nanos::get);
    private final LogLines log = LogLines.of("dev.sidetrack.queue");

    @AfterEach
    void closeLog() {
        log.close();
    }

    @Test
    void takesHits_fresh_isTrue() {
        assertThat(state.takesHits()).isTrue();
        assertThat(state.sinceLastSuccess()).isZero();
    }

    @Test
    void takesHits_refused_isFalseUntilAccepted() {
        state.sending();
        state.refused(new IllegalStateException("away"));
        pass(Duration.ofHours(1));
        assertThat(state.takesHits()).isFalse();
        state.sending();
        assertThat(state.takesHits()).isFalse();
        state.accepted();
        assertThat(state.takesHits()).isTrue();
    }

    @Test
    void takesHits_sendTakesThreeSeconds_isFalseUntilItEnds() {
        state.sending();
        pass(Duration.ofMillis(2_999));
        assertThat(state.takesHits()).isTrue();
        pass(Duration.ofMillis(1));
        assertThat(state.takesHits()).isFalse();
        state.accepted();
        pass(Duration.ofHours(1));
        assertThat(state.takesHits()).isTrue();
    }

    @Test
    void sinceLastSuccess_refused_goesOnFromTheSuccess() {
        pass(Duration.ofSeconds(5));
        state.accepted();
        pass(Duration.ofSeconds(7));
        state.refused(new IllegalStateException("away"));
        pass(Duration.ofSeconds(8));
        assertThat(state.sinceLastSuccess()).isEqualTo(Duration.ofSeconds(15));
    }

    @Test
    void refused_againAndAgain_isToldOnce() {
        for (var i = 0; i < 3; i++) {
            state.refused(new IllegalStateException("away"));
        }
        state.accepted();
        state.accepted();
        assertThat(log.lines())
                .containsExactly(
                        "WARNING The queue rejects hits, they wait in the buffer: java.lang.IllegalStateException: away",
                        "INFO The queue accepts hits again.");
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }
}
