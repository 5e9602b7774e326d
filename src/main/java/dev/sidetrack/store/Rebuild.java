// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.store;

import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/** Marks all visits and hits that are still stored for a new roll-up. */
final class Rebuild {

    private static final String MARK = """
            insert into sidetrack.dirty (site, hour_start)
            select site, {visits} from sidetrack.visit union select site, {hits} from sidetrack.hit""";

    private Rebuild() {}

    static void markAll(Session session, Dialect dialect) throws SQLException {
        // In another zone hours and days start at different times, and old rows would stay beside the new ones.
        var first = session.one(
                "select id from sidetrack.hit order by id limit 1", row -> HitIds.time(row.getObject(1, UUID.class)));
        if (first != null) {
            var day = LocalDate.ofInstant(first, ZoneOffset.UTC);
            session.update("delete from sidetrack.by_hour where hour_start > ?", first.minus(1, ChronoUnit.HOURS));
            session.update("delete from sidetrack.by_day where day_start >= ?", day);
            session.update("delete from sidetrack.day_list where day_start >= ?", day);
            session.update("delete from sidetrack.unique_day where day_start >= ?", day);
            session.update("delete from sidetrack.month_list where month_start >= ?", day.withDayOfMonth(1));
        }
        session.update(MARK.replace("{visits}", dialect.hour("started")).replace("{hits}", dialect.hourOfHit()));
    }
}
