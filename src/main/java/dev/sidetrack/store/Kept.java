// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.store;

import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.Period;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/**
 * How long a database keeps hits and visits, according to what it holds: who has no settings must not sum up days again
 * of which some have been removed.
 *
 * @param hits how long hits are kept
 * @param visits how long visits are kept
 */
record Kept(Period hits, Period visits) {

    private static final Period FOR_EVER = Period.ofYears(100);
    /** For each site by its index, which on PostgreSQL knows only the hour. */
    private static final String FIRST_VISIT = """
            select min(s.started) from (
                select (select v.started from sidetrack.visit v where v.site = t.id
                    order by date_trunc('hour', v.started at time zone 'UTC'), v.started limit 1) as started
                from sidetrack.term t where t.kind = {site}
            ) s""".replace("{site}", String.valueOf(TermKind.SITE.code()));

    static Kept in(Database database, Zone zone, Clock clock) throws SQLException {
        var today = zone.day(clock.instant());
        return database.write(session -> {
            var counted = session.one("select min(day_start) from sidetrack.by_day", row -> Session.day(row, 1));
            var hit = session.one(
                    "select id from sidetrack.hit order by id limit 1",
                    row -> zone.day(HitIds.time(row.getObject(1, UUID.class))));
            var visit = session.one(FIRST_VISIT, row -> row.getObject(1) == null ? null : Session.instant(row, 1));
            var visitDay = visit == null ? null : zone.day(visit);
            return new Kept(since(counted, hit, today), since(counted, visitDay, today));
        });
    }

    /** The oldest day of which there are some may be incomplete, if older ones were counted. */
    private static Period since(LocalDate counted, LocalDate oldest, LocalDate today) {
        if (counted == null || oldest != null && !counted.isBefore(oldest)) {
            return FOR_EVER;
        }
        var whole = oldest == null ? today.plusDays(1) : oldest.plusDays(1);
        return Period.ofDays((int) ChronoUnit.DAYS.between(whole, today));
    }
}
