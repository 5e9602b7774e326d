// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.store;

import dev.sidetrack.config.ConfigurationException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Period;
import java.time.ZoneId;

/**
 * The time zone of the roll-ups; when it changes, everything is rolled up again. Without a setting, it is the zone of
 * the server that started first, so that nodes with different zones agree.
 */
final class StoredZone {

    private static final Logger LOG = System.getLogger("dev.sidetrack.store");
    private static final String NAME = "time-zone";
    /** Of PostgreSQL; H2 has the zones of this JVM. */
    private static final String UNKNOWN = "22023";

    private final Database database;
    private final Dialect dialect;
    private final Clock clock;
    private final Period keepHits;

    StoredZone(Database database, Dialect dialect, Clock clock, Period keepHits) {
        this.database = database;
        this.dialect = dialect;
        this.clock = clock;
        this.keepHits = keepHits;
    }

    /** The zone to use if this one is configured, or none ({@code null}). */
    Zone apply(ZoneId wanted) throws SQLException {
        return database.write(session -> {
            var known =
                    session.one("select content from sidetrack.setting where name = ?", row -> row.getString(1), NAME);
            var zone = wanted != null ? wanted : known == null ? ZoneId.systemDefault() : ZoneId.of(known);
            var to = known(session, zone);
            if (known == null) {
                session.update("insert into sidetrack.setting (name, content) values (?, ?)", NAME, zone.getId());
            } else if (!known.equals(zone.getId())) {
                LOG.log(
                        Level.INFO,
                        "The time zone changed from {1} to {0}: all statistics with stored hits are recomputed.",
                        zone,
                        known);
                session.update("update sidetrack.setting set content = ? where name = ?", zone.getId(), NAME);
                var hitsSince = Retention.since(to, clock, keepHits);
                Rebuild.markAll(session, dialect, new Zone(ZoneId.of(known)), to, hitsSince);
            }
            return to;
        });
    }

    /** The database has time zone data of its own, which may be older than ours or without old names. */
    private Zone known(Session session, ZoneId id) throws SQLException {
        var zone = new Zone(id);
        try {
            session.one("select " + dialect.day("current_timestamp", zone), row -> true);
            return zone;
        } catch (SQLException failed) {
            if (UNKNOWN.equals(failed.getSQLState())) {
                throw new ConfigurationException("The database does not know the time zone " + id
                        + ": update its time zone data, or name another zone with sidetrack.time-zone.");
            }
            throw failed;
        }
    }
}
