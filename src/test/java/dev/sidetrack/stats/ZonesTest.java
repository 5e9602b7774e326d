// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.stats;

import dev.sidetrack.store.RandomHits;
import dev.sidetrack.store.TestStore;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Hours, days, weeks and months are those of the zone's clocks, also where these change or are off by half an hour. */
class ZonesTest {

    private static final int VISITS = TestStore.FEW ? 60 : 150;

    @ParameterizedTest
    @MethodSource("zones")
    void everyAnswer_aroundAChangeOfClocks_isThatOfTheHits(String database, String zone, String changed) {
        var store = TestStore.on(database, Map.of("sidetrack.time-zone", zone));
        var change = Instant.parse(changed);
        // They end two days after the change, and most begin within three days.
        store.send(new RandomHits(zone.hashCode(), change.plusSeconds(3 * 86_400), 3).visits(VISITS));
        store.rollUp();
        var oracle = new Oracle(store);
        var day = store.store().zone().day(change);
        for (var query : List.of(
                Query.of(day, day),
                Query.of(day.minusDays(1), day.plusDays(1)),
                Query.of(day.minusDays(9), day.plusDays(9)).site("shop"),
                Query.of(day, day.plusDays(1)).filter(Filter.parse("country:is:AT")),
                Query.of(day.minusDays(1), day).filter(Filter.parse("page:not:/cart")))) {
            StatsOracleTest.assertAnswers(oracle, store.stats(), query);
        }
    }

    static Stream<Arguments> zones() {
        return TestStore.databases().stream()
                .flatMap(database -> Stream.of(
                        // Half an hour back, and forth.
                        Arguments.of(database, "Australia/Lord_Howe", "2026-04-04T15:00:00Z"),
                        Arguments.of(database, "Australia/Lord_Howe", "2026-10-03T15:30:00Z"),
                        // An hour back, off by half an hour.
                        Arguments.of(database, "America/St_Johns", "2026-11-01T04:30:00Z"),
                        // An hour forth, off by three quarters.
                        Arguments.of(database, "Pacific/Chatham", "2026-09-26T14:00:00Z"),
                        // Back from midnight to 23:00, and forth from midnight to 1:00.
                        Arguments.of(database, "Asia/Beirut", "2026-10-24T21:00:00Z"),
                        Arguments.of(database, "Asia/Beirut", "2026-03-28T22:00:00Z"),
                        // No change at all.
                        Arguments.of(database, "Asia/Kathmandu", "2026-11-08T18:15:00Z"),
                        Arguments.of(database, "Asia/Kolkata", "2026-11-08T18:30:00Z")));
    }
}
