// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.stats;

import dev.sidetrack.store.Session;
import dev.sidetrack.store.Term;
import dev.sidetrack.store.TermKind;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Looks up the numbers that stand for texts in the tables. */
final class Terms {

    private Terms() {}

    static int number(Session session, Term term, int otherwise) throws SQLException {
        var number = session.one(
                "select id from sidetrack.term where kind = ? and hash = ?",
                row -> row.getInt(1),
                term.kind().code(),
                term.hash());
        return number == null ? otherwise : number;
    }

    static Map<Integer, String> names(Session session, Collection<Integer> numbers) throws SQLException {
        var names = new HashMap<Integer, String>();
        session.list(
                "select id, name from sidetrack.term where id in (select * from unnest(cast(? as int array)))",
                row -> names.put(row.getInt(1), row.getString(2)),
                Session.ints(numbers));
        return names;
    }

    /** The numbers of all texts of a kind that contain this one, ignoring case. */
    static Set<Integer> containing(Session session, TermKind kind, String text) throws SQLException {
        return new HashSet<>(session.list(
                "select id from sidetrack.term"
                        + " where kind = ? and position(lower(cast(? as varchar)) in lower(name)) > 0",
                row -> row.getInt(1),
                kind.code(),
                text));
    }

    static String list(List<Integer> numbers) {
        return numbers.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }
}
