// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.stats;

import dev.sidetrack.store.Facet;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;

/** The pages for which the server takes longest. */
final class SlowestQuestion {

    private SlowestQuestion() {}

    static List<PageTime> ask(Scope scope, int leastViews, int limit) throws SQLException {
        var times = new HashMap<Integer, ServerTime>();
        RolledUp.stored(scope, Facet.PAGE).byTerm().forEach((term, line) -> {
            if (line.views() >= leastViews && line.bars() != null) {
                times.put(term, TotalsQuestion.serverTime(line.bars()));
            }
        });
        var order = Comparator.comparing(ServerTime::p95).reversed();
        return Ranking.part(scope.session(), times, order, 0, limit).stream()
                .map(page -> new PageTime(page.name(), page.value()))
                .toList();
    }
}
