// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.store;

import java.sql.SQLException;
import javax.sql.DataSource;

/** How the store works in transactions of its own, whatever the caller's may be: by the server, or by plain JDBC. */
public interface Transactions {

    /** Does the work on one connection and commits it; rolls it back if the work fails. */
    <T> T work(DataSource source, Work<T> work) throws SQLException;

    /**
     * What is done on a connection.
     *
     * @param <T> what comes of it
     */
    interface Work<T> {
        /** Does it; whoever called commits. */
        T on(java.sql.Connection connection) throws SQLException;
    }
}
