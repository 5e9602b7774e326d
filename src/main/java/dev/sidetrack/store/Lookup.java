// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.store;

import java.sql.SQLException;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/** A cache of texts by id, loaded on demand; it is cleared when it gets too large. */
final class Lookup {

    private static final int MOST = 10_000;

    private final String sql;
    private final int columns;
    private final Map<Integer, List<String>> found = new HashMap<>();

    /** The query must select the id and then this many texts, and end with the name of the id's column. */
    Lookup(String sql, int columns) {
        this.sql = sql + " in (select * from unnest(cast(? as int array)))";
        this.columns = columns;
    }

    /** Loads those of these ids that are not cached yet; {@code null} is ignored. */
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

    /** The texts with this id; each is {@code null} if there is none. */
    List<String> of(Integer id) {
        var texts = found.get(id);
        return texts == null ? Collections.nCopies(columns, null) : texts;
    }
}
