// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.stats;

import dev.sidetrack.store.Facet;
import dev.sidetrack.store.Lines;
import dev.sidetrack.store.ServerTimes;
import dev.sidetrack.store.Store;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The roll-ups of a period: its days, its lists (monthly for whole months that have ended, otherwise daily), and the
 * days imported from other analytics systems.
 */
final class RolledUp {

    private static final int FETCH = 50;
    private static final String LISTS =
            "select lines from sidetrack.{table} where site in ({sites}) and facet = {facet} and ";
    private static final String IMPORTED = """
            select term, sum(visits), sum(views), sum(events), sum(bounces), sum(lasted), 0
            from sidetrack.imported_day where site in ({sites}) and facet = {facet} and {days} group by term""";
    private static final String TOTALS = """
            (select day_start, visits, views, events, bounces, lasted, amount, {bars}
            from sidetrack.by_day where site in ({sites}) and {days}
            union all select day_start, visits, views, events, bounces, lasted, 0, {none}
            from sidetrack.imported_day where site in ({sites}) and facet = 0 and {days})
            """.replace("{bars}", ServerTimes.columns())
            .replace("{none}", ServerTimes.columns().replaceAll("t[0-9]+", "0"));
    /** For imported visitors it is unknown whether they had been there before. */
    private static final String VISITORS = """
            (select day_start, previous_day, visitors from sidetrack.unique_day where site = {site} and {days}
            union all select day_start, cast(null as date), visitors
            from sidetrack.imported_day where site in ({sites}) and facet = 0 and {days})""";

    private RolledUp() {}

    /** A subquery for the totals of each day of the period. */
    static String totals(Scope scope) {
        return filled(TOTALS, scope);
    }

    /** A subquery for the visitors of each day of the period by the day of their previous visit. */
    static String visitors(Scope scope) {
        return filled(VISITORS, scope);
    }

    /** The lines of the period's lists. */
    static Lines lines(Scope scope, Facet facet) throws SQLException {
        var lines = stored(scope, facet);
        scope.session().each(ofFacet(filled(IMPORTED, scope), facet), FETCH, row -> lines.add(row, false));
        return lines;
    }

    /** The same without imported days, which have no server times. */
    static Lines stored(Scope scope, Facet facet) throws SQLException {
        var query = scope.query();
        var months = wholeMonths(scope);
        var parts = new ArrayList<String>();
        if (months.isEmpty()) {
            parts.add(days(query.from(), query.to()));
        } else {
            var from = months.get(0).atDay(1);
            var to = months.get(months.size() - 1).atEndOfMonth();
            if (query.from().isBefore(from)) {
                parts.add(days(query.from(), from.minusDays(1)));
            }
            parts.add(months(months));
            if (query.to().isAfter(to)) {
                parts.add(days(to.plusDays(1), query.to()));
            }
        }
        var lines = new Lines();
        var sql = String.join(" union all ", parts).replace("{sites}", scope.sites());
        scope.session().each(ofFacet(sql, facet), FETCH, row -> lines.add(row.getBytes(1)));
        return lines;
    }

    /** The months of the period that have ended and are rolled up. */
    private static List<YearMonth> wholeMonths(Scope scope) throws SQLException {
        var query = scope.query();
        var first = YearMonth.from(query.from().plusMonths(1).minusDays(1));
        if (first.atEndOfMonth().isAfter(query.to())) {
            return List.of();
        }
        var closed = Store.monthsClosedBefore(scope.session());
        return Stream.iterate(first, month -> month.plusMonths(1))
                .takeWhile(
                        month -> month.isBefore(closed) && !month.atEndOfMonth().isAfter(query.to()))
                .toList();
    }

    private static String ofFacet(String sql, Facet facet) {
        return sql.replace("{facet}", String.valueOf(facet.code()));
    }

    private static String filled(String sql, Scope scope) {
        return sql.replace("{sites}", scope.sites())
                .replace("{site}", String.valueOf(scope.site()))
                .replace("{days}", between(scope.query().from(), scope.query().to()));
    }

    private static String days(LocalDate from, LocalDate to) {
        return LISTS.replace("{table}", "day_list") + between(from, to);
    }

    private static String between(LocalDate from, LocalDate to) {
        return "day_start >= date '" + from + "' and day_start <= date '" + to + "'";
    }

    private static String months(List<YearMonth> months) {
        return LISTS.replace("{table}", "month_list")
                + months.stream()
                        .map(month -> "date '" + month.atDay(1) + "'")
                        .collect(Collectors.joining(", ", "month_start in (", ")"));
    }
}
