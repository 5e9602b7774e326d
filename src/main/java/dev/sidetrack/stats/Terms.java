// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.stats;

import dev.sidetrack.store.Session;
import dev.sidetrack.store.Term;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;

/** The numbers by which the tables know texts. */
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

    static String list(List<Integer> numbers) {
        return numbers.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }
}
