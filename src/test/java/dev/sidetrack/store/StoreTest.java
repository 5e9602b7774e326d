// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidetrack.SampleHits;
import dev.sidetrack.spi.Outcome;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StoreTest {

    @ParameterizedTest
    @MethodSource("dev.sidetrack.store.TestStore#databases")
    void send_sameHitsTwice_areStoredOnce(String database) {
        var store = TestStore.on(database);
        var hits = List.of(SampleHits.pageView(), SampleHits.pageView());
        assertThat(store.provider().send(hits)).containsOnly(Outcome.ACCEPTED);
        assertThat(store.provider().send(hits)).containsOnly(Outcome.ACCEPTED);
        assertThat(store.number("select count(*) from sidetrack.hit")).isEqualTo(1);
        assertThat(store.number("select sum(views) from sidetrack.visit")).isEqualTo(1);
        store.rollUp();
        assertThat(store.number("select sum(views) from sidetrack.by_hour where site = 0"))
                .isEqualTo(1);
    }
}
