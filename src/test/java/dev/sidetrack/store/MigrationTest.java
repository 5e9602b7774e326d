// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sidetrack.SampleHits;
import dev.sidetrack.config.ConfigurationException;
import dev.sidetrack.config.SettingsOf;
import dev.sidetrack.spi.Outcome;
import java.lang.reflect.Proxy;
import java.sql.DatabaseMetaData;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import javax.naming.NameNotFoundException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MigrationTest {

    @ParameterizedTest
    @MethodSource("dev.sidetrack.store.TestStore#databases")
    void open_fourNodesAtOnceOnAnEmptyDatabase_makeTheTablesOnce(String database) throws Exception {
        var first = TestStore.on(database);
        var nodes = IntStream.range(0, 4).mapToObj(i -> first.another(Map.of())).toList();
        var threads = Executors.newFixedThreadPool(nodes.size());
        try {
            var starts = threads.invokeAll(nodes.stream()
                    .map(node -> (Callable<List<Outcome>>) () -> node.provider().send(List.of(SampleHits.pageView())))
                    .toList());
            for (var start : starts) {
                assertThat(start.get().get(0)).isInstanceOfAny(Outcome.Accepted.class, Outcome.Retry.class);
            }
        } finally {
            threads.shutdown();
        }
        // Whoever was asked to try again, does.
        nodes.forEach(node -> node.send(List.of(SampleHits.pageView())));
        assertThat(first.rows("select version from sidetrack.schema_version order by version"))
                .containsExactly(List.of(0), List.of(1), List.of(2), List.of(3), List.of(4), List.of(5));
        assertThat(first.number("select count(*) from sidetrack.hit")).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("dev.sidetrack.store.TestStore#databases")
    void send_toASchemaNewerThanTheCode_stopsWithASentence(String database) {
        var store = TestStore.on(database);
        store.update("insert into sidetrack.schema_version (version, applied) values (99, current_timestamp)");
        var outcome = store.another(Map.of())
                .provider()
                .send(List.of(SampleHits.pageView()))
                .get(0);
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Stop.class,
                        stop -> assertThat(stop.reason())
                                .contains("version 99")
                                .contains("deploy the newer Sidetrack"));
    }

    @Test
    void dialect_ofAnotherDatabase_isRefusedWithWhatIsKnown() {
        assertThatThrownBy(() -> Dialect.of(database("MySQL", 8, 0)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("MySQL 8.0")
                .hasMessageContaining("PostgreSQL 15")
                .hasMessageContaining("H2 2.2");
        assertThatThrownBy(() -> Dialect.of(database("PostgreSQL", 14, 9))).isInstanceOf(ConfigurationException.class);
        assertThatThrownBy(() -> Dialect.of(database("H2", 2, 1))).isInstanceOf(ConfigurationException.class);
    }

    @Test
    void dialect_ofKnownDatabases_isTheirs() throws Exception {
        assertThat(Dialect.of(database("PostgreSQL", 15, 0))).isEqualTo(Dialect.POSTGRESQL);
        assertThat(Dialect.of(database("PostgreSQL", 17, 2))).isEqualTo(Dialect.POSTGRESQL);
        assertThat(Dialect.of(database("H2", 2, 2))).isEqualTo(Dialect.H2);
        assertThat(Dialect.of(database("H2", 3, 0))).isEqualTo(Dialect.H2);
    }

    @Test
    void open_withoutADataSource_tellsWhatLibertyNeeds() {
        var stores = new Stores(
                SettingsOf.nothing(),
                new PlainTransactions(),
                name -> {
                    throw new NameNotFoundException(name);
                },
                java.time.Clock.systemUTC());
        stores.add("own", StoreKeys.of(SettingsOf.nothing().provider("own")));
        assertThatThrownBy(() -> stores.open("own"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("java:comp/DefaultDataSource")
                .hasMessageContaining("sidetrack.provider.own.data-source")
                .hasMessageContaining("<dataSource id=\"DefaultDataSource\">");
    }

    @Test
    void open_databaseInMemory_warnsThatItForgets() {
        assertThat(TestStore.on("h2").store().warnings())
                .singleElement()
                .asString()
                .contains("in memory only")
                .contains("lost");
    }

    private static DatabaseMetaData database(String product, int major, int minor) {
        return (DatabaseMetaData) Proxy.newProxyInstance(
                MigrationTest.class.getClassLoader(),
                new Class<?>[] {DatabaseMetaData.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getDatabaseProductName" -> product;
                    case "getDatabaseProductVersion" -> major + "." + minor;
                    case "getDatabaseMajorVersion" -> major;
                    case "getDatabaseMinorVersion" -> minor;
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }
}
