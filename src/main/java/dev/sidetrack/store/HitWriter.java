// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.store;

import java.sql.SQLException;
import java.util.List;

/**
 * Stores hits and updates their visits; a hit that arrives several times is stored once. Each database has its own
 * implementation.
 */
interface HitWriter {

    /** Stores the new ones in the session's transaction; returns how many there were. */
    int write(Session session, List<StoredHit> hits, Dictionary.Numbers numbers) throws SQLException;
}
