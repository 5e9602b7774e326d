// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sidetrack.SampleHits;
import dev.sidetrack.config.ConfigurationException;
import dev.sidetrack.stats.Dimension;
import dev.sidetrack.stats.Filter;
import dev.sidetrack.stats.Interval;
import dev.sidetrack.stats.Point;
import dev.sidetrack.stats.Query;
import dev.sidetrack.stats.Slice;
import dev.sidetrack.stats.Totals;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RetentionTest {

    private static final Query THEN = Query.of(LocalDate.of(2026, 11, 15), LocalDate.of(2026, 11, 26));

    @ParameterizedTest
    @MethodSource("dev.sidetrack.store.TestStore#databases")
    void removeOld_afterTheTime_dropsHitsThenVisitsAndKeepsTotals(String database) throws Exception {
        var store = TestStore.on(database);
        store.send(new RandomHits(21, TestStore.NOW, 6).visits(20));
        store.rollUp();
        var totals = store.stats().totals(THEN);
        var pages = store.stats().top(THEN, Dimension.PAGE, Slice.first(100));

        store.clock.pass(Duration.ofDays(14 * 31));
        store.store().removeOld();
        assertThat(store.number("select count(*) from sidetrack.hit")).isZero();
        assertThat(store.number("select count(*) from sidetrack.visit")).isPositive();
        if (database.equals("postgresql")) {
            assertThat(store.rows("select to_regclass(? || '.hit_2026_11')", schema(store))
                            .get(0)
                            .get(0))
                    .isNull();
        }
        // Even if all is marked, what cannot be counted again stays.
        store.update(
                "insert into sidetrack.dirty (site, hour_start) select site, hour_start from sidetrack.by_hour where site > 0");
        store.rollUp();
        assertThat(store.stats().totals(THEN)).isEqualTo(totals);
        assertThat(store.stats().top(THEN, Dimension.PAGE, Slice.first(100))).isEqualTo(pages);

        store.clock.pass(Duration.ofDays(12 * 31));
        store.store().removeOld();
        assertThat(store.number("select count(*) from sidetrack.visit")).isZero();
        store.update(
                "insert into sidetrack.dirty (site, hour_start) select site, hour_start from sidetrack.by_hour where site > 0");
        store.rollUp();
        assertThat(store.stats().totals(THEN)).isEqualTo(totals);
    }

    @ParameterizedTest
    @MethodSource("dev.sidetrack.store.TestStore#databases")
    void open_inAnotherTimeZone_sumsUpAllAgain(String database) throws Exception {
        var berlin = TestStore.on(database);
        var hits = new RandomHits(22, TestStore.NOW, 5).visits(20);
        berlin.send(hits);
        berlin.rollUp();
        berlin.store().release();
        var kolkata = berlin.another(Map.of("sidetrack.time-zone", "Asia/Kolkata"));
        kolkata.rollUp();
        var fresh = TestStore.on(database, Map.of("sidetrack.time-zone", "Asia/Kolkata"));
        fresh.send(hits);
        fresh.rollUp();
        for (var day = THEN.from(); !day.isAfter(THEN.to()); day = day.plusDays(1)) {
            var query = Query.of(day, day);
            assertThat(kolkata.stats().totals(query))
                    .as(day.toString())
                    .isEqualTo(fresh.stats().totals(query));
            assertThat(kolkata.stats().weekHours(query))
                    .as(day.toString())
                    .isEqualTo(fresh.stats().weekHours(query));
        }
    }

    @ParameterizedTest
    @MethodSource("dev.sidetrack.store.TestStore#databases")
    void open_inAZoneFurtherEast_leavesNothingOnTheDayBefore(String database) throws Exception {
        var newYork = TestStore.on(database, Map.of("sidetrack.time-zone", "America/New_York"));
        newYork.send(List.of(SampleHits.pageView().withTime(Instant.parse("2026-11-20T02:00:00Z"))));
        newYork.rollUp();
        newYork.store().release();
        var the19th = Query.of(LocalDate.of(2026, 11, 19), LocalDate.of(2026, 11, 19));
        assertThat(newYork.stats().totals(the19th).views()).isEqualTo(1);

        var berlin = newYork.another(Map.of("sidetrack.time-zone", "Europe/Berlin"));
        berlin.rollUp();
        assertThat(berlin.stats().totals(the19th)).isEqualTo(Totals.NONE);
        assertThat(berlin.stats().top(the19th, Dimension.PAGE, Slice.first(10)).rows())
                .isEmpty();
        assertThat(berlin.stats().totals(TestStore.ALL).views()).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("dev.sidetrack.store.TestStore#databases")
    void open_inAnotherZoneOnceHitsAreRemoved_keepsWhatCannotBeCountedAgain(String database) throws Exception {
        var newYork = TestStore.on(database, Map.of("sidetrack.time-zone", "America/New_York"));
        newYork.send(new RandomHits(24, TestStore.NOW, 6).visits(40));
        newYork.rollUp();
        var hits = newYork.stats().deliveries().stored();
        // As partitions are dropped, whose bounds are within a day.
        newYork.update("delete from sidetrack.hit where id < ?", HitIds.from(Instant.parse("2026-11-23T09:00:00Z")));
        newYork.store().release();

        var berlin = newYork.another(Map.of("sidetrack.time-zone", "Europe/Berlin", TestStore.key("keep-hits"), "P2D"));
        berlin.rollUp();
        assertThat(berlin.stats().deliveries().stored()).isEqualTo(hits);
    }

    @Test
    void open_inAZoneThatTheDatabaseDoesNotKnow_saysSo() {
        UnaryOperator<DataSource> ignorant = source -> proxy(DataSource.class, source, (method, arguments) -> {
            var result = method.invoke(source, arguments);
            return result instanceof Connection connection ? knowingNoZone(connection) : result;
        });
        assertThatThrownBy(() -> TestStore.through("h2", ignorant).store())
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("The database does not know the time zone Europe/Berlin: update its time zone data,"
                        + " or name another zone with sidetrack.time-zone.");
    }

    /** As a PostgreSQL without them. */
    private static Connection knowingNoZone(Connection connection) {
        return proxy(Connection.class, connection, (method, arguments) -> {
            if (method.getName().equals("prepareStatement") && ((String) arguments[0]).contains("formatdatetime")) {
                throw new SQLException("time zone \"Europe/Berlin\" not recognized", "22023");
            }
            return method.invoke(connection, arguments);
        });
    }

    private static <T> T proxy(Class<T> type, T whole, Calls calls) {
        return type.cast(Proxy.newProxyInstance(
                whole.getClass().getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> calls.of(method, arguments)));
    }

    private interface Calls {
        Object of(Method method, Object[] arguments) throws Exception;
    }

    @ParameterizedTest
    @MethodSource("dev.sidetrack.store.TestStore#databases")
    void open_inAZoneThatIsAnOffset_hasTheDaysOfAZoneWithThatOffset(String database) {
        var hits = new RandomHits(23, TestStore.NOW, 5).visits(40);
        var named = TestStore.on(database, Map.of("sidetrack.time-zone", "Asia/Karachi"));
        named.send(hits);
        named.rollUp();
        for (var zone : List.of("UTC+5", "+05:00")) {
            var offset = TestStore.on(database, Map.of("sidetrack.time-zone", zone));
            offset.send(hits);
            offset.rollUp();
            for (var query : List.of(TestStore.ALL, TestStore.ALL.filter(Filter.parse("language:not:none")))) {
                assertThat(days(offset, query)).as(zone).isEqualTo(days(named, query));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("dev.sidetrack.store.TestStore#databases")
    void rollUp_byANodeWhoseClockIsADayAhead_keepsOthersFromItForTwoMinutes(String database) {
        var ahead = TestStore.on(database);
        ahead.clock.pass(Duration.ofDays(1));
        ahead.rollUp();
        assertThat(ahead.number("select count(*) from sidetrack.lease where name = 'roll-up' and"
                        + " until between current_timestamp and current_timestamp + interval '2' minute"))
                .isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("dev.sidetrack.store.TestStore#databases")
    void rollUp_afterAClockWasAMonthAhead_sumsUpTheMonthThatGoesOn(String database) {
        for (var restarts : List.of(false, true)) {
            var store = TestStore.on(database);
            var hits = new RandomHits(24, TestStore.NOW, 5).visits(40);
            store.send(hits.subList(0, hits.size() / 2));
            store.rollUp();
            endLease(store);
            var ahead = store.another(Map.of());
            ahead.clock.pass(Duration.ofDays(31));
            ahead.rollUp();
            endLease(store);
            var next = restarts ? store.another(Map.of()) : store;
            next.rollUp();
            next.send(hits.subList(hits.size() / 2, hits.size()));
            next.rollUp();
            next.clock.pass(Duration.ofDays(31));
            next.rollUp();
            var fresh = TestStore.on(database);
            fresh.send(hits);
            fresh.rollUp();
            next.assertSameNumbersAs(fresh);
        }
    }

    @Test
    void visits_keptShorterThanTheirHits_areRefused() {
        assertThatThrownBy(() -> TestStore.on("h2", Map.of(TestStore.key("keep-visits"), "P12M")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("sidetrack.provider.own.keep-visits is P12M, shorter than"
                        + " sidetrack.provider.own.keep-hits, P13M: keep visits at least as long as their hits.");
        TestStore.on("h2", Map.of(TestStore.key("keep-visits"), "P30D", TestStore.key("keep-hits"), "P30D"));
    }

    private static List<Totals> days(TestStore store, Query query) {
        return store.stats().series(query, Interval.DAY).stream()
                .map(Point::totals)
                .toList();
    }

    private static void endLease(TestStore store) {
        store.update("update sidetrack.lease set until = current_timestamp - interval '1' second");
    }

    private static String schema(TestStore store) {
        return store.store().database().schema();
    }
}
