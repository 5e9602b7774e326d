// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.store;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;

/**
 * The operator's database: in which schema, and by how many connections at most. The pool is the application's own,
 * which must never run dry because of statistics: at most four connections are taken at once for writing and four for
 * reading, and nobody waits for longer than five seconds.
 */
final class Database {

    private static final int MOST_CONNECTIONS = 4;
    private static final int PATIENCE_SECONDS = 5;
    private static final int LONGEST_READ_SECONDS = 5;
    private static final int LONGEST_WRITE_SECONDS = 60;

    private final Transactions transactions;
    private final DataSource writing;
    private final DataSource reading;
    private final String schema;
    private final Semaphore writers = new Semaphore(MOST_CONNECTIONS, true);
    private final Semaphore readers = new Semaphore(MOST_CONNECTIONS, true);

    Database(Transactions transactions, DataSource writing, DataSource reading, String schema) {
        this.transactions = transactions;
        this.writing = writing;
        this.reading = reading;
        this.schema = schema;
    }

    String schema() {
        return schema;
    }

    /** Changes something, in a transaction of its own. */
    <T> T write(Work<T> work) throws SQLException {
        return within(writers, writing, LONGEST_WRITE_SECONDS, work);
    }

    /** Reads something that a person waits for. */
    <T> T read(Work<T> work) throws SQLException {
        return within(readers, reading, LONGEST_READ_SECONDS, work);
    }

    /** Reads something large that nobody waits for, such as an export. */
    <T> T readLong(Work<T> work) throws SQLException {
        return within(readers, reading, 0, work);
    }

    private <T> T within(Semaphore places, DataSource source, int seconds, Work<T> work) throws SQLException {
        enter(places);
        try {
            return transactions.work(source, connection -> work.on(new Session(connection, schema, seconds)));
        } finally {
            places.release();
        }
    }

    private static void enter(Semaphore places) throws SQLException {
        try {
            if (places.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                return;
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
        throw new SQLTransientConnectionException("the store is busy: all its connections are in use", "53300");
    }

    /**
     * What is done with the database.
     *
     * @param <T> what comes of it
     */
    interface Work<T> {
        /** Does it; whoever called commits. */
        T on(Session session) throws SQLException;
    }
}
