// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.stats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidetrack.store.RandomHits;
import dev.sidetrack.store.TestStore;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** With very many visits, filtered answers are estimated from some of the visitors, and say so. */
class SampleTest {

    private static final Query QUERY = TestStore.ALL.filter(Filter.parse("language:not:none"));

    @ParameterizedTest
    @MethodSource("samples")
    void answers_ofMoreVisits_areThoseOfAPartOfTheVisitorsTimesItsShare(
            String database, long visits, int buckets, int factor) {
        var store = TestStore.on(database);
        store.send(new RandomHits(61, TestStore.NOW, 5).visits(150));
        store.rollUp();
        var exact = store.stats().totals(QUERY);
        assertThat(exact.exact()).isTrue();
        store.update("update sidetrack.by_hour set visits = 0");
        store.update(
                "update sidetrack.by_hour set visits = ? where site = 0 and hour_start ="
                        + " (select min(hour_start) from sidetrack.by_hour where site = 0)",
                visits);

        var stats = store.stats();
        var looked = store.number("select count(*) from sidetrack.visit where kind > 0 and bucket < ?", buckets);
        assertThat(stats.totals(QUERY).visits()).isEqualTo(factor * looked);
        assertThat(stats.totals(QUERY).exact()).isEqualTo(factor == 1);
        var devices = stats.top(QUERY, Dimension.DEVICE, Slice.first(10));
        assertThat(devices.exact()).isEqualTo(factor == 1);
        assertThat(devices.rows().stream().mapToLong(Row::visits).sum()).isEqualTo(factor * looked);
        assertThat(stats.totals(QUERY.exact())).isEqualTo(exact);
    }

    static Stream<Arguments> samples() {
        return TestStore.databases().stream()
                .flatMap(database -> Stream.of(
                        Arguments.of(database, 500_000, 1_024, 1),
                        Arguments.of(database, 500_001, 128, 8),
                        Arguments.of(database, 4_000_001, 64, 16)));
    }
}
