// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidetrack.HitCounts.Count;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HitCountsTest {

    private final HitCounts counts = new HitCounts();

    @Test
    void of_nothingHappened_isZero() {
        assertThat(counts.of(Count.DROPPED)).isZero();
        assertThat(counts.by(Count.DROPPED)).isEmpty();
    }

    @Test
    void by_severalDetails_tellsEach() {
        counts.add(Count.EXCLUDED, "path", 2);
        counts.add(Count.EXCLUDED, "method", 1);
        counts.add(Count.EXCLUDED, "path", 3);
        counts.add(Count.CAPTURED, 7);

        assertThat(counts.by(Count.EXCLUDED)).isEqualTo(Map.of("path", 5L, "method", 1L));
        assertThat(counts.of(Count.EXCLUDED)).isEqualTo(6);
        assertThat(counts.of(Count.CAPTURED)).isEqualTo(7);
    }

    @Test
    void add_manyThreads_losesNothing() {
        IntStream.range(0, 10_000).parallel().forEach(i -> counts.add(Count.DELIVERED, "p" + i % 3, 1));
        assertThat(counts.of(Count.DELIVERED)).isEqualTo(10_000);
    }

    /** Weld gives its proxy for a bean that returns itself, and that one allocates at each call. */
    @Test
    void self_ofBeans_isTheyWithoutTheirProxies() {
        try (var weld = SeContainerInitializer.newInstance()
                .disableDiscovery()
                .addBeanClasses(HitCounts.class, HitOutcomes.class)
                .initialize()) {
            assertThat(weld.select(HitCounts.class).get().self().get()).isExactlyInstanceOf(HitCounts.class);
            assertThat(weld.select(HitOutcomes.class).get().self().get()).isExactlyInstanceOf(HitOutcomes.class);
        }
    }
}
