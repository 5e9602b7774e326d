// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.store;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * A command that exports hits from a database to a file, imports them, or imports daily totals from another analytics
 * system, without a server:
 *
 * <pre>{@code
 * java -cp sidetrack.jar:postgresql.jar dev.sidetrack.store.Transfer \
 *     export URL SCHEMA 2026-11-01 2026-11-30 hits.ndjson [AFTER]
 * java -cp sidetrack.jar:postgresql.jar dev.sidetrack.store.Transfer import URL SCHEMA hits.ndjson
 * java -cp sidetrack.jar:postgresql.jar dev.sidetrack.store.Transfer import-days URL SCHEMA SITE plausible.zip
 * }</pre>
 *
 * <p>The URL is a JDBC URL, with user and password in the driver's form. A file whose name ends in {@code .csv} is
 * written as CSV; only NDJSON can be imported. With the id of a hit, the export goes on after it, at the end of the
 * file. {@code DayImport} describes what {@code import-days} reads. A new database takes the time zone of this JVM.
 */
final class Transfer {

    private static final Logger LOG = System.getLogger("dev.sidetrack.store");
    private static final int IMPORT_ARGUMENTS = 4;
    private static final int DAYS_ARGUMENTS = 5;
    private static final int EXPORT_ARGUMENTS = 6;

    private Transfer() {}

    /** Runs the command given by the arguments. */
    public static void main(String[] arguments) throws IOException, SQLException {
        run(Clock.systemUTC(), arguments);
    }

    static void run(Clock clock, String... arguments) throws IOException, SQLException {
        if (arguments.length == IMPORT_ARGUMENTS && arguments[0].equals("import")) {
            var store = store(arguments[1], arguments[2], clock);
            try (var lines = Files.newBufferedReader(Path.of(arguments[3]))) {
                LOG.log(Level.INFO, "{0} new hits imported.", new HitImport(store).read(lines));
            }
            store.release();
        } else if (arguments.length == DAYS_ARGUMENTS && arguments[0].equals("import-days")) {
            var store = store(arguments[1], arguments[2], clock);
            var days = new DayImport(store).read(arguments[3], Path.of(arguments[4]));
            LOG.log(
                    Level.INFO,
                    "{0} new days imported; {1} already had numbers and were left unchanged.",
                    days.added(),
                    days.present());
            store.release();
        } else if (arguments.length == EXPORT_ARGUMENTS && arguments[0].equals("export")) {
            export(clock, null, arguments);
        } else if (arguments.length == EXPORT_ARGUMENTS + 1 && arguments[0].equals("export")) {
            export(clock, UUID.fromString(arguments[6]), arguments);
        } else {
            throw new IllegalArgumentException("export URL SCHEMA FROM TO FILE [AFTER], import URL SCHEMA FILE,"
                    + " or import-days URL SCHEMA SITE FILE");
        }
    }

    private static void export(Clock clock, UUID after, String... arguments) throws IOException, SQLException {
        var file = Path.of(arguments[5]);
        var from = LocalDate.parse(arguments[3]);
        var to = LocalDate.parse(arguments[4]);
        var format = file.toString().endsWith(".csv") ? HitExport.Format.CSV : HitExport.Format.NDJSON;
        var options = after == null
                ? new OpenOption[] {StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING}
                : new OpenOption[] {StandardOpenOption.APPEND};
        var store = store(arguments[1], arguments[2], clock);
        try (var out = Files.newBufferedWriter(file, options)) {
            new HitExport(store).write(from, to, after, format, out);
        }
    }

    private static Store store(String url, String schema, Clock clock) throws SQLException {
        var source = source(url);
        var database = new Database(
                new PlainTransactions(), source, new ConnectionLimit(1), source, new ConnectionLimit(1), schema);
        var dialect = database.write(session -> Dialect.of(session.connection().getMetaData()));
        new Migration(database, dialect).run();
        var zone = new StoredZone(database, dialect, clock, Period.ZERO).apply(null);
        var kept = Kept.in(database, zone, clock);
        var keys = new StoreKeys(url, url, schema, kept.hits(), kept.visits(), Integer.MAX_VALUE - 1, 2);
        return new Store(database, dialect, zone, clock, keys, List.of());
    }

    /** Connections straight from the driver; only the methods used here are supported. */
    private static DataSource source(String url) {
        return (DataSource) Proxy.newProxyInstance(
                Transfer.class.getClassLoader(),
                new Class<?>[] {DataSource.class},
                (proxy, method, arguments) -> DriverManager.getConnection(url));
    }
}
