// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.stats;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sidetrack.Hit;
import dev.sidetrack.SampleHits;
import dev.sidetrack.TrackedEvent;
import dev.sidetrack.Uuids;
import dev.sidetrack.store.RandomHits;
import dev.sidetrack.store.TestStore;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every number of every answer is the same that loops over all hits make, whatever order the hits came in and however
 * often.
 */
class StatsOracleTest {

    private static final int VISITS = TestStore.FEW ? 30 : 90;
    private static final int DAYS = TestStore.FEW ? 5 : 14;
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 26);
    private static final List<String> SITES =
            Collections.unmodifiableList(new ArrayList<>(java.util.Arrays.asList(null, "", "shop", "blog")));
    private static final List<LocalDate[]> RANGES = List.of(
            range("2026-11-26", "2026-11-26"),
            range("2026-11-19", "2026-11-25"),
            range("2026-11-12", "2026-11-26"),
            range("2026-10-24", "2026-11-18"),
            range("2026-11-15", "2026-11-16"));
    private static final List<List<Filter>> FILTERS = List.of(
            List.of(Filter.parse("page:is:/cart")),
            List.of(Filter.parse("page:not:/cart"), Filter.parse("browser:is:Firefox")),
            List.of(Filter.parse("page:contains:PRODUCT"), Filter.parse("language:in:de,fr")),
            List.of(Filter.parse("event:is:order-placed")),
            List.of(Filter.parse("country:is:AT")),
            List.of(Filter.parse("referrer:is:"), Filter.parse("channel:not:mail")),
            List.of(Filter.parse("campaign:contains:AUT")),
            List.of(Filter.parse("entry:is:/gone")),
            List.of(Filter.parse("page:in:/about,/blog/a"), Filter.parse("event:not:newsletter")),
            List.of(Filter.parse("exit:is:/cart"), Filter.parse("device:in:mobile,desktop")),
            List.of(Filter.parse("event:contains:O"), Filter.parse("system:not:Windows")),
            List.of(Filter.parse("source:is:google"), Filter.parse("medium:not:email")));

    @ParameterizedTest
    @MethodSource("dev.sidetrack.store.TestStore#databases")
    void everyAnswer_ofHitsInOrder_isThatOfTheHits(String database) {
        var store = TestStore.on(database);
        var hits = new RandomHits(1, TestStore.NOW, DAYS).visits(VISITS);
        hits.sort(java.util.Comparator.comparing(Hit::time));
        store.send(hits);
        store.rollUp();
        assertAllAnswers(store);
    }

    @ParameterizedTest
    @MethodSource("dev.sidetrack.store.TestStore#databases")
    void everyAnswer_ofLateAndRepeatedHits_isThatOfTheHits(String database) {
        var store = TestStore.on(database);
        var random = new Random(7);
        var hits = new RandomHits(2, TestStore.NOW, DAYS).visits(VISITS);
        var twice = new ArrayList<>(hits);
        twice.addAll(hits.subList(0, hits.size() / 2));
        Collections.shuffle(twice, random);
        for (var from = 0; from < twice.size(); from += 37) {
            store.send(twice.subList(from, Math.min(twice.size(), from + 37)));
            if (random.nextInt(3) == 0) {
                store.rollUp();
            }
        }
        store.rollUp();
        assertThat(store.number("select count(*) from sidetrack.hit")).isEqualTo(hits.size());
        assertAllAnswers(store);
    }

    @ParameterizedTest
    @MethodSource("dev.sidetrack.store.TestStore#databases")
    void everyAnswer_ofAVisitLongerThanItsTrail_isThatOfTheHits(String database) {
        var store = TestStore.on(database);
        var hits = new ArrayList<Hit>();
        for (var i = 0; i < 130; i++) {
            var time = TestStore.NOW.minusSeconds(60 * (200 - i));
            var hit = SampleHits.pageView()
                    .withId(Uuids.at(time, i))
                    .withTime(time)
                    .withPage(SampleHits.PAGE.withPath(i == 125 ? "/cart" : i == 127 ? "/about" : "/" + i % 40));
            hits.add(i == 129 ? hit.withEvent(TrackedEvent.named("order-placed")) : hit);
        }
        store.send(hits);
        store.rollUp();
        var oracle = new Oracle(store);
        var query = Query.of(TODAY, TODAY);
        for (var filter : List.of(
                "page:is:/cart", "page:not:/cart", "page:in:/about,/none", "event:is:order-placed", "entry:is:/0")) {
            assertAnswers(oracle, store.stats(), query.filter(Filter.parse(filter)));
        }
        var steps = List.of(new Step(Dimension.PAGE, "/about"), new Step(Dimension.EVENT, "order-placed"));
        assertThat(store.stats().funnel(query, steps).visits()).containsExactly(1L, 1L);
    }

    static void assertAllAnswers(TestStore store) {
        var oracle = new Oracle(store);
        var stats = store.stats();
        for (var site : SITES) {
            for (var range : RANGES) {
                assertAnswers(oracle, stats, Query.of(range[0], range[1]).site(site));
            }
        }
        for (var i = 0; i < 2 * FILTERS.size(); i++) {
            var range = RANGES.get(i % RANGES.size());
            assertAnswers(
                    oracle,
                    stats,
                    Query.of(range[0], range[1]).site(SITES.get(i % 3)).filters(FILTERS.get(i / 2)));
        }
        assertVisitors(oracle, stats);
    }

    static void assertAnswers(Oracle oracle, Stats stats, Query query) {
        assertTotals(stats.totals(query), oracle.totals(query), "totals of " + query);
        for (var interval : Interval.values()) {
            if (interval == Interval.HOUR && query.days() > 2) {
                continue;
            }
            var expected = oracle.series(query, interval);
            for (var point : stats.series(query, interval)) {
                var totals = expected.remove(point.from().toInstant());
                assertTotals(
                        point.totals(),
                        totals == null ? Totals.NONE : totals,
                        interval + " from " + point.from() + " of " + query);
            }
            assertThat(expected).as(interval + " of " + query).isEmpty();
        }
        for (var dimension : Dimension.values()) {
            var expected = oracle.top(query, dimension);
            var top = stats.top(query, dimension, Slice.first(1_000));
            assertThat(top.total()).as(dimension + " of " + query).isEqualTo(expected.size());
            assertThat(top.rows().stream().map(StatsOracleTest::rounded))
                    .as(dimension + " of " + query)
                    .containsExactlyInAnyOrderElementsOf(
                            expected.stream().map(StatsOracleTest::rounded).toList());
            assertThat(top.rows().stream().map(Row::visits))
                    .as(dimension + " of " + query)
                    .isSortedAccordingTo(Collections.reverseOrder());
        }
        var steps = List.of(
                new Step(Dimension.PAGE, "/"),
                new Step(Dimension.PAGE, "/cart"),
                new Step(Dimension.EVENT, "order-placed"));
        assertThat(stats.funnel(query, steps).visits()).as("funnel of " + query).isEqualTo(oracle.funnel(query, steps));
        var rising = stats.rising(query, Slice.first(1_000)).rows();
        assertThat(rising.stream().collect(toMap(Change::value, change -> List.of(change.visits(), change.before()))))
                .as("rising of " + query)
                .isEqualTo(oracle.rising(query));
        assertThat(numbers(stats.next(query, "/cart", 1_000)))
                .as("next of " + query)
                .isEqualTo(oracle.neighbours(query, "/cart", 1));
        assertThat(numbers(stats.previous(query, "/cart", 1_000)))
                .as("previous of " + query)
                .isEqualTo(oracle.neighbours(query, "/cart", -1));
        assertThat(stats.weekHours(query).visits()).as("week of " + query).isEqualTo(oracle.weekHours(query));
    }

    /** Of 200 ranges of days. */
    private static void assertVisitors(Oracle oracle, Stats stats) {
        var random = new Random(200);
        IntStream.range(0, 200).forEach(i -> {
            var from = TODAY.minusDays(random.nextInt(18));
            var query = Query.of(from, from.plusDays(random.nextInt(12))).site(SITES.get(random.nextInt(SITES.size())));
            assertThat(stats.totals(query).visitors())
                    .as(query.toString())
                    .isEqualTo(oracle.totals(query).visitors());
        });
    }

    private static void assertTotals(Totals actual, Totals expected, String what) {
        assertThat(actual.value()).as(what).isEqualTo(expected.value(), within(1e-6));
        assertThat(actual.seconds()).as(what).isEqualTo(expected.seconds(), within(1e-5));
        assertThat(new Totals(
                        actual.visitors(),
                        actual.visits(),
                        actual.views(),
                        actual.events(),
                        actual.bounces(),
                        0,
                        0,
                        actual.serverTime(),
                        actual.exact(),
                        false))
                .as(what)
                .isEqualTo(new Totals(
                        expected.visitors(),
                        expected.visits(),
                        expected.views(),
                        expected.events(),
                        expected.bounces(),
                        0,
                        0,
                        expected.serverTime(),
                        expected.exact(),
                        false));
    }

    private static Map<String, List<Long>> numbers(List<Row> rows) {
        return rows.stream().collect(toMap(Row::value, row -> List.of(row.visits(), row.views())));
    }

    private static Row rounded(Row row) {
        return new Row(
                row.value(),
                row.visits(),
                row.views(),
                row.events(),
                row.bounces(),
                Math.round(row.seconds() * 1e5) / 1e5,
                Math.round(row.amount() * 1e4) / 1e4);
    }

    private static LocalDate[] range(String from, String to) {
        return new LocalDate[] {LocalDate.parse(from), LocalDate.parse(to)};
    }
}
