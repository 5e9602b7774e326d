// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.store;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;

/** A lease for work that only one node may do at a time; it expires if it is not renewed. */
final class Lease {

    private static final Duration LONGEST = Duration.ofMinutes(2);

    private final Database database;
    private final Clock clock;
    private final String name;
    private final String node = UUID.randomUUID().toString();

    Lease(Database database, Clock clock, String name) {
        this.database = database;
        this.clock = clock;
        this.name = name;
    }

    /** Acquires or renews the lease; {@code false} while another node holds it. */
    boolean take() throws SQLException {
        var now = clock.instant();
        return database.write(session -> session.update("""
                update sidetrack.lease set node = ?, until = ? where name = ? and (node = ? or until < ?)
                """, node, now.plus(LONGEST), name, node, now)) == 1;
    }

    /** Releases the lease. */
    void release() throws SQLException {
        database.write(session -> session.update(
                "update sidetrack.lease set until = ? where name = ? and node = ?",
                clock.instant().minusSeconds(1),
                name,
                node));
    }
}
