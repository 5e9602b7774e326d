// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.store;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.Period;

/**
 * Removes old hits and, later, old visits; the roll-ups stay. On PostgreSQL whole months of hits are removed by
 * dropping a table.
 */
final class Retention {

    /** For each site by its index. */
    private static final String DELETE_VISITS = """
            delete from sidetrack.visit v
            where v.site in (select id from sidetrack.term where kind = {site}) and {began}
            """.replace("{site}", String.valueOf(TermKind.SITE.code()));

    private final Database database;
    private final Dialect dialect;
    private final Partitions partitions;
    private final Zone zone;
    private final Clock clock;
    private final Period keepHits;
    private final Period keepVisits;

    Retention(
            Database database,
            Dialect dialect,
            Partitions partitions,
            Zone zone,
            Clock clock,
            Period keepHits,
            Period keepVisits) {
        this.database = database;
        this.dialect = dialect;
        this.partitions = partitions;
        this.zone = zone;
        this.clock = clock;
        this.keepHits = keepHits;
        this.keepVisits = keepVisits;
    }

    /** The time since which all hits are stored; some older ones may be gone. */
    Instant hitsSince() {
        return since(zone, clock, keepHits);
    }

    /** The time since which all visits are stored. */
    Instant visitsSince() {
        return since(zone, clock, keepVisits);
    }

    /** Removes what is too old. */
    void run() throws SQLException {
        if (partitions != null) {
            partitions.drop(hitsSince());
        } else {
            database.write(
                    session -> session.update("delete from sidetrack.hit where id < ?", HitIds.from(hitsSince())));
        }
        database.write(session ->
                session.update(DELETE_VISITS.replace("{began}", dialect.began()), Instant.EPOCH, visitsSince()));
        database.write(session -> session.update("delete from sidetrack.forgotten where until < ?", clock.instant()));
    }

    /** The start of the first day that is in this period until now. */
    static Instant since(Zone zone, Clock clock, Period kept) {
        return zone.start(zone.day(clock.instant()).minus(kept));
    }
}
