// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.capture;

import static dev.sidetrack.SampleHits.TIME;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class HitIdsTest {

    @Test
    void at_anyTime_isVersion7WithTheMilliseconds() {
        var id = HitIds.at(TIME);
        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(id.getMostSignificantBits() >>> 16).isEqualTo(TIME.toEpochMilli());
        assertThat(UUID.fromString(id.toString())).isEqualTo(id);
    }

    @Test
    void at_laterByAMicrosecond_isLaterInTheAlphabet() {
        var time = TIME.truncatedTo(ChronoUnit.SECONDS);
        var before = HitIds.at(time).toString();
        for (var micros = 1; micros < 5000; micros++) {
            var after = HitIds.at(time.plus(micros, ChronoUnit.MICROS)).toString();
            assertThat(after).isGreaterThan(before);
            before = after;
        }
    }

    @Test
    void at_aMillionAtOneTime_areUnique() {
        var ids = new HashSet<UUID>(2_000_000);
        for (var i = 0; i < 1_000_000; i++) {
            ids.add(HitIds.at(TIME));
        }
        assertThat(ids.size()).isEqualTo(1_000_000);
    }
}
