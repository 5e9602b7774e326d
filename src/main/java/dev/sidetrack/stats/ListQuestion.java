// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.stats;

import dev.sidetrack.store.Facet;
import dev.sidetrack.store.Lines;
import dev.sidetrack.store.Session;
import dev.sidetrack.store.TermKind;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.Map;
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

    private static final String OF_COMBINATIONS = "select x.id, x.{column} from sidetrack.{table} x"
            + " where x.id in (select * from unnest(cast(? as int array)))";
    /** A term counts for its visit at its first occurrence. */
    private static final String OF_TRAILS = """
            select s.term, s.visits, case when k.kind = {path} then s.times else 0 end,
                case when k.kind = {event} then s.times else 0 end, 0, 0, 0, k.kind
            from (
                select u.term, count(*) as times,
                    count(*) filter (where u.kind > 0 and array_position(u.trail, u.term) = u.place) as visits
                from (
                    select unnest(w.trail) as term, generate_subscripts(w.trail, 1) as place, w.trail, w.kind
                    from (select {trail} as trail, v.kind from {visits}) w
                ) u group by u.term
            ) s join sidetrack.term k on k.id = s.term and k.kind in ({path}, {event})
            """.replace("{trail}", Trails.WHOLE)
            .replace("{path}", String.valueOf(TermKind.PATH.code()))
            .replace("{event}", String.valueOf(TermKind.EVENT.code()));

    private static final int KIND = 8;
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
        var column = facet.column();
        if (column == null) {
            var isPage = facet == Facet.PAGE;
            return copy(
                    scope.store().dialect().hasTrail()
                            ? scope.shared("trails", this::ofTrails).get(isPage)
                            : scope.shared("hits by " + facet, this::ofHits));
        }
        if (column.startsWith("o.")) {
            return ofCombinations("origin", VisitSums.ORIGIN);
        }
        return column.startsWith("c.") ? ofCombinations("client", VisitSums.CLIENT) : VisitSums.by(scope, column);
    }

    /** The lines of visits by their origin or client, added up by one of its columns. */
    private Lines ofCombinations(String table, VisitSums sums) throws SQLException {
        var byCombination = sums.of(scope).byTerm();
        var lines = new Lines();
        scope.session()
                .each(
                        OF_COMBINATIONS
                                .replace("{table}", table)
                                .replace("{column}", facet.column().substring(2)),
                        FETCH,
                        row -> lines.add(row.getInt(2), byCombination.get(row.getInt(1))),
                        Session.ints(byCombination.keySet()));
        return lines;
    }

    /** The lines of pages ({@code true}) and of events. */
    private Map<Boolean, Lines> ofTrails() throws SQLException {
        var lines = Map.of(true, new Lines(), false, new Lines());
        scope.session()
                .each(
                        OF_TRAILS.replace("{visits}", scope.visits()),
                        FETCH,
                        row -> lines.get(row.getInt(KIND) == TermKind.PATH.code())
                                .add(row, false),
                        scope.start(),
                        scope.end());
        return lines;
    }

    private Lines ofHits() throws SQLException {
        var isEvent = facet == Facet.EVENT;
        var sql = OF_HITS.replace("{views}", isEvent ? "0" : "s.times")
                .replace("{events}", isEvent ? "s.times" : "0")
                .replace("{term}", isEvent ? "h.event" : "h.path")
                .replace("{isOne}", isEvent ? "h.event is not null" : "h.event is null")
                .replace("{visits}", scope.visits());
        var lines = new Lines();
        scope.session()
                .each(sql, FETCH, row -> lines.add(row, false), scope.start(), scope.end(), scope.start(), scope.end());
        return lines;
    }

    private static Lines copy(Lines shared) {
        var lines = new Lines();
        shared.byTerm().forEach(lines::add);
        return lines;
    }
}
