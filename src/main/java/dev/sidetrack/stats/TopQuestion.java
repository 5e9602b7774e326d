// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.stats;

import dev.sidetrack.store.Facet;
import dev.sidetrack.store.TermKind;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** A list by dimension: of the roll-ups, or with filters of the visits, whose pages and events are in their trails. */
final class TopQuestion {

    private static final double MICROS_PER_SECOND = 1e6;
    /** Of these, not to have any is no value. */
    private static final Set<Facet> ONLY_KNOWN =
            EnumSet.of(Facet.PAGE, Facet.ENTRY, Facet.EXIT, Facet.SOURCE, Facet.MEDIUM, Facet.CAMPAIGN, Facet.EVENT);

    private static final String ROLLED_UP = """
            select x.term, sum(x.visits) as visits, sum(x.views) as views, sum(x.events) as events,
                sum(x.bounces) as bounces, sum(x.lasted) as lasted, sum(x.amount) as amount
            from {rows} x group by x.term{having}""";
    private static final String OF_VISITS = """
            select {column} as term, count(*) filter (where v.kind > 0) as visits, sum(v.views) as views,
                sum(v.events) as events, count(*) filter (where v.kind > 0 and v.views + v.events = 1) as bounces,
                sum({lasted}) as lasted, sum(v.amount) as amount
            from {visits} group by {column}""";
    private static final String OF_TRAILS = """
            select s.term, count(*) filter (where s.kind > 0) as visits, sum({views}) as views,
                sum({events}) as events, 0 as bounces, 0 as lasted, 0 as amount
            from ({steps}) s group by s.term""";
    private static final String TRAIL_STEPS = """
            select v.kind, u.term, u.times from (select v.kind, v.trail from {visits}) v
            cross join lateral (select t as term, count(*) as times from unnest(v.trail) as t group by t) u
            join sidetrack.term k on k.id = u.term and k.kind = {kind}""";
    private static final String HIT_STEPS = """
            select w.kind, {term} as term, count(*) as times
            from (select v.visitor, v.visit, v.site, v.kind from {visits}) w
            join sidetrack.hit h on h.visitor = w.visitor and h.visit = w.visit and h.site = w.site
            where {isOne} group by w.visitor, w.visit, w.site, w.kind, {term}
            union all
            select w.kind, {term} as term, 1 as times
            from (select v.visitor, v.kind from {visits} and v.kind = 0) w
            join sidetrack.hit h on h.id = w.visitor where {isOne}""";
    private static final String LIST = """
            select n.name, x.visits, x.views, x.events, x.bounces, x.lasted, x.amount, count(*) over () as total
            from ({counted}) x join sidetrack.term n on n.id = x.term
            where {known}{search}
            order by x.visits desc, x.views desc, x.events desc, n.name limit ? offset ?""";

    private final Scope scope;
    private final Dimension by;
    private final Slice slice;

    TopQuestion(Scope scope, Dimension by, Slice slice) {
        this.scope = scope;
        this.by = by;
        this.slice = slice;
    }

    Top ask() throws SQLException {
        var facet = by.facet();
        var values = new ArrayList<Object>();
        var sql = LIST.replace("{counted}", counted(facet, values))
                .replace("{known}", ONLY_KNOWN.contains(facet) ? "x.term <> 0" : "1 = 1")
                .replace(
                        "{search}",
                        slice.search() == null ? "" : " and position(lower(cast(? as varchar)) in lower(n.name)) > 0");
        if (slice.search() != null) {
            values.add(slice.search());
        }
        values.add(slice.limit());
        values.add(slice.offset());
        var total = new long[1];
        var rows = scope.session()
                .list(
                        sql,
                        row -> {
                            total[0] = row.getLong(8);
                            var factor = scope.factor();
                            return new Row(
                                    row.getString(1),
                                    factor * row.getLong(2),
                                    factor * row.getLong(3),
                                    factor * row.getLong(4),
                                    factor * row.getLong(5),
                                    factor * row.getLong(6) / MICROS_PER_SECOND,
                                    factor * row.getDouble(7));
                        },
                        values.toArray());
        return new Top(rows, total[0], !scope.isSampled());
    }

    private String counted(Facet facet, List<Object> values) throws SQLException {
        if (scope.isUnfiltered()) {
            // What has events only is an API's path, no page.
            return ROLLED_UP
                    .replace("{rows}", RolledUp.rows(scope, facet, ""))
                    .replace("{having}", facet == Facet.PAGE ? " having sum(x.views) > 0" : "");
        }
        values.add(scope.start());
        values.add(scope.end());
        if (facet.column() != null) {
            return OF_VISITS
                    .replace("{column}", facet.column())
                    .replace("{visits}", scope.visits())
                    .replace("{lasted}", scope.store().dialect().lasted());
        }
        var hasTrail = scope.store().dialect().hasTrail();
        if (!hasTrail) {
            values.add(scope.start());
            values.add(scope.end());
        }
        var isEvent = facet == Facet.EVENT;
        return OF_TRAILS
                .replace("{steps}", (hasTrail ? TRAIL_STEPS : HIT_STEPS).replace("{visits}", scope.visits()))
                .replace("{views}", isEvent ? "0" : "s.times")
                .replace("{events}", isEvent ? "s.times" : "0")
                .replace("{kind}", String.valueOf((isEvent ? TermKind.EVENT : TermKind.PATH).code()))
                .replace("{term}", isEvent ? "h.event" : "h.path")
                .replace("{isOne}", isEvent ? "h.event is not null" : "h.event is null");
    }
}
