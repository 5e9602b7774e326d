// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.stats;

import dev.sidetrack.store.Facet;
import dev.sidetrack.store.Store;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The rows by day of a period and facet, with those by month in place of the days of months that are wholly in it and
 * over.
 */
final class RolledUp {

    private static final String ROWS =
            "select term, visits, views, events, bounces, lasted, amount{bars} from sidetrack.{table} "
                    + "where site in ({sites}) and facet = {facet} and ";

    private RolledUp() {}

    /** A query for those rows, in parentheses; {@code bars} are more columns, each after a comma. */
    static String rows(Scope scope, Facet facet, String bars) throws SQLException {
        var query = scope.query();
        var closed = Store.monthsClosedBefore(scope.session());
        var months = new ArrayList<YearMonth>();
        var parts = new ArrayList<String>();
        var first = query.from().getDayOfMonth() == 1
                ? YearMonth.from(query.from())
                : YearMonth.from(query.from()).plusMonths(1);
        for (var month = first;
                month.isBefore(closed) && !month.atEndOfMonth().isAfter(query.to());
                month = month.plusMonths(1)) {
            months.add(month);
        }
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
        return parts.stream()
                .collect(Collectors.joining(" union all ", "(", ")"))
                .replace("{bars}", bars)
                .replace("{sites}", scope.sites())
                .replace("{facet}", String.valueOf(facet.code()));
    }

    private static String days(LocalDate from, LocalDate to) {
        return ROWS.replace("{table}", "by_day") + "day_start >= date '" + from + "' and day_start <= date '" + to
                + "'";
    }

    private static String months(List<YearMonth> months) {
        return ROWS.replace("{table}", "by_month")
                + months.stream()
                        .map(month -> "date '" + month.atDay(1) + "'")
                        .collect(Collectors.joining(", ", "month_start in (", ")"));
    }
}
