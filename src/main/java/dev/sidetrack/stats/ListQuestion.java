// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.stats;

import dev.sidetrack.store.Facet;
import dev.sidetrack.store.Lines;
import dev.sidetrack.store.TermKind;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.Set;

/**
 * All lines of a list: from the roll-ups or, with filters, from the visits, whose trails contain their pages and
 * events.
 */
final class ListQuestion {

    private static final int FETCH = 1_000;
    private static final int NOT_KNOWN = 0;
    /** For these facets, a missing value is not listed. */
    private static final Set<Facet> ONLY_KNOWN =
            EnumSet.of(Facet.PAGE, Facet.ENTRY, Facet.EXIT, Facet.SOURCE, Facet.MEDIUM, Facet.CAMPAIGN, Facet.EVENT);

    private static final String OF_VISITS = """
            select {column}, count(*) filter (where v.kind > 0), sum(v.views), sum(v.events),
                count(*) filter (where v.kind > 0 and v.views + v.events = 1), {lasted}, sum(v.amount)
            from {visits} group by {column}""";
    /** A term counts for its visit at its first occurrence. */
    private static final String OF_TRAILS = """
            select s.term, s.visits, {views}, {events}, 0, 0, 0
            from (
                select u.term, count(*) as times,
                    count(*) filter (where u.kind > 0 and array_position(u.trail, u.term) = u.place) as visits
                from (
                    select unnest(v.trail) as term, generate_subscripts(v.trail, 1) as place, v.trail, v.kind
                    from {visits}
                ) u group by u.term
            ) s join sidetrack.term k on k.id = s.term and k.kind = {kind}""";

    private static final String OF_HITS = """
            select s.term, count(*) filter (where s.kind > 0), sum({views}), sum({events}), 0, 0, 0
            from (
                select w.kind, {term} as term, count(*) as times
                from (select v.visitor, v.visit, v.site, v.kind from {visits}) w
                join sidetrack.hit h on h.visitor = w.visitor and h.visit = w.visit and h.site = w.site
                where {isOne} group by w.visitor, w.visit, w.site, w.kind, {term}
                union all
                select w.kind, {term} as term, 1 as times
                from (select v.visitor, v.kind from {visits} and v.kind = 0) w
                join sidetrack.hit h on h.id = w.visitor where {isOne}
            ) s group by s.term""";

    private final Scope scope;
    private final Facet facet;

    ListQuestion(Scope scope, Dimension by) {
        this.scope = scope;
        facet = by.facet();
    }

    Lines lines() throws SQLException {
        var lines = scope.isUnfiltered() ? RolledUp.lines(scope, facet) : filtered();
        if (ONLY_KNOWN.contains(facet)) {
            lines.byTerm().remove(NOT_KNOWN);
        }
        if (scope.isUnfiltered() && facet == Facet.PAGE) {
            // A path with nothing but events is an API's, not a page.
            lines.byTerm().values().removeIf(line -> line.views() == 0);
        }
        return lines;
    }

    private Lines filtered() throws SQLException {
        var dialect = scope.store().dialect();
        var values = new ArrayList<Object>();
        values.add(scope.start());
        values.add(scope.end());
        String sql;
        if (facet.column() != null) {
            sql = OF_VISITS.replace("{column}", facet.column()).replace("{lasted}", dialect.lasted());
        } else {
            sql = steps(dialect.hasTrail() ? OF_TRAILS : OF_HITS);
            if (!dialect.hasTrail()) {
                values.addAll(values);
            }
        }
        var lines = new Lines();
        scope.session()
                .each(sql.replace("{visits}", scope.visits()), FETCH, row -> lines.add(row, false), values.toArray());
        return lines;
    }

    private String steps(String sql) {
        var isEvent = facet == Facet.EVENT;
        return sql.replace("{views}", isEvent ? "0" : "s.times")
                .replace("{events}", isEvent ? "s.times" : "0")
                .replace("{kind}", String.valueOf((isEvent ? TermKind.EVENT : TermKind.PATH).code()))
                .replace("{term}", isEvent ? "h.event" : "h.path")
                .replace("{isOne}", isEvent ? "h.event is not null" : "h.event is null");
    }
}
