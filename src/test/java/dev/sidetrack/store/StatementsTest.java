// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** What a batch costs at the database, counted. */
@EnabledIfSystemProperty(named = "store.postgres", matches = ".+")
class StatementsTest {

    private final List<String> calls = new ArrayList<>();

    @Test
    void send_inSteadyState_isOneStatementAndOneCommit() {
        var store = TestStore.through("postgresql", this::counting);
        var hits = new RandomHits(41, TestStore.NOW, 2).visits(60);
        store.send(hits.subList(0, 100));
        calls.clear();
        // Their texts are known by now: other hits of the same pages and visitors.
        store.send(
                new RandomHits(41, TestStore.NOW.plusSeconds(1), 2).visits(60).subList(0, 100));
        assertThat(calls).containsExactly("prepareStatement", "commit");
    }

    private DataSource counting(DataSource source) {
        return (DataSource) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
                    var result = method.invoke(source, arguments);
                    return result instanceof Connection connection ? counting(connection) : result;
                });
    }

    private Connection counting(Connection connection) {
        return (Connection) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    if (List.of("prepareStatement", "createStatement", "commit", "rollback")
                            .contains(method.getName())) {
                        calls.add(method.getName());
                    }
                    return method.invoke(connection, arguments);
                });
    }
}
