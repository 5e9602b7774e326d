// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.stats;

import dev.sidetrack.store.ServerTimes;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.stream.LongStream;

/** The totals of a period: from the daily roll-ups or, with filters, from the visits. */
final class TotalsQuestion {

    private static final double MICROS_PER_SECOND = 1e6;
    private static final int SUMS = 6;
    private static final String DAYS = """
            select coalesce(sum(d.visits), 0), coalesce(sum(d.views), 0), coalesce(sum(d.events), 0),
                coalesce(sum(d.bounces), 0), coalesce(sum(d.lasted), 0), coalesce(sum(d.amount), 0), {sums}
            from {days} d""".replace("{sums}", ServerTimes.sums("d"));
    private static final String VISITORS = """
            select coalesce(sum(u.visitors), 0) from {visitors} u where u.previous_day is null or u.previous_day < ?""";
    private static final String COUNTED_PER_DAY = """
            select 1 from sidetrack.by_hour where site = ? and hour_start >= ? and hour_start < ? and cookieless > 0
            union all select 1 from sidetrack.imported_day
            where site in ({sites}) and facet = 0 and day_start >= ? and day_start <= ? and visitors > 0 limit 1""";
    static final String OF_VISITS = """
            count(distinct case when v.kind > 0 then v.visitor end), count(*) filter (where v.kind > 0),
            coalesce(sum(v.views), 0), coalesce(sum(v.events), 0),
            count(*) filter (where v.kind > 0 and v.views + v.events = 1), coalesce({lasted}, 0),
            coalesce(sum(v.amount), 0), coalesce(max(v.kind), 0)""";

    private TotalsQuestion() {}

    static Totals ask(Scope scope) throws SQLException {
        return scope.isUnfiltered() ? rolledUp(scope) : filtered(scope);
    }

    private static Totals rolledUp(Scope scope) throws SQLException {
        var session = scope.session();
        var query = scope.query();
        long visitors = session.one(
                VISITORS.replace("{visitors}", RolledUp.visitors(scope)), row -> row.getLong(1), query.from());
        var countedPerDay = session.one(
                        COUNTED_PER_DAY.replace("{sites}", scope.sites()),
                        row -> true,
                        scope.site(),
                        scope.start(),
                        scope.end(),
                        query.from(),
                        query.to())
                != null;
        return session.one(
                DAYS.replace("{days}", RolledUp.totals(scope)), row -> readRolledUp(row, 1, visitors, countedPerDay));
    }

    /** Reads the six totals of roll-ups, starting with this column, and the histogram after them. */
    static Totals readRolledUp(ResultSet row, int first, long visitors, boolean countedPerDay) throws SQLException {
        return new Totals(
                visitors,
                row.getLong(first),
                row.getLong(first + 1),
                row.getLong(first + 2),
                row.getLong(first + 3),
                row.getLong(first + 4) / MICROS_PER_SECOND,
                row.getDouble(first + 5),
                serverTime(row, first + SUMS),
                true,
                countedPerDay);
    }

    private static Totals filtered(Scope scope) throws SQLException {
        return scope.session()
                .one(
                        "select " + ofVisits(scope) + " from " + scope.visits(),
                        row -> read(row, 1, scope),
                        scope.start(),
                        scope.end());
    }

    static String ofVisits(Scope scope) {
        return OF_VISITS.replace("{lasted}", scope.store().dialect().lasted());
    }

    /** Reads the columns of {@link #ofVisits}. */
    static Totals read(ResultSet row, int first, Scope scope) throws SQLException {
        var factor = scope.factor();
        return new Totals(
                factor * row.getLong(first),
                factor * row.getLong(first + 1),
                factor * row.getLong(first + 2),
                factor * row.getLong(first + 3),
                factor * row.getLong(first + 4),
                factor * row.getLong(first + 5) / MICROS_PER_SECOND,
                factor * row.getDouble(first + 6),
                ServerTime.NONE,
                !scope.isSampled(),
                row.getInt(first + 7) == 2);
    }

    /** Reads the histogram whose first bar is in this column. */
    private static ServerTime serverTime(ResultSet row, int first) throws SQLException {
        var bars = new long[ServerTimes.BARS];
        for (var bar = 0; bar < bars.length; bar++) {
            bars[bar] = row.getLong(first + bar);
        }
        return serverTime(bars);
    }

    /** The quantiles of a histogram. */
    static ServerTime serverTime(long[] bars) {
        var hits = LongStream.of(bars).sum();
        return hits == 0
                ? ServerTime.NONE
                : new ServerTime(hits, ServerTimes.quantile(bars, 0.5), ServerTimes.quantile(bars, 0.95));
    }
}
