// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidetrack.Hit;
import dev.sidetrack.HitCounts;
import dev.sidetrack.config.SettingsOf;
import dev.sidetrack.spi.Outcome;
import dev.sidetrack.stats.Answers;
import dev.sidetrack.stats.Dimension;
import dev.sidetrack.stats.Interval;
import dev.sidetrack.stats.Query;
import dev.sidetrack.stats.Slice;
import dev.sidetrack.stats.Stats;
import dev.sidetrack.testing.ManualClock;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.postgresql.ds.PGPoolingDataSource;

/**
 * A store with its provider and its stats, on an empty database: H2 in memory, or PostgreSQL where
 * {@code store.postgres} has its URL.
 */
public final class TestStore {

    public static final Instant NOW = Instant.parse("2026-11-26T14:10:00Z");
    public static final String NAME = "own";

    /** The days of all hits that tests send. */
    public static final Query ALL = Query.of(LocalDate.of(2026, 11, 1), LocalDate.of(2026, 11, 30));

    /** Whether a test makes do with few hits: among the unit tests, but not where PostgreSQL takes part. */
    public static final boolean FEW = System.getProperty("store.postgres") == null;

    private static final String READING = "java:comp/reading";

    @SuppressWarnings("deprecation")
    private static PGPoolingDataSource postgres;

    public final ManualClock clock = new ManualClock(NOW);
    private final DataSource dataSource;
    private final DataSource reading;
    private final String schema;
    private final Map<String, String> settings = new HashMap<>();
    private Stores stores;
    private DatabaseProvider provider;

    private TestStore(DataSource dataSource, DataSource reading, String schema, Map<String, String> settings) {
        this.dataSource = dataSource;
        this.reading = reading;
        this.schema = schema;
        this.settings.putAll(
                Map.of("sidetrack.time-zone", "Europe/Berlin", key("type"), "database", key("schema"), schema));
        this.settings.putAll(settings);
        restart();
    }

    /** The databases that tests run on. */
    public static List<String> databases() {
        return FEW ? List.of("h2") : List.of("h2", "postgresql");
    }

    /** A store on an empty database. */
    public static TestStore on(String database) {
        return on(database, Map.of());
    }

    /** A store on an empty database with these settings. */
    public static TestStore on(String database, Map<String, String> settings) {
        return through(database, UnaryOperator.identity(), settings);
    }

    private static DataSource source(String database) {
        return database.equals("h2") ? h2("mem:" + UUID.randomUUID()) : postgres();
    }

    /** A store on an empty database by a data source that somebody looks through. */
    static TestStore through(String database, UnaryOperator<DataSource> looking) {
        return through(database, looking, Map.of());
    }

    static TestStore through(String database, UnaryOperator<DataSource> looking, Map<String, String> settings) {
        var source = looking.apply(source(database));
        return new TestStore(source, source, newSchema(), settings);
    }

    /** A store on an empty H2 that is asked by a data source of its own, which somebody looks through. */
    public static TestStore readThrough(UnaryOperator<DataSource> looking) {
        var source = source("h2");
        return new TestStore(source, looking.apply(source), newSchema(), Map.of(key("read-data-source"), READING));
    }

    /** The whole name of one of the provider's keys. */
    public static String key(String name) {
        return "sidetrack.provider." + NAME + "." + name;
    }

    /** H2 at this place, such as {@code mem:a}. */
    static DataSource h2(String place) {
        var h2 = new JdbcDataSource();
        h2.setURL("jdbc:h2:" + place + ";DB_CLOSE_DELAY=-1");
        return h2;
    }

    @SuppressWarnings("deprecation")
    static synchronized DataSource postgres() {
        if (postgres == null) {
            postgres = new PGPoolingDataSource();
            postgres.setUrl(System.getProperty("store.postgres"));
            postgres.setMaxConnections(20);
        }
        return postgres;
    }

