// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.stats;

import dev.sidetrack.store.ServerTimes;
import dev.sidetrack.store.Session;
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

    private static final double MICROS_PER_SECOND = 1e6;
    private static final int MOST_HOURS = 24 * 400;
    private static final String HOURS = """
            select hour_start, visitors, visits, views, events, bounces, lasted, amount, cookieless, {bars}
            from sidetrack.by_hour where site = ? and hour_start >= ? and hour_start < ?""".replace("{bars}", ServerTimes.columns());
    private static final String DAYS = """
            select s.first_day, sum(d.visits), sum(d.views), sum(d.events), sum(d.bounces), sum(d.lasted), sum(d.amount), {sums}
            from unnest(cast(? as date array), cast(? as date array)) as s (first_day, after)
            join {days} d on d.day_start >= s.first_day and d.day_start < s.after
            group by s.first_day""".replace("{sums}", ServerTimes.sums("d"));
    private static final String VISITORS = """
            select s.first_day, sum(u.visitors)
            from unnest(cast(? as date array), cast(? as date array)) as s (first_day, after)
            join {visitors} u on u.day_start >= s.first_day and u.day_start < s.after
                and (u.previous_day is null or u.previous_day < s.first_day)
            group by s.first_day""";
    private static final String FILTERED = """
            select s.begun, {sums}
            from unnest(cast(? as timestamp with time zone array), cast(? as timestamp with time zone array)) as s (begun, after)
            cross join sidetrack.visit v
            join sidetrack.origin o on o.id = v.origin
            join sidetrack.client c on c.id = v.client
            where {visits} group by s.begun""";

    private final Scope scope;
    private final Interval interval;

    SeriesQuestion(Scope scope, Interval interval) {
        this.scope = scope;
        this.interval = interval;
    }

    List<Point> ask() throws SQLException {
        var begins = begins();
        var found = !scope.isUnfiltered() ? filtered(begins) : interval == Interval.HOUR ? hours() : days();
        return begins.stream()
                .map(begin ->
                        new Point(begin.atZone(scope.store().zone().id()), found.getOrDefault(begin, Totals.NONE)))
                .toList();
    }

    /** When each step begins. */
    private List<Instant> begins() {
        var begins = new ArrayList<Instant>();
        if (interval == Interval.HOUR) {
            var hours = Duration.between(scope.start(), scope.end()).toHours();
            if (hours > MOST_HOURS) {
                throw new IllegalArgumentException("a series by hour is of at most 400 days");
            }
            for (var hour = scope.start(); hour.isBefore(scope.end()); hour = hour.plus(Duration.ofHours(1))) {
                begins.add(hour);
            }
        } else {
            firstDays().forEach(day -> begins.add(scope.store().zone().start(day)));
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
                                new Totals(
                                        row.getLong(2),
                                        row.getLong(3),
                                        row.getLong(4),
                                        row.getLong(5),
                                        row.getLong(6),
                                        row.getLong(7) / MICROS_PER_SECOND,
                                        row.getDouble(8),
                                        TotalsQuestion.serverTime(row, 10),
                                        true,
                                        row.getInt(9) > 0)),
                        scope.site(),
                        scope.start(),
                        scope.end());
        return totals;
    }

    private Map<Instant, Totals> days() throws SQLException {
        var first = firstDays();
        var after = new ArrayList<>(first.subList(1, first.size()));
        after.add(scope.query().to().plusDays(1));
        var steps = Session.days(first);
        var ends = Session.days(after);
        var visitors = new HashMap<LocalDate, Long>();
        scope.session()
                .list(
                        VISITORS.replace("{visitors}", RolledUp.visitors(scope)),
                        row -> visitors.put(Session.day(row, 1), row.getLong(2)),
                        steps,
                        ends);
        var totals = new HashMap<Instant, Totals>();
        scope.session()
                .list(
                        DAYS.replace("{days}", RolledUp.totals(scope)),
                        row -> {
                            var day = Session.day(row, 1);
                            return totals.put(
                                    scope.store().zone().start(day),
                                    new Totals(
                                            visitors.getOrDefault(day, 0L),
                                            row.getLong(2),
                                            row.getLong(3),
                                            row.getLong(4),
                                            row.getLong(5),
                                            row.getLong(6) / MICROS_PER_SECOND,
                                            row.getDouble(7),
                                            TotalsQuestion.serverTime(row, 8),
                                            true,
                                            false));
                        },
                        steps,
                        ends);
        return totals;
    }

    private Map<Instant, Totals> filtered(List<Instant> begins) throws SQLException {
        var after = new ArrayList<>(begins.subList(1, begins.size()));
        after.add(scope.end());
        var sql = FILTERED.replace("{sums}", TotalsQuestion.ofVisits(scope))
                .replace("{visits}", scope.visitsBetween("s.begun", "s.after"));
        var totals = new HashMap<Instant, Totals>();
        scope.session()
                .list(
                        sql,
                        row -> totals.put(Session.instant(row, 1), TotalsQuestion.read(row, 2, scope)),
                        Session.times(begins),
                        Session.times(after));
        return totals;
    }
}
