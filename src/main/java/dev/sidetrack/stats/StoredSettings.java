// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.stats;

import dev.sidetrack.store.Store;
import dev.sidetrack.store.Stores;
import java.sql.SQLException;

/** Short texts that all nodes share, such as whether a report has been sent. */
final class StoredSettings {

    private StoredSettings() {}

    /** Uses the connections for writing, because those for reading may lead to a replica that lags behind. */
    static String find(Store store, String name) throws SQLException {
        return store.change(session ->
                session.one("select content from sidetrack.setting where name = ?", row -> row.getString(1), name));
    }

    static boolean replace(Store store, String name, String before, String text) throws SQLException {
        if (before != null) {
            return store.change(session -> session.update(
                            "update sidetrack.setting set content = ? where name = ? and content = ?",
                            text,
                            name,
                            before))
                    == 1;
        }
        try {
            return store.change(session -> session.update("""
                            insert into sidetrack.setting (name, content) select cast(? as varchar), cast(? as varchar)
                            where not exists (select 1 from sidetrack.setting where name = ?)
                            """, name, text, name)) == 1;
        } catch (SQLException failed) {
            if (Stores.isDuplicate(failed)) {
                return false;
            }
            throw failed;
        }
    }
}
