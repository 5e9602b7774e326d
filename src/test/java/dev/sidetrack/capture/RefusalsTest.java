// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.capture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidetrack.LogLines;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RefusalsTest {

    private static final String TOLD = "WARNING Beacon requests rejected since the last message: ";

    private final AtomicLong nanos = new AtomicLong();
    private final Refusals refusals = new Refusals(nanos::get);
    private final LogLines log = LogLines.of("dev.sidetrack.capture");

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void add_manyInAMinute_areToldByReasonInTheNext() {
        for (var i = 0; i < 90; i++) {
            refusals.add(i % 3 == 0 ? "rate" : "origin");
        }
        assertThat(log.lines()).containsExactly(TOLD + "{rate=1}");
        pass(Duration.ofMinutes(1));
        refusals.add("rate");
        assertThat(log.lines()).containsExactly(TOLD + "{rate=1}", TOLD + "{origin=60, rate=30}");
    }

    @Test
    void tell_afterABurst_leavesNothingUntold() {
        refusals.add("rate");
        refusals.add("rate");
        pass(Duration.ofSeconds(59));
        refusals.tell();
        assertThat(log.lines()).hasSize(1);
        pass(Duration.ofSeconds(1));
        refusals.tell();
        assertThat(log.lines()).containsExactly(TOLD + "{rate=1}", TOLD + "{rate=1}");
        pass(Duration.ofMinutes(1));
        refusals.tell();
        assertThat(log.lines()).hasSize(2);
    }

    private void pass(Duration duration) {
        nanos.addAndGet(duration.toNanos());
    }
}
