// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.store;

import java.sql.SQLException;
import java.util.List;

/** Stores hits and what follows from them, each hit once however often it comes. Each database has a way of its own. */
interface HitWriter {

    /** Stores those that are new, in the transaction of the session; returns how many that were. */
    int write(Session session, List<StoredHit> hits, Dictionary.Numbers numbers) throws SQLException;
}
