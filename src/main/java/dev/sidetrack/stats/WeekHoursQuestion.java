// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.stats;

import dev.sidetrack.store.Session;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Visits by weekday and local hour. */
final class WeekHoursQuestion {

    private static final int HOURS = 24;
    private static final String ROLLED_UP =
            "select hour_start, visits from sidetrack.by_hour where site = ? and hour_start >= ? and hour_start < ?";

    private WeekHoursQuestion() {}

    static WeekHours ask(Scope scope) throws SQLException {
        var week = new ArrayList<List<Long>>();
        for (var day = 0; day < DayOfWeek.values().length; day++) {
            week.add(new ArrayList<>(Collections.nCopies(HOURS, 0L)));
        }
        Session.RowVisitor reader = row -> {
            var time = Session.instant(row, 1).atZone(scope.store().zone().id());
            var hours = week.get(time.getDayOfWeek().ordinal());
            hours.set(time.getHour(), hours.get(time.getHour()) + scope.factor() * row.getLong(2));
        };
        if (scope.isUnfiltered()) {
            scope.session().each(ROLLED_UP, 1_000, reader, scope.site(), scope.start(), scope.end());
        } else {
            var quarter = scope.store().dialect().quarterHour("v.started");
            scope.session()
                    .each(
                            "select " + quarter + ", count(*) from " + scope.visits() + " and v.kind > 0 group by "
                                    + quarter,
                            1_000,
                            reader,
                            scope.start(),
                            scope.end());
        }
        return new WeekHours(week.stream().map(List::copyOf).toList());
    }
}
