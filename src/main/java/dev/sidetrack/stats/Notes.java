// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.stats;

import dev.sidetrack.store.Session;
import dev.sidetrack.store.Store;
import dev.sidetrack.store.Term;
import dev.sidetrack.store.TermKind;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** Stores the notes that people wrote. */
final class Notes {

    private static final int LONGEST = 200;
    private static final int ALL_SITES = 0;
    private static final String OF_PERIOD = """
            select n.id, n.site, t.name, n.at, n.name from sidetrack.note n left join sidetrack.term t on t.id = n.site
            where n.site in (0, {sites}) and n.at >= ? and n.at < ? order by n.at, n.id""";

    private Notes() {}

    static List<Note> of(Scope scope) throws SQLException {
        return scope.session()
                .list(
                        OF_PERIOD.replace("{sites}", scope.sites()),
                        row -> new Note(
                                row.getLong(1),
                                row.getInt(2) == ALL_SITES ? null : row.getString(3),
                                Session.instant(row, 4),
                                row.getString(5)),
                        scope.start(),
                        scope.end());
    }

    static Note add(Store store, String site, Instant time, String text) throws SQLException {
        if (text.isBlank() || text.length() > LONGEST || text.indexOf(0) >= 0) {
            throw new IllegalArgumentException("a note has 1 to " + LONGEST + " characters and no NUL");
        }
        return store.change(session -> {
            var number = site == null ? ALL_SITES : Terms.number(session, new Term(TermKind.SITE, site), -1);
            if (number < 0) {
                throw new IllegalArgumentException("there is no site '" + site + "' with hits");
            }
            session.update("insert into sidetrack.note (site, at, name) values (?, ?, ?)", number, time, text);
            long id = session.one(
                    "select max(id) from sidetrack.note where site = ? and name = ?",
                    row -> row.getLong(1),
                    number,
                    text);
            return new Note(id, site, time, text);
        });
    }

    static void remove(Store store, long id) throws SQLException {
        store.change(session -> session.update("delete from sidetrack.note where id = ?", id));
    }
}
