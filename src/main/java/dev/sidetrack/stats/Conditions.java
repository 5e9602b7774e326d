// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.stats;

import dev.sidetrack.store.Dialect;
import dev.sidetrack.store.Session;
import dev.sidetrack.store.Term;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Turns filters into conditions on a visit {@code v}. Only numbers are written into the statement. */
final class Conditions {

    static final int MOST_MATCHES = 20_000;
    private static final int NOT_KNOWN = 0;

    private Conditions() {}

    /**
     * A condition.
     *
     * @param sql the SQL to put after {@code and}
     * @param whole whether it includes all the values that the filter matches
     */
    record Condition(String sql, boolean whole) {}

    /** If very many values contain a text, only some of them are used, unless the reader chose to wait for all. */
    static Condition of(Session session, Dialect dialect, Filter filter, boolean exactly) throws SQLException {
        var most = exactly ? Integer.MAX_VALUE : MOST_MATCHES;
        var terms = terms(session, filter, most);
        var sql = sql(dialect, filter, terms);
        return new Condition(sql, filter.match() != Filter.Match.CONTAINS || terms.size() < most);
    }

    private static String sql(Dialect dialect, Filter filter, List<Integer> terms) {
        var condition = terms.isEmpty() ? "1 = 0" : condition(dialect, filter, Terms.list(terms));
        return filter.match() == Filter.Match.NOT ? "not (" + condition + ")" : condition;
    }

    private static String condition(Dialect dialect, Filter filter, String terms) {
        var facet = filter.dimension().facet();
        if (facet.column() != null) {
            return facet.column() + " in (" + terms + ")";
        }
        var column = filter.dimension() == Dimension.EVENT ? "h.event" : "h.event is null and h.path";
        var hits = """
                exists (select 1 from sidetrack.hit h where h.visitor = v.visitor and h.visit = v.visit
                    and h.site = v.site and %s in (%s))""".formatted(column, terms);
        if (dialect.hasTrail()) {
            // PostgreSQL checks trails last if it considers the check expensive, as it does with "any".
            var trail = terms.contains(",") ? "v.trail && array[" + terms + "]" : terms + " = any (v.trail)";
            return "(" + trail + " or " + Trails.IS_LONGER + " and " + hits + ")";
        }
        return "(%s or exists (select 1 from sidetrack.hit h where h.id = v.visitor and %s in (%s)))"
                .formatted(hits, column, terms);
    }

    private static List<Integer> terms(Session session, Filter filter, int most) throws SQLException {
        var kind = filter.dimension().facet().kind();
        if (filter.match() == Filter.Match.CONTAINS) {
            return session.list(
                    "select id from sidetrack.term where kind = ?"
                            + " and position(lower(cast(? as varchar)) in lower(name)) > 0 limit " + most,
                    row -> row.getInt(1),
                    kind.code(),
                    filter.values().get(0));
        }
        var terms = new ArrayList<Integer>();
        for (var value : filter.values()) {
            var number = value.isEmpty() ? NOT_KNOWN : Terms.number(session, new Term(kind, value), -1);
            if (number >= 0) {
                terms.add(number);
            }
        }
        return terms;
    }
}
