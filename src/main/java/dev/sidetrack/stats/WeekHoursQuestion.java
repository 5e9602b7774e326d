// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.stats;

import dev.sidetrack.store.Session;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.Instant;
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
        if (scope.isUnfiltered()) {
            scope.session()
                    .each(
                            ROLLED_UP,
                            1_000,
                            row -> add(Session.instant(row, 1), row.getLong(2), scope, week),
                            scope.site(),
                            scope.start(),
                            scope.end());
        } else {
            VisitSums.QUARTER.of(scope).byTerm().forEach((quarter, line) -> {
                var time = Instant.ofEpochSecond((long) quarter * VisitSums.SECONDS_OF_QUARTER);
                add(time, scope.factor() * line.visits(), scope, week);
            });
        }
        return new WeekHours(week.stream().map(List::copyOf).toList());
    }

    private static void add(Instant begun, long visits, Scope scope, List<List<Long>> week) {
        var time = begun.atZone(scope.store().zone().id());
        var hours = week.get(time.getDayOfWeek().ordinal());
        hours.set(time.getHour(), hours.get(time.getHour()) + visits);
    }
}