    static String newSchema() {
        return "t" + UUID.randomUUID().toString().replace("-", "");
    }

    /** Where the database is, as JDBC has it. */
    String url() {
        return dataSource instanceof JdbcDataSource h2 ? h2.getURL() : System.getProperty("store.postgres");
    }

    /** The name of the schema that its tables are in. */
    String schema() {
        return schema;
    }

    /** Another node, or this one after a restart, on the same database. */
    public TestStore another(Map<String, String> changed) {
        var all = new HashMap<>(settings);
        all.putAll(changed);
        var other = new TestStore(dataSource, reading, schema, all);
        other.clock.pass(Duration.between(NOW, clock.instant()));
        return other;
    }

    private void restart() {
        var all = SettingsOf.map(settings);
        stores = new Stores(all, new PlainTransactions(), name -> name.equals(READING) ? reading : dataSource, clock);
        provider = new DatabaseProvider(stores, all, clock);
        provider.configure(all.provider(NAME));
    }

    /** The provider. */
    public DatabaseProvider provider() {
        return provider;
    }

    /** The store itself. */
    public Store store() {
        try {
            return stores.open(NAME);
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** Sends hits by the provider, a hundred at a time, all of which must be taken. */
    public void send(List<Hit> hits) {
        for (var from = 0; from < hits.size(); from += 100) {
            var outcomes = provider.send(hits.subList(from, Math.min(hits.size(), from + 100)));
            if (outcomes.stream().anyMatch(outcome -> outcome != Outcome.ACCEPTED)) {
                throw new AssertionError(outcomes.toString());
            }
        }
    }

    /** Sums up what is dirty. */
    public void rollUp() {
        try {
            store().rollUp();
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** Sums up everything once more, of the visits and hits. */
    public void rebuild() {
        try {
            store().change(session -> {
                var zone = store().zone();
                Rebuild.markAll(session, store().dialect(), zone, zone, Instant.EPOCH);
                return null;
            });
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
        rollUp();
    }

    /**
     * Every number is the same as of the other store, but for the last digit of sums, which depends on the order of
     * what is summed up.
     */
    public void assertSameNumbersAs(TestStore expected) {
        var one = stats();
        var other = expected.stats();
        assertSame(one.totals(ALL), other.totals(ALL), "totals");
        assertSame(one.series(ALL, Interval.DAY), other.series(ALL, Interval.DAY), "days");
        assertSame(one.weekHours(ALL), other.weekHours(ALL), "week");
        for (var dimension : Dimension.values()) {
            var all = Slice.first(1_000);
            assertSame(one.top(ALL, dimension, all), other.top(ALL, dimension, all), dimension.toString());
        }
    }

    private static void assertSame(Object actual, Object expected, String what) {
        if (actual.equals(expected)) {
            return;
        }
        assertThat(actual)
                .as(what)
                .usingRecursiveComparison()
                .withComparatorForType((a, b) -> Math.abs(a - b) < 1e-6 ? 0 : Double.compare(a, b), Double.class)
                .isEqualTo(expected);
    }

    /** The stores. */
    public Stores stores() {
        return stores;
    }

    /** The questions, whose answers are not remembered. */
    public Stats stats() {
        return new Stats(stores, new HitCounts(), Answers.fresh());
    }

    /** The rows of a query, each a list. */
    public List<List<Object>> rows(String sql, Object... values) {
        try {
            return store().change(session -> session.list(
                    sql,
                    row -> {
                        var columns = new ArrayList<>();
                        for (var i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                            columns.add(row.getObject(i));
                        }
                        return Collections.unmodifiableList(columns);
                    },
                    values));
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** The one number that a query finds. */
    public long number(String sql, Object... values) {
        return ((Number) rows(sql, values).get(0).get(0)).longValue();
    }

    /** Changes rows. */
    public int update(String sql, Object... values) {
        try {
            return store().change(session -> session.update(sql, values));
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
