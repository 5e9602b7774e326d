// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.store;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;

/**
 * Creates the tables and updates them with the numbered scripts beside this class. On PostgreSQL everything is one
 * transaction, and nodes that start together wait for a lock; H2 commits each statement by itself, so its scripts must
 * tolerate being run twice.
 */
final class Migration {

    private static final Logger LOG = System.getLogger("dev.sidetrack.store");
    private static final int NEWEST = 5;
    /** An arbitrary number that nobody else is likely to lock. */
    private static final long LOCK = 0x51DE_77AC_0000_0001L;

    private final Database database;
    private final Dialect dialect;
    private final int newest;

    Migration(Database database, Dialect dialect) {
        this(database, dialect, NEWEST);
    }

    Migration(Database database, Dialect dialect, int newest) {
        this.database = database;
        this.dialect = dialect;
        this.newest = newest;
    }

    void run() throws SQLException {
        prepare();
        database.writeLong(session -> {
            lock(session);
            var version = version(session);
            if (version > newest) {
                throw new NewerSchemaException("The schema " + database.schema() + " is of version " + version
                        + ", but this Sidetrack" + " supports versions up to " + newest
                        + " only: deploy the newer Sidetrack that made it, or restore a backup.");
            }
            for (var next = version + 1; next <= newest; next++) {
                session.run(script(next));
                session.update("""
                        insert into sidetrack.schema_version (version, applied) select cast(? as int), current_timestamp
                        where not exists (select 1 from sidetrack.schema_version where version = ?)""", next, next);
                LOG.log(Level.INFO, "Migrated the tables in the schema {0} to version {1}.", database.schema(), next);
            }
            return null;
        });
    }

    /** Creates the schema and the table with its version. */
    private void prepare() throws SQLException {
        database.write(session -> {
            // Without a lock, two nodes that create the schema at once would fail in spite of "if not exists".
            lock(session);
            if (dialect == Dialect.POSTGRESQL && exists(session)) {
                return null;
            }
            session.run("create schema if not exists " + database.schema());
            session.run("""
                    create table if not exists sidetrack.schema_version (
                        version int primary key, applied timestamp(6) with time zone not null)""");
            session.update("""
                    insert into sidetrack.schema_version (version, applied)
                    select 0, current_timestamp where not exists (select 1 from sidetrack.schema_version)""");
            return null;
        });
    }

    /** Checked first, because {@code create schema} needs a privilege that a careful operator does not grant. */
    private boolean exists(Session session) throws SQLException {
        return session.one(
                "select to_regclass(? || '.schema_version') is not null", row -> row.getBoolean(1), database.schema());
    }

    private void lock(Session session) throws SQLException {
        if (dialect == Dialect.POSTGRESQL) {
            session.list("select pg_advisory_xact_lock(?)", row -> 1, LOCK);
        }
    }

    private static int version(Session session) throws SQLException {
        return session.one("select max(version) from sidetrack.schema_version", row -> row.getInt(1));
    }

    private String script(int version) {
        return Scripts.read(dialect.folder() + '/' + version + ".sql");
    }
}
