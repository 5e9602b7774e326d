// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.store;

import dev.sidetrack.Hit;
import dev.sidetrack.json.JsonWriter;
import dev.sidetrack.provider.FieldDifferences;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What of a hit is in the tables, read back by SQL and compared with the documentation's table. */
class StoredFieldsTest {

    private static final Set<String> OF_SEVERAL_TERMS = Set.of("origin", "client");
    private static final Set<String> NO_TERMS = Set.of("visit", "server_time", "kind", "consent", "id");

    private final TestStore store = TestStore.on("h2");

    @Test
    void row_ofHitsThatDifferInOneField_differsWhereTheTableSays() throws Exception {
        try (var connection = DriverManager.getConnection(store.url())) {
            FieldDifferences.check("database", hit -> kept(hit, connection));
        }
    }

    private Map<String, String> kept(Hit hit, Connection connection) throws SQLException {
        store.send(List.of(hit));
        var json = new JsonWriter().object();
        addRow("hit", 0, json, connection);
        try (var statement = connection.createStatement()) {
            statement.execute("delete from " + store.schema() + ".hit");
        }
        return FieldDifferences.of(json.end().toString());
    }

    private void addRow(String table, int id, JsonWriter json, Connection connection) throws SQLException {
        var where = id == 0 ? "" : " where id = " + id;
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("select * from " + store.schema() + "." + table + where)) {
            row.next();
            for (var i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                var name = row.getMetaData().getColumnLabel(i).toLowerCase(Locale.ROOT);
                if (OF_SEVERAL_TERMS.contains(name)) {
                    addRow(name, row.getInt(i), json, connection);
                } else if (row.getObject(i) instanceof Integer term && !NO_TERMS.contains(name)) {
                    json.field(name, text(term, connection));
                } else if (id == 0) {
                    json.field(name, row.getString(i));
                }
            }
        }
    }

    private String text(int term, Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("select name from " + store.schema() + ".term where id = " + term)) {
            row.next();
            return row.getString(1);
        }
    }
}
