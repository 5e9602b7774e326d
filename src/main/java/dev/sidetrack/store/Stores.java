// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.store;

import dev.sidetrack.config.ConfigurationException;
import dev.sidetrack.config.Keys;
import dev.sidetrack.config.Settings;
import dev.sidetrack.config.Shared;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;

/**
 * The configured stores. Each is opened on first use: its data source is looked up and its tables are created or
 * updated.
 */
@Shared
public class Stores {

    private static final Logger LOG = System.getLogger("dev.sidetrack.store");

    private final Transactions transactions;
    private final DataSources dataSources;
    private final ZoneId zone;
    private final Clock clock;
    private final Map<String, StoreKeys> configured = new LinkedHashMap<>();
    private final Map<String, ConnectionLimit> places = new HashMap<>();
    private final Map<String, Store> opened = new LinkedHashMap<>();

    @Inject
    Stores(Settings settings, Transactions transactions) {
        // Looked up each time, because a server may bind it only after starting the application.
        this(settings, transactions, InitialContext::doLookup, Clock.systemUTC());
    }

    /** Stores with this way of finding data sources; for the command line and for tests. */
    public Stores(Settings settings, Transactions transactions, DataSources dataSources, Clock clock) {
        this.transactions = transactions;
        this.dataSources = dataSources;
        this.clock = clock;
        zone = settings.get(Keys.TIME_ZONE);
    }

    /** Whether any store is configured. */
    public boolean areConfigured() {
        return !configured.isEmpty();
    }

    /** The store of the first configured provider. */
    public Store first() throws SQLException {
        return open(configured.keySet().iterator().next());
    }

    /** The name of the first configured provider. */
    public String firstName() {
        return configured.keySet().iterator().next();
    }

    /** Whether this failed only because the database is overloaded. */
    public static boolean isBusy(SQLException failed) {
        var state = String.valueOf(failed.getSQLState());
        return failed instanceof SQLTimeoutException || state.startsWith("53") || state.equals("57014");
    }

    /** Whether this failed only because another writer has added the same row first. */
    public static boolean isDuplicate(SQLException failed) {
        return SqlFailure.isDuplicate(failed);
    }

    /** Describes the failure in a sentence for the operator. */
    public static String sentence(SQLException failed) {
        return SqlFailure.sentence(failed);
    }

    /** The names of the providers that have a store. */
    List<String> names() {
        return List.copyOf(configured.keySet());
    }

    /**
     * Erases everything about the visitor with this client id from every store and its roll-ups; returns how many hits
     * were deleted. Later hits of this visitor are not stored.
     */
    public int erase(String clientId) throws SQLException {
        var erased = 0;
        for (var name : names()) {
            var store = open(name);
            erased += store.erase(clientId);
            store.rollUp();
        }
        return erased;
    }

    synchronized void add(String name, StoreKeys keys) {
        configured.put(name, keys);
    }

    /**
     * The store of this provider.
     *
     * @throws ConfigurationException if it can never be opened with these settings
     */
    synchronized Store open(String name) throws SQLException {
        var store = opened.get(name);
        if (store == null) {
            store = open(name, configured.get(name));
            opened.put(name, store);
        }
        return store;
    }

    /** The stores that are open. */
    synchronized List<Store> opened() {
        return List.copyOf(opened.values());
    }

    private Store open(String name, StoreKeys keys) throws SQLException {
        var writing = find(name, keys.dataSource());
        var reading = keys.dataSource().equals(keys.readDataSource()) ? writing : find(name, keys.readDataSource());
        var database = new Database(
                transactions,
                writing,
                places(keys.dataSource(), "write", keys),
                reading,
                places(keys.readDataSource(), "read", keys),
                keys.schema());
        var warnings = new ArrayList<String>();
        var dialect = database.write(session -> {
            var facts = session.connection().getMetaData();
            if (String.valueOf(facts.getURL()).startsWith("jdbc:h2:mem:")) {
                warnings.add("The database behind " + keys.dataSource()
                        + " is in memory only: all hits are lost when the server"
                        + " stops. Name another with sidetrack.provider." + name + ".data-source.");
            }
            return Dialect.of(facts);
        });
        new Migration(database, dialect).run();
        warnings.forEach(warning -> LOG.log(Level.WARNING, warning));
        var stored = new StoredZone(database, dialect, clock, keys.keepHits()).apply(zone);
        return new Store(database, dialect, stored, clock, keys, List.copyOf(warnings));
    }

    /** Stores with the same data source share a limit, because they share its pool. */
    private ConnectionLimit places(String dataSource, String use, StoreKeys keys) {
        return places.computeIfAbsent(use + " " + dataSource, first -> new ConnectionLimit(keys.connections() / 2));
    }

    private DataSource find(String name, String jndiName) throws SQLException {
        try {
            return dataSources.find(jndiName);
        } catch (NamingException missing) {
            throw new ConfigurationException("There is no data source " + jndiName + ", in which the provider '" + name
                    + "' keeps hits: name one with sidetrack.provider." + name
                    + ".data-source, or, on Liberty, put into server.xml: "
                    + "<library id=\"h2\"><fileset dir=\"${shared.resource.dir}\" includes=\"h2-*.jar\"/></library>"
                    + "<dataSource id=\"DefaultDataSource\"><jdbcDriver libraryRef=\"h2\""
                    + " javax.sql.DataSource=\"org.h2.jdbcx.JdbcDataSource\"/>"
                    + "<properties url=\"jdbc:h2:${server.output.dir}/sidetrack\"/></dataSource>");
        }
    }

    /** Finds data sources. */
    public interface DataSources {
        /** The data source with this name. */
        DataSource find(String name) throws NamingException;
    }
}
