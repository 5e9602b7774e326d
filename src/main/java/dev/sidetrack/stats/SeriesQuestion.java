// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.stats;

import dev.sidetrack.store.ServerTimes;
import dev.sidetrack.store.Session;
import dev.sidetrack.store.Zone;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The numbers of each hour, day, week or month of a period. */
final class SeriesQuestion {

    private static final String HOURS = """
            select hour_start, visitors, cookieless, visits, views, events, bounces, lasted, amount, {bars}
            from sidetrack.by_hour where site = ? and hour_start >= ? and hour_start < ?
            """.replace("{bars}", ServerTimes.columns());
    private static final String DAYS = """
            select {step} as step, sum(d.visits), sum(d.views), sum(d.events), sum(d.bounces), sum(d.lasted),
                sum(d.amount), {sums}
            from {days} d group by step""".replace("{sums}", ServerTimes.sums("d"));
    private static final String VISITORS = """
            select x.step, sum(x.visitors)
            from (select {step} as step, u.previous_day, u.visitors from {visitors} u) x
            where x.previous_day is null or x.previous_day < x.step
            group by x.step""";
    private static final String FILTERED = "select {step} as step, {sums} from {visits} group by step";

    private static final Duration HOUR = Duration.ofHours(1);

    private final Scope scope;
    private final Interval interval;

    SeriesQuestion(Scope scope, Interval interval) {
        this.scope = scope;
        this.interval = interval;
    }

    List<Point> ask() throws SQLException {
        if (!interval.suits(scope.query().days())) {
            throw new IllegalArgumentException(
                    "a series by " + interval.key() + " covers at most " + interval.mostDays() + " days");
        }
        var begins = begins();
        var found = !scope.isUnfiltered() ? filtered(begins) : interval == Interval.HOUR ? hours() : days();
        return begins.stream()
                .map(begin ->
                        new Point(begin.atZone(scope.store().zone().id()), found.getOrDefault(begin, Totals.NONE)))
                .toList();
    }

    /** The start of each step. */
    private List<Instant> begins() {
        var begins = new ArrayList<Instant>();
        if (interval == Interval.HOUR) {
            for (var hour = scope.start(); hour.isBefore(scope.end()); hour = zone().hourAfter(hour)) {
                begins.add(hour);
            }
        } else {
            firstDays().forEach(day -> begins.add(zone().start(day)));
        }
        return begins;
    }

    private List<LocalDate> firstDays() {
        var days = new ArrayList<LocalDate>();
        for (var day = scope.query().from(); !day.isAfter(scope.query().to()); day = interval.next(day)) {
            days.add(day);
        }
        return days;
    }

    private Map<Instant, Totals> hours() throws SQLException {
        var totals = new HashMap<Instant, Totals>();
        scope.session()
                .list(
                        HOURS,
                        row -> totals.put(
                                Session.instant(row, 1),
                                TotalsQuestion.readRolledUp(row, 4, row.getLong(2), row.getInt(3) > 0)),
                        scope.site(),
                        scope.start(),
                        scope.end());
        return totals;
    }

    private Map<Instant, Totals> days() throws SQLException {
        var visitors = new HashMap<LocalDate, Long>();
        scope.session()
                .list(
                        VISITORS.replace("{visitors}", RolledUp.visitors(scope)).replace("{step}", step("u.day_start")),
                        row -> visitors.put(Session.day(row, 1), row.getLong(2)));
        var totals = new HashMap<Instant, Totals>();
        scope.session()
                .list(DAYS.replace("{days}", RolledUp.totals(scope)).replace("{step}", step("d.day_start")), row -> {
                    var day = Session.day(row, 1);
                    return totals.put(
                            start(day), TotalsQuestion.readRolledUp(row, 2, visitors.getOrDefault(day, 0L), false));
                });
        return totals;
    }

    private Map<Instant, Totals> filtered(List<Instant> begins) throws SQLException {
        var dialect = scope.store().dialect();
        var byHour = interval == Interval.HOUR;
        var step = byHour ? number(begins) : step(dialect.day("v.started", zone()));
        var totals = new HashMap<Instant, Totals>();
        scope.session()
                .list(
                        FILTERED.replace("{sums}", TotalsQuestion.ofVisits(scope))
                                .replace("{visits}", scope.visits())
                                .replace("{step}", step),
                        row -> totals.put(
                                byHour ? begins.get(row.getInt(1)) : start(Session.day(row, 1)),
                                TotalsQuestion.read(row, 2, scope)),
                        scope.start(),
                        scope.end());
        return totals;
    }

    /** A SQL expression for the number of the hour; only where clocks change by half an hour, not all are as long. */
    private String number(List<Instant> begins) {
        var sql = new StringBuilder();
        var first = 0;
        for (var i = 1; i < begins.size(); i++) {
            if (!begins.get(i).equals(begins.get(i - 1).plus(HOUR))) {
                sql.append("when v.started < timestamp with time zone '%s' then %s "
                        .formatted(begins.get(i), number(begins, first)));
                first = i;
            }
        }
        return first == 0 ? number(begins, 0) : "case " + sql + "else " + number(begins, first) + " end";
    }

    private String number(List<Instant> begins, int first) {
        return first + " + " + scope.store().dialect().hoursSince(begins.get(first), "v.started");
    }

    /** A SQL expression for the first day of the step that contains this day. */
    private String step(String day) {
        var from = "date '" + scope.query().from() + "'";
        return switch (interval) {
            case HOUR, DAY -> day;
            case WEEK ->
                "greatest(%s, cast(%s - cast(extract(isodow from %<s) - 1 as int) as date))".formatted(from, day);
            case MONTH -> "greatest(%s, cast(date_trunc('month', %s) as date))".formatted(from, day);
        };
    }

    private Instant start(LocalDate day) {
        return zone().start(day);
    }

    private Zone zone() {
        return scope.store().zone();
    }
}
