// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sidetrack.Campaign;
import dev.sidetrack.Hit;
import dev.sidetrack.SampleHits;
import dev.sidetrack.TrackedEvent;
import dev.sidetrack.spi.Outcome;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What becomes of hits when the database is in trouble, and that they go on when it is mended. */
class TroubleTest {

    /** Where the store's connections come from just now. */
    private DataSource now;

    @Test
    void send_byAUserWhoMayNothing_stopsWithWhatToGrant() {
        var store = TestStore.through("h2", whole -> by("shop", whole));

        assertThat(outcome(store))
                .isInstanceOfSatisfying(
                        Outcome.Stop.class,
                        stop -> assertThat(stop.reason()).contains("grant the data source's user all rights"));
    }

    @Test
    void send_afterRightsWereTaken_stopsUntilTheyAreBack() throws SQLException {
        var store = TestStore.through("h2", this::changing);
        store.send(List.of(hit()));
        var whole = now;

        now = by("shop", whole);
        run(whole, "grant select on schema " + store.schema() + " to shop");
        assertThat(outcome(store))
                .isInstanceOfSatisfying(
                        Outcome.Stop.class,
                        stop -> assertThat(stop.reason()).contains("grant the data source's user all rights"));

        now = whole;
        store.send(List.of(hit()));
        assertThat(store.number("select count(*) from sidetrack.hit")).isEqualTo(2);
    }

    @Test
    void send_withAWrongPassword_stopsAndSaysSo() {
        var store = TestStore.through("h2", this::changing);
        store.send(List.of(hit()));
        by("shop", now);
        var wrong = new JdbcDataSource();
        wrong.setURL(((JdbcDataSource) now).getURL());
        wrong.setUser("shop");
        wrong.setPassword("s3cret");
        now = wrong;

        assertThat(outcome(store))
                .isInstanceOfSatisfying(
                        Outcome.Stop.class,
                        stop -> assertThat(stop.reason())
                                .contains("correct the data source's user and password")
                                .doesNotContain("s3cret"));
    }

    @Test
    void send_toAReadOnlyDatabase_stopsAndSaysSo(@TempDir Path folder) throws SQLException {
        now = TestStore.h2("file:" + folder.resolve("hits"));
        var store = TestStore.through("h2", ignored -> changing(now));
        store.send(List.of(hit()));
        run(now, "shutdown");

        now = TestStore.h2("file:" + folder.resolve("hits") + ";ACCESS_MODE_DATA=r");
        assertThat(outcome(store))
                .isInstanceOfSatisfying(
                        Outcome.Stop.class,
                        stop -> assertThat(stop.reason()).contains("leads to a read-only database"));
        run(now, "shutdown");
    }

    @ParameterizedTest
    @MethodSource("tables")
    void send_afterATableWasDropped_stopsWithWhatMendsIt(String database, String table) {
        var store = TestStore.on(database);
        store.send(List.of(SampleHits.pageView()));

        store.update("drop table sidetrack." + table + " cascade");

        assertThat(outcome(store))
                .isInstanceOfSatisfying(
                        Outcome.Stop.class,
                        stop -> assertThat(stop.reason()).contains("a table is missing; restore it from a backup"));
    }

    @ParameterizedTest
    @MethodSource("dev.sidetrack.store.TestStore#databases")
    void send_afterTheSchemaWasDropped_stopsUntilARestartMakesItAnew(String database) {
        var store = TestStore.on(database);
        store.send(List.of(hit()));

        store.update("drop schema " + store.schema() + " cascade");

        assertThat(outcome(store))
                .isInstanceOfSatisfying(
                        Outcome.Stop.class, stop -> assertThat(stop.reason()).contains("missing"));
        var restarted = store.another(Map.of());
        restarted.send(List.of(hit()));
        assertThat(restarted.number("select count(*) from sidetrack.hit")).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("dev.sidetrack.store.TestStore#databases")
    void rollUp_afterATableWasDropped_failsWithWhatMendsIt(String database) {
        var store = TestStore.on(database);
        store.send(List.of(hit()));
        store.update("drop table sidetrack.by_hour");

        assertThatThrownBy(() -> store.store().rollUp())
                .isInstanceOfSatisfying(
                        SQLException.class,
                        failed -> assertThat(SqlFailure.sentence(failed)).contains("a table is missing"));
        // Hits do not need it.
        store.send(List.of(hit()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            53100 | the database's disk is full (SQLState 53100): free space on it
            90031 | the database cannot use its files (SQLState 90031): free space on its disk, and check their permissions
            53300 | the database is short of resources (SQLState 53300)
            08006 | the database is unreachable (SQLState 08006)
            90067 | the database is unreachable (SQLState 90067)
            57P01 | the database is stopping or cancelled the statement (SQLState 57P01)
            """)
    void send_whileTheDatabaseIsInTrouble_isTriedAgainAndGoesOnAfterwards(String state, String reason) {
        var store = TestStore.through("h2", this::changing);
        store.send(List.of(hit()));
        var whole = now;
        var waiting = List.of(hit(), hit());

        now = failingToWrite(whole, state);
        assertThat(store.provider().send(waiting)).containsOnly(Outcome.retry(reason, null));

        now = whole;
        store.send(waiting);
        assertThat(store.number("select count(*) from sidetrack.hit")).isEqualTo(3);
    }

    static Stream<Arguments> tables() {
        return TestStore.databases().stream()
                .flatMap(database -> Stream.of("hit", "visit", "term", "origin", "client", "dirty", "forgotten")
                        .map(table -> Arguments.of(database, table)));
    }

    private static Outcome outcome(TestStore store) {
        return store.provider().send(List.of(hit())).get(0);
    }

    /** A hit with texts that no hit had before. */
    private static Hit hit() {
        var text = UUID.randomUUID().toString();
        return SampleHits.pageView()
                .withId(UUID.randomUUID())
                .withTime(TestStore.NOW)
                .withVisitor(SampleHits.VISITOR.withCountry(text))
                .withEvent(TrackedEvent.named(text))
                .withCampaign(Campaign.builder().source(text).build());
    }

    private DataSource changing(DataSource first) {
        now = first;
        return (DataSource) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
                    try {
                        return method.invoke(now, arguments);
                    } catch (InvocationTargetException failed) {
                        throw failed.getCause();
                    }
                });
    }

    /** The same database as somebody who may nothing there. */
    private static DataSource by(String user, DataSource administrator) {
        try {
            run(administrator, "create user " + user + " password 'right'");
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
        var source = new JdbcDataSource();
        source.setURL(((JdbcDataSource) administrator).getURL());
        source.setUser(user);
        source.setPassword("right");
        return source;
    }

    private static void run(DataSource source, String sql) throws SQLException {
        try (var connection = source.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The same database, in which each insert fails with this state. */
    private static DataSource failingToWrite(DataSource whole, String state) {
        return (DataSource) Proxy.newProxyInstance(
                TroubleTest.class.getClassLoader(),
                new Class<?>[] {DataSource.class},
                (proxy, method, arguments) -> failingToWrite(whole.getConnection(), state));
    }

    private static Connection failingToWrite(Connection whole, String state) {
        return (Connection) Proxy.newProxyInstance(
                TroubleTest.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    if (arguments != null
                            && String.valueOf(arguments[0]).strip().startsWith("insert")) {
                        throw new SQLException("no", state);
                    }
                    try {
                        return method.invoke(whole, arguments);
                    } catch (InvocationTargetException failed) {
                        throw failed.getCause();
                    }
                });
    }
}
