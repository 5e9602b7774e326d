// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IsoTimeTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-03-04T05:06:07Z",
                "2026-03-04T05:06:07.100Z",
                "2026-03-04T05:06:07.000100Z",
                "2026-12-31T23:59:59.000000001Z",
                "2024-02-29T00:00:00.012Z",
                "0999-12-31T23:59:59Z",
                "+10000-01-01T00:00:00Z",
                "-0001-01-01T00:00:00Z"
            })
    void append_time_isWrittenAsItsStringIs(String time) {
        assertThat(written(Instant.parse(time))).isEqualTo(time);
    }

    @Property(tries = 200)
    void append_anyTime_isWrittenAsItsStringIs(
            @ForAll @LongRange(min = -99_999_999_999L, max = 999_999_999_999L) long seconds,
            @ForAll @IntRange(max = 999_999_999) int nanos) {
        var time = Instant.ofEpochSecond(seconds, nanos);
        assertThat(written(time)).isEqualTo(time.toString());
    }

    private static String written(Instant time) {
        var text = new StringBuilder();
        IsoTime.append(text, time);
        return text.toString();
    }
}
