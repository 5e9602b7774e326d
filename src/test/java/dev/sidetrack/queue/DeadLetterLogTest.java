// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidetrack.LogLines;
import dev.sidetrack.SampleHits;
import dev.sidetrack.testing.ManualClock;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DeadLetterLogTest {

    private static final Duration HOUR = Duration.ofHours(1);

    private final LogLines log = LogLines.of("dev.sidetrack.queue");
    private final ManualClock clock = new ManualClock(SampleHits.TIME);
    private final DeadLetterLog letters = new DeadLetterLog(clock);

    @AfterEach
    void closeLog() {
        log.close();
    }

    @Test
    void tell_manyWithinAnHourAndThenSilence_tellsTheirNumberOnceTheHourIsOver() {
        die("p", "gone", 165);
        assertThat(log.lines()).containsExactly("WARNING Dead letter of p: gone (1 hits).");
        clock.pass(HOUR.minusMillis(1));
        letters.tellDue();
        assertThat(log.lines()).hasSize(1);

        clock.pass(Duration.ofMillis(1));
        letters.tellDue();
        letters.tellDue();
        assertThat(log.lines())
                .containsExactly(
                        "WARNING Dead letter of p: gone (1 hits).",
                        "WARNING Dead letter of p: gone (164 hits since the last message).");
    }

    @Test
    void tell_oneAfterTheOther_tellsEachHour() {
        for (var minute = 0; minute < 150; minute++) {
            die("p", "gone", 1);
            clock.pass(Duration.ofMinutes(1));
            letters.tellDue();
        }
        assertThat(log.lines())
                .containsExactly(
                        "WARNING Dead letter of p: gone (1 hits).",
                        "WARNING Dead letter of p: gone (59 hits since the last message).",
                        "WARNING Dead letter of p: gone (60 hits since the last message).");
    }

    @Test
    void tell_againAfterAnHourOfSilence_isToldAtOnce() {
        die("p", "gone", 1);
        clock.pass(HOUR);
        letters.tellDue();
        die("p", "gone", 2);
        assertThat(log.lines())
                .containsExactly(
                        "WARNING Dead letter of p: gone (1 hits).", "WARNING Dead letter of p: gone (1 hits).");
    }

    @Test
    void tellRest_someUntold_tellsTheirNumberOnce() {
        die("p", "gone", 3);
        die("", "unreadable", 1);
        letters.tellRest();
        letters.tellRest();
        assertThat(log.lines())
                .containsExactly(
                        "WARNING Dead letter of p: gone (1 hits).",
                        "WARNING Dead letter of the queue: unreadable (1 hits).",
                        "WARNING Dead letter of p: gone (2 hits since the last message).");
    }

    @Test
    void tell_reasonsThatDifferEachTime_areToldTogetherBeyondTwoHundred() {
        for (var i = 0; i < 300; i++) {
            die("p", "case " + i, 1);
        }
        assertThat(log.lines()).hasSize(201);
        clock.pass(HOUR);
        letters.tellDue();
        assertThat(log.lines())
                .hasSize(202)
                .last()
                .isEqualTo("WARNING Dead letter of p: other reasons (99 hits since the last message).");

        die("p", "case 301", 1);
        assertThat(log.lines()).last().isEqualTo("WARNING Dead letter of p: case 301 (1 hits).");
    }

    @Test
    void tell_reasonOfAProviderOfTheApplications_isOnePrintableLine() {
        letters.tell(DeadLetter.unreadable("bad \u202Ex\nFAKE\u2028LINE\u0085\u009B31m", SampleHits.TIME));
        assertThat(log.lines()).containsExactly("WARNING Dead letter of the queue: bad ?x?FAKE?LINE??31m (1 hits).");
    }

    private void die(String provider, String reason, int times) {
        for (var i = 0; i < times; i++) {
            letters.tell(new DeadLetter(provider, reason, 0, 1, 1, null, null));
        }
    }
}
