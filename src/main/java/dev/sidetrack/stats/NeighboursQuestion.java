// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.stats;

import dev.sidetrack.store.Term;
import dev.sidetrack.store.TermKind;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;

/** The pages that are viewed just before or just after a page, by the number of views. */
final class NeighboursQuestion {

    private static final int NOTHING = 0;

    private NeighboursQuestion() {}

    static List<Row> ask(Scope scope, String path, boolean after, int limit) throws SQLException {
        var page = Terms.number(scope.session(), new Term(TermKind.PATH, path), -1);
        if (page < 0) {
            return List.of();
        }
        var trails = new Trails(scope);
        var events = trails.events();
        var views = new HashMap<Integer, Long>();
        var visits = new HashMap<Integer, Long>();
        trails.each(page, trail -> {
            var pages = trail.stream()
                    .filter(term -> term != NOTHING && !events.contains(term))
                    .toList();
            var found = new HashMap<Integer, Long>();
            for (var i = 0; i < pages.size(); i++) {
                if (pages.get(i) == page) {
                    var neighbour = i + (after ? 1 : -1);
                    found.merge(
                            neighbour >= 0 && neighbour < pages.size() ? pages.get(neighbour) : NOTHING, 1L, Long::sum);
                }
            }
            found.forEach((term, times) -> {
                views.merge(term, times, Long::sum);
                visits.merge(term, 1L, Long::sum);
            });
        });
        var names = Terms.names(scope.session(), views.keySet());
        return views.entrySet().stream()
                .map(entry -> new Row(
                        names.get(entry.getKey()),
                        scope.factor() * visits.get(entry.getKey()),
                        scope.factor() * entry.getValue(),
                        0,
                        0,
                        0,
                        0))
                .sorted(Comparator.comparing(Row::visits)
                        .thenComparing(Row::views)
                        .reversed()
                        .thenComparing(Row::value))
                .limit(limit)
                .toList();
    }
}
