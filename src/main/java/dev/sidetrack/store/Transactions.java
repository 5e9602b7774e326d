// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.store;

import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * Runs work in a transaction of its own, whether or not the caller has one: managed by the server, or by plain JDBC.
 */
public interface Transactions {

    /** Does the work on one connection and commits it; rolls it back if the work fails. */
    <T> T work(DataSource source, Work<T> work) throws SQLException;

    /**
     * Work on a connection.
     *
     * @param <T> the result
     */
    interface Work<T> {
        /** Runs; the caller commits. */
        T on(java.sql.Connection connection) throws SQLException;
    }
}
