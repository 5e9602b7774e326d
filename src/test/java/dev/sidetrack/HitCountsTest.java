// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidetrack.HitCounts.Fate;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HitCountsTest {

    private final HitCounts counts = new HitCounts();

    @Test
    void of_nothingHappened_isZero() {
        assertThat(counts.of(Fate.DROPPED)).isZero();
        assertThat(counts.by(Fate.DROPPED)).isEmpty();
    }

    @Test
    void by_severalDetails_tellsEach() {
        counts.add(Fate.EXCLUDED, "path", 2);
        counts.add(Fate.EXCLUDED, "method", 1);
        counts.add(Fate.EXCLUDED, "path", 3);
        counts.add(Fate.CAPTURED, 7);

        assertThat(counts.by(Fate.EXCLUDED)).isEqualTo(Map.of("path", 5L, "method", 1L));
        assertThat(counts.of(Fate.EXCLUDED)).isEqualTo(6);
        assertThat(counts.of(Fate.CAPTURED)).isEqualTo(7);
    }

    @Test
    void add_manyThreads_losesNothing() {
        IntStream.range(0, 10_000).parallel().forEach(i -> counts.add(Fate.DELIVERED, "p" + i % 3, 1));
        assertThat(counts.of(Fate.DELIVERED)).isEqualTo(10_000);
    }
}
