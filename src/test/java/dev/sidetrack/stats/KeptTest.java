// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.stats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidetrack.store.TestStore;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class KeptTest {

    @ParameterizedTest
    @MethodSource("dev.sidetrack.store.TestStore#databases")
    void text_kept_isReplacedOnlyByWhoKnowsIt(String database) {
        var stats = TestStore.on(database).stats();
        assertThat(stats.kept("mail")).isNull();
        assertThat(stats.keep("mail", "old", "new")).isFalse();
        assertThat(stats.keep("mail", null, "first")).isTrue();
        assertThat(stats.keep("mail", null, "second")).isFalse();
        assertThat(stats.keep("mail", "first", "second")).isTrue();
        assertThat(stats.kept("mail")).isEqualTo("second");
        assertThat(stats.kept("other")).isNull();
    }

    @ParameterizedTest
    @MethodSource("dev.sidetrack.store.TestStore#databases")
    void text_keptByManyAtOnce_isOnesOnly(String database) throws Exception {
        var stats = TestStore.on(database).stats();
        stats.kept("mail");
        var threads = Executors.newFixedThreadPool(4);
        try {
            var kept = threads.invokeAll(IntStream.range(0, 4)
                    .mapToObj(i -> (Callable<Boolean>) () -> stats.keep("mail", null, "node " + i))
                    .toList());
            var winners = 0;
            for (var each : kept) {
                winners += each.get() ? 1 : 0;
            }
            assertThat(winners).isEqualTo(1);
        } finally {
            threads.shutdown();
        }
    }
}
