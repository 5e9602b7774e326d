// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.store;

import java.sql.SQLException;
import java.util.UUID;

/**
 * A lease for work that only one node may do at a time; it expires after two minutes if it is not renewed, by the clock
 * of the database: that of a node may be wrong.
 */
final class Lease {

    private final Database database;
    private final String name;
    private final String node = UUID.randomUUID().toString();

    Lease(Database database, String name) {
        this.database = database;
        this.name = name;
    }

    /** Acquires or renews the lease; {@code false} while another node holds it. */
    boolean take() throws SQLException {
        return database.write(session -> session.update("""
                update sidetrack.lease set node = ?, until = current_timestamp + interval '2' minute
                where name = ? and (node = ? or until < current_timestamp)
                """, node, name, node)) == 1;
    }

    /** Releases the lease. */
    void release() throws SQLException {
        database.write(session -> session.update("""
                update sidetrack.lease set until = current_timestamp - interval '1' second where name = ? and node = ?
                """, name, node));
    }
}
