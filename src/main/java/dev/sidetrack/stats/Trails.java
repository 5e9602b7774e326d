// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.stats;

import dev.sidetrack.store.TermKind;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/** What visits did, step by step: the terms of the pages they viewed and of their events. */
final class Trails {

    private static final int FETCH = 1_000;
    /** A visit with more hits than a trail has places. */
    static final String IS_LONGER = "v.views + v.events > 100";
    /** The trail of a visit {@code v}; of a longer one, what its hits say, unless they are removed already. */
    static final String WHOLE = """
            case when {isLonger} then coalesce((
                select array_agg(coalesce(h.event, h.path) order by h.id) from sidetrack.hit h
                where h.visitor = v.visitor and h.visit = v.visit and h.site = v.site), v.trail)
            else v.trail end""".replace("{isLonger}", IS_LONGER);

    private static final String OF_VISITS = """
            select {trail} from {visits} and v.kind > 0 and (v.trail && array[{term}] or {isLonger})
            """.replace("{trail}", WHOLE).replace("{isLonger}", IS_LONGER);
    private static final String OF_HITS = """
            select h.visitor, h.visit, h.site, coalesce(h.event, h.path)
            from (select v.visitor, v.visit, v.site from {visits} and v.kind > 0) w
            join sidetrack.hit h on h.visitor = w.visitor and h.visit = w.visit and h.site = w.site
            order by h.visitor, h.visit, h.site, h.id""";

    private final Scope scope;

    Trails(Scope scope) {
        this.scope = scope;
    }

    /** Passes on the trail of every visit that contains this term, and possibly other trails. */
    void each(int term, Consumer<List<Integer>> reader) throws SQLException {
        if (scope.store().dialect().hasTrail()) {
            var sql = OF_VISITS.replace("{visits}", scope.visits()).replace("{term}", String.valueOf(term));
            scope.session()
                    .each(
                            sql,
                            FETCH,
                            row -> reader.accept(
                                    List.of((Integer[]) row.getArray(1).getArray())),
                            scope.start(),
                            scope.end());
        } else {
            eachOfHits(reader);
        }
    }

    private void eachOfHits(Consumer<List<Integer>> reader) throws SQLException {
        var trail = new ArrayList<Integer>();
        var last = new Object[1];
        scope.session()
                .each(
                        OF_HITS.replace("{visits}", scope.visits()),
                        FETCH,
                        row -> {
                            var visit = List.of(row.getObject(1, UUID.class), row.getInt(2), row.getInt(3));
                            if (!visit.equals(last[0]) && !trail.isEmpty()) {
                                reader.accept(trail);
                                trail.clear();
                            }
                            last[0] = visit;
                            trail.add(row.getInt(4));
                        },
                        scope.start(),
                        scope.end());
        if (!trail.isEmpty()) {
            reader.accept(trail);
        }
    }

    /** The terms that are events; all others in a trail are pages. */
    Set<Integer> events() throws SQLException {
        return new HashSet<>(scope.session()
                .list("select id from sidetrack.term where kind = " + TermKind.EVENT.code(), row -> row.getInt(1)));
    }
}
