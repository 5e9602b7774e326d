// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidetrack.stats.Dimension;
import dev.sidetrack.stats.Filter;
import dev.sidetrack.stats.Interval;
import dev.sidetrack.stats.Query;
import dev.sidetrack.stats.Slice;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a batch and an answer cost at the database, counted. */
class StatementsTest {

    private static final Pattern HITS_OR_VISITS = Pattern.compile("\\b(hit|visit)\\b");
    private static final Pattern HOURS = Pattern.compile("Index Cond: .*site = .*date_trunc.* >= .*date_trunc.* < ");
    /** What is expected and what is there. */
    private static final Pattern ROWS = Pattern.compile("on visit v .*? rows=(\\d+) .*? rows=(\\d+) ");

    private final List<String> calls = new ArrayList<>();
    private final List<String> statements = new ArrayList<>();

    @Test
    @EnabledIfSystemProperty(named = "store.postgres", matches = ".+")
    void send_inSteadyState_isOneStatementAndOneCommit() {
        var store = TestStore.through("postgresql", this::counting);
        var hits = new RandomHits(41, TestStore.NOW, 2).visits(60);
        store.send(hits.subList(0, 100));
        calls.clear();
        // Their texts are known by now: other hits of the same pages and visitors.
        store.send(
                new RandomHits(41, TestStore.NOW.plusSeconds(1), 2).visits(60).subList(0, 100));
        assertThat(calls).containsExactly("prepareStatement", "commit");
    }

    @ParameterizedTest
    @MethodSource("dev.sidetrack.store.TestStore#databases")
    void stats_withoutFilters_readNeitherHitsNorVisits(String database) {
        var store = TestStore.through(database, this::counting);
        store.send(new RandomHits(42, TestStore.NOW, 2).visits(10));
        store.rollUp();
        var stats = store.stats();
        for (var site : Arrays.asList(null, "shop")) {
            // Months that are over and days, but not today, for which the newest hits are summed up first.
            var query = Query.of(LocalDate.of(2025, 10, 27), LocalDate.of(2026, 11, 25))
                    .site(site);
            statements.clear();
            assertThat(stats.totals(query).views()).isPositive();
            stats.totals(query.before());
            stats.series(query, Interval.DAY);
            stats.series(query, Interval.MONTH);
            stats.series(Query.of(query.to(), query.to()).site(site), Interval.HOUR);
            stats.rising(query, Slice.first(10));
            stats.goals(query, 10);
            stats.weekHours(query);
            stats.slowest(query, 1, Slice.first(10));
            stats.notes(query);
            for (var dimension : Dimension.values()) {
                stats.top(query, dimension, Slice.first(10));
            }
            assertThat(statements)
                    .hasSizeGreaterThan(20)
                    .noneMatch(sql -> HITS_OR_VISITS.matcher(sql).find());
        }
        statements.clear();
        stats.totals(
                Query.of(LocalDate.of(2026, 11, 25), LocalDate.of(2026, 11, 25)).filter(Filter.parse("page:is:/")));
        assertThat(statements).anyMatch(sql -> HITS_OR_VISITS.matcher(sql).find());
    }

    /**
     * Also of a day that begins within an hour, and of a sample. Expecting too few, PostgreSQL would loop over them.
     */
    @ParameterizedTest
    @EnabledIfSystemProperty(named = "store.postgres", matches = ".+")
    @ValueSource(strings = {"Europe/Berlin", "Asia/Kolkata"})
    void visits_ofADay_areFoundByTheirHoursAndExpected(String zone) throws Exception {
        var store = TestStore.on("postgresql", Map.of("sidetrack.time-zone", zone));
        store.send(new RandomHits(44, TestStore.NOW, 12).visits(3_000));
        store.update("analyze sidetrack.visit");
        var day = LocalDate.of(2026, 11, 20);
        var days = store.store().zone();
        for (var sample : List.of("", " and v.bucket < 128")) {
            var plan = store.store().change(session -> {
                session.run("set local enable_seqscan = off");
                return session.list(
                        "explain (analyze, timing off) select * from sidetrack.visit v where v.site in ("
                                + RollUp.sites(session) + ") and " + Dialect.POSTGRESQL.began() + sample,
                        row -> row.getString(1),
                        days.start(day),
                        days.start(day.plusDays(1)));
            });
            assertThat(plan).anyMatch(line -> HOURS.matcher(line).find());
            var rows = ROWS.matcher(plan.get(0));
            assertThat(rows.find()).as(plan.toString()).isTrue();
            assertThat(Double.parseDouble(rows.group(1)))
                    .as(plan.toString())
                    .isBetween(Integer.parseInt(rows.group(2)) / 2.0, Integer.parseInt(rows.group(2)) * 2.0);
        }
    }

    @Test
    @EnabledIfSystemProperty(named = "store.postgres", matches = ".+")
    void statements_aboutVisitsOfAPeriod_giveTheirHours() throws Exception {
        var store = TestStore.through("postgresql", this::counting);
        store.send(new RandomHits(45, TestStore.NOW, 2).visits(10));
        statements.clear();
        store.rollUp();
        store.store().removeOld();
        var stats = store.stats();
        var query = TestStore.ALL.filter(Filter.parse("language:not:none"));
        stats.totals(query);
        stats.series(query, Interval.DAY);
        stats.weekHours(query);
        for (var dimension : Dimension.values()) {
            stats.top(query, dimension, Slice.first(10));
        }
        assertThat(statements)
                .filteredOn(sql -> sql.contains(Dialect.POSTGRESQL.began().replace("sidetrack.", "")))
                .hasSizeGreaterThan(20);
        assertThat(statements).noneMatch(sql -> sql.contains("v.started >= ?"));
    }

    /** H2 once looked through all visits again for each path that there is, which the limit of five seconds ends. */
    @ParameterizedTest
    @EnabledIfSystemProperty(named = "store.postgres", matches = ".+", disabledReason = "so many hits take seconds")
    @MethodSource("dev.sidetrack.store.TestStore#databases")
    void topPages_filteredAmongManyPaths_areNotBrokenOff(String database) {
        var store = TestStore.on(database);
        var number = new AtomicInteger();
        store.send(new RandomHits(43, TestStore.NOW, 2)
                .visits(600).stream()
                        .map(hit -> hit.withPage(hit.page().withPath("/" + number.getAndIncrement())))
                        .toList());
        var pages = store.stats()
                .top(TestStore.ALL.filter(Filter.parse("language:not:none")), Dimension.PAGE, Slice.first(10));
        assertThat(pages.total()).isGreaterThan(1_000);
    }

    private DataSource counting(DataSource source) {
        return (DataSource) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
                    var result = method.invoke(source, arguments);
                    return result instanceof Connection connection ? counting(connection) : result;
                });
    }

    private Connection counting(Connection connection) {
        return (Connection) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    if (List.of("prepareStatement", "createStatement", "commit", "rollback")
                            .contains(method.getName())) {
                        calls.add(method.getName());
                    }
                    if (method.getName().equals("prepareStatement")) {
                        statements.add((String) arguments[0]);
                    }
                    return method.invoke(connection, arguments);
                });
    }
}
