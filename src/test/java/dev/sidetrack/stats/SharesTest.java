// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.stats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidetrack.store.TestStore;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SharesTest {

    private static final String HASH = "0123456789abcdef".repeat(4);

    @ParameterizedTest
    @MethodSource("dev.sidetrack.store.TestStore#databases")
    void share_added_isThereUntilItEndsOrIsRemoved(String database) {
        var store = TestStore.on(database);
        var stats = store.stats();
        var day = store.clock.instant().plus(Duration.ofDays(1));
        var shared = stats.addShare(HASH, "blog", day);
        assertThat(shared).isEqualTo(new Share(HASH, "blog", store.clock.instant(), day));
        assertThat(stats.share(HASH)).isEqualTo(shared);
        assertThat(stats.share(HASH.replace('0', '1'))).isNull();

        stats.addShare(HASH.replace('0', '2'), "", day.plus(Duration.ofDays(1)));
        assertThat(stats.shares()).hasSize(2);
        stats.removeShare(HASH.replace('0', '2'));
        assertThat(stats.shares()).containsExactly(shared);

        store.clock.pass(Duration.ofDays(1));
        assertThat(stats.share(HASH)).isNull();
        assertThat(stats.shares()).isEmpty();
    }
}
