// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.store;

import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * The operator's database: the schema, and the most connections to use. The pool belongs to the application and must
 * never run dry because of statistics, so writing and reading each have a limit on concurrent connections.
 */
final class Database {

    private static final int LONGEST_READ_SECONDS = 5;
    private static final int LONGEST_WRITE_SECONDS = 60;

    private final Transactions transactions;
    private final DataSource writing;
    private final DataSource reading;
    private final String schema;
    private final ConnectionLimit writers;
    private final ConnectionLimit readers;

    Database(
            Transactions transactions,
            DataSource writing,
            ConnectionLimit writers,
            DataSource reading,
            ConnectionLimit readers,
            String schema) {
        this.transactions = transactions;
        this.writing = writing;
        this.writers = writers;
        this.reading = reading;
        this.readers = readers;
        this.schema = schema;
    }

    String schema() {
        return schema;
    }

    /** Writes in a transaction of its own. */
    <T> T write(Work<T> work) throws SQLException {
        return within(writers, writing, LONGEST_WRITE_SECONDS, work);
    }

    /** Changes the tables, which takes as long as an index of all that is in them. */
    <T> T writeLong(Work<T> work) throws SQLException {
        return within(writers, writing, 0, work);
    }

    /** Runs a query that a person is waiting for. */
    <T> T read(Work<T> work) throws SQLException {
        return within(readers, reading, LONGEST_READ_SECONDS, work);
    }

    /** Runs a large query that nobody is waiting for, such as an export. */
    <T> T readLong(Work<T> work) throws SQLException {
        return within(readers, reading, 0, work);
    }

    private <T> T within(ConnectionLimit places, DataSource source, int seconds, Work<T> work) throws SQLException {
        places.enter();
        try {
            return transactions.work(source, connection -> work.on(new Session(connection, schema, seconds)));
        } finally {
            places.leave();
        }
    }

    /**
     * Work on the database.
     *
     * @param <T> the result
     */
    interface Work<T> {
        /** Runs; the caller commits. */
        T on(Session session) throws SQLException;
    }
}
