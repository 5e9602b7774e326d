// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.store;

import java.sql.SQLException;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/** Texts by id, found as they are needed; beyond so many all are forgotten. */
final class Lookup {

    private static final int MOST = 10_000;

    private final String sql;
    private final int columns;
    private final Map<Integer, List<String>> found = new HashMap<>();

    /** Found by a query that ends with the column of the id and has it first, then so many texts. */
    Lookup(String sql, int columns) {
        this.sql = sql + " in (select * from unnest(cast(? as int array)))";
        this.columns = columns;
    }

    /** Finds all of these that are not there yet; {@code null} is none. */
    void find(Session session, Collection<Integer> ids) throws SQLException {
        if (found.size() > MOST) {
            found.clear();
        }
        var unknown = new LinkedHashSet<>(ids);
        unknown.remove(null);
        unknown.removeAll(found.keySet());
        if (unknown.isEmpty()) {
            return;
        }
        session.each(
                sql,
                unknown.size(),
                row -> {
                    var texts = new String[columns];
                    for (var i = 0; i < columns; i++) {
                        texts[i] = row.getString(i + 2);
                    }
                    found.put(row.getInt(1), List.of(texts));
                },
                Session.ints(unknown));
    }

    /** The texts of that id, {@code null} each where there are none. */
    List<String> of(Integer id) {
        var texts = found.get(id);
        return texts == null ? Collections.nCopies(columns, null) : texts;
    }
}
