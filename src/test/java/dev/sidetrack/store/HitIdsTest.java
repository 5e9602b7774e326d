// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidetrack.Uuids;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class HitIdsTest {

    private static final Instant TIME = Instant.parse("2026-11-26T14:10:00.123Z");

    @Test
    void time_ofAnIdOfEveryMicrosecond_isThat() {
        for (var micros = 0; micros < 1_000; micros++) {
            var time = TIME.plus(micros, ChronoUnit.MICROS);
            assertThat(HitIds.time(Uuids.at(time, -1))).isEqualTo(time);
        }
    }

    @Test
    void id_thatTellsTheTime_staysAsItIs() {
        var time = TIME.plusNanos(456_789);
        var id = Uuids.at(time, 42);

        assertThat(HitIds.of(id, time)).isEqualTo(id);
    }

    @Test
    void id_thatTellsAnotherTimeOrNone_isReplacedByOneThatDoes() {
        var time = TIME.plusNanos(456_000);
        for (var id : new UUID[] {
            UUID.fromString("3c6e0b8a-9c15-4a3b-8f0e-2f1d5c7b9a10"),
            new UUID(time.toEpochMilli() << 16 | 0x7FFF, 0x8000_0000_0000_0001L),
            new UUID(time.minusMillis(1).toEpochMilli() << 16 | 0x7FFF, 0x8000_0000_0000_0001L),
            new UUID(Uuids.at(time, 0).getMostSignificantBits(), 1)
        }) {
            var ours = HitIds.of(id, time);
            assertThat(ours).isNotEqualTo(id).isEqualTo(HitIds.of(id, time));
            assertThat(HitIds.time(ours)).isEqualTo(time);
            assertThat(ours.version()).isEqualTo(7);
        }
    }
}
