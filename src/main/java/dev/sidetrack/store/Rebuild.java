// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.store;

import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import java.util.UUID;

/** Marks all visits and hits that are still stored for a new roll-up. */
final class Rebuild {

    private static final String MARK = """
            insert into sidetrack.dirty (site, hour_start)
            select site, {visits} from sidetrack.visit union select site, {hits} from sidetrack.hit""";

    private Rebuild() {}

    /**
     * The roll-ups are those of a zone, and are to be those of another, or of the same again.
     *
     * @param hitsSince the start of the first day, in the new zone, of which no hit has been removed; earlier ones stay
     */
    static void markAll(Session session, Dialect dialect, Zone from, Zone to, Instant hitsSince) throws SQLException {
        // In another zone hours and days start at different times, and old rows would stay beside the new ones.
        var first = session.one(
                "select id from sidetrack.hit order by id limit 1", row -> HitIds.time(row.getObject(1, UUID.class)));
        if (first != null && first.isBefore(hitsSince)) {
            delete(session, hitsSince, to.day(hitsSince));
        } else if (first != null) {
            var days = List.of(from.day(first), to.day(first));
            delete(session, first.minus(1, ChronoUnit.HOURS), Collections.min(days));
        }
        session.update(MARK.replace("{visits}", dialect.hour("started")).replace("{hits}", dialect.hourOfHit()));
    }

    private static void delete(Session session, Instant hour, LocalDate day) throws SQLException {
        session.update("delete from sidetrack.by_hour where hour_start >= ?", hour);
        session.update("delete from sidetrack.by_day where day_start >= ?", day);
        session.update("delete from sidetrack.day_list where day_start >= ?", day);
        session.update("delete from sidetrack.unique_day where day_start >= ?", day);
        session.update("delete from sidetrack.month_list where month_start >= ?", day.withDayOfMonth(1));
    }
}
