// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.store;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Period;
import java.time.ZoneOffset;

/**
 * Erases a visitor: hits and visits are deleted, and the hours they were in are marked for a new roll-up. The hash of
 * the id is kept for as long as hits are, so that a hit that is still queued or a dead letter cannot bring the visitor
 * back.
 */
final class Erasure {

    private final Database database;
    private final Dialect dialect;
    private final Clock clock;
    private final Period keepHits;

    Erasure(Database database, Dialect dialect, Clock clock, Period keepHits) {
        this.database = database;
        this.dialect = dialect;
        this.clock = clock;
        this.keepHits = keepHits;
    }

    /** Erases everything about the visitor with this client id; returns how many hits were deleted. */
    int erase(String clientId) throws SQLException {
        var visitor = VisitorKey.of(clientId).id();
        return database.write(session -> {
            if (dialect == Dialect.POSTGRESQL) {
                session.list("select pg_advisory_xact_lock(?)", row -> 1, PostgresWriter.lock(visitor));
            } else {
                session.list("select name from sidetrack.lease where name = 'write' for update", row -> 1);
            }
            var tombstone = VisitorKey.tombstone(visitor);
            session.update("delete from sidetrack.forgotten where visitor = ?", tombstone);
            session.update(
                    "insert into sidetrack.forgotten (visitor, until) values (?, ?)",
                    tombstone,
                    clock.instant().atOffset(ZoneOffset.UTC).plus(keepHits).toInstant());
            session.update(
                    "insert into sidetrack.dirty (site, hour_start) select site, " + dialect.hourOfHit()
                            + " from sidetrack.hit where visitor = ? union select site, " + dialect.hour("started")
                            + " from sidetrack.visit where visitor = ?",
                    visitor,
                    visitor);
            var erased = session.update("delete from sidetrack.hit where visitor = ?", visitor);
            session.update("delete from sidetrack.visit where visitor = ?", visitor);
            return erased;
        });
    }
}
