// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidetrack.queue.Deliveries;
import java.time.Duration;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackoffTest {

    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration MOST = Duration.ofMinutes(10);

    @ParameterizedTest
    @CsvSource({
        "-7, 1",
        "0, 1",
        "1, 1",
        "2, 2",
        "3, 4",
        "9, 256",
        "10, 512",
        "11, 600",
        "12, 600",
        "31, 600",
        "1000, 600",
        "2147483647, 600"
    })
    void after_worstChance_doublesUpToTheMost(int tries, int seconds) {
        assertThat(backoff(new Deliveries.Highest()).after(tries)).isEqualTo(Duration.ofSeconds(seconds));
    }

    @Test
    void after_bestChance_isNoWait() {
        assertThat(backoff(() -> 0L).after(20)).isZero();
    }

    @Test
    void after_anyChance_isSpreadOverTheWholeRange() {
        var backoff = backoff(new Random(42));
        var waits = IntStream.range(0, 10_000)
                .mapToLong(i -> backoff.after(4).toMillis())
                .summaryStatistics();
        assertThat(waits.getMin()).isBetween(0L, 50L);
        assertThat(waits.getMax()).isBetween(7_950L, 8_000L);
        assertThat(waits.getAverage()).isBetween(3_900.0, 4_100.0);
    }

    @Test
    void after_firstLongerThanTheMost_isAtMostTheMost() {
        var backoff = new Backoff(Duration.ofHours(1), Duration.ofMillis(1), new Deliveries.Highest());
        assertThat(backoff.after(1)).isEqualTo(Duration.ofMillis(1));
    }

    @Test
    void after_longestSettings_doesNotOverflow() {
        var backoff = new Backoff(Duration.ofHours(1), Duration.ofDays(1), new Deliveries.Highest());
        assertThat(backoff.after(Integer.MAX_VALUE)).isEqualTo(Duration.ofDays(1));
    }

    private static Backoff backoff(RandomGenerator random) {
        return new Backoff(FIRST, MOST, random);
    }
}
