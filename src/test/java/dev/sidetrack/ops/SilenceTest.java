// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.ops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidetrack.HitCounts;
import dev.sidetrack.HitCounts.Count;
import dev.sidetrack.LogLines;
import java.util.List;
import org.junit.jupiter.api.Test;

class SilenceTest {

    private final HitCounts counts = new HitCounts();
    private final Silence silence = new Silence(counts);

    @Test
    void tell_noRequestInTime_warnsUntilOneComes() {
        assertThat(told(true))
                .singleElement()
                .asString()
                .startsWith("WARNING No request has reached the filter in 10 minutes.");
        assertThat(silence.lasts()).isTrue();
        counts.add(Count.EXCLUDED, "no-page", 1);
        assertThat(silence.lasts()).isFalse();
    }

    @Test
    void tell_aRequestInTime_saysNothing() {
        counts.add(Count.CAPTURED, 1);
        assertThat(told(true)).isEmpty();
        assertThat(silence.lasts()).isFalse();
    }

    @Test
    void tell_applicationEnded_saysNothing() {
        assertThat(told(false)).isEmpty();
        assertThat(silence.lasts()).isFalse();
    }

    private List<String> told(boolean isTime) {
        try (var log = LogLines.of("dev.sidetrack.ops")) {
            silence.tell(isTime);
            return log.lines();
        }
    }
}
