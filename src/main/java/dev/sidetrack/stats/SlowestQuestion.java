// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.stats;

import dev.sidetrack.store.Facet;
import dev.sidetrack.store.TermKind;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.HashMap;

/** The pages that take the server longest. */
final class SlowestQuestion {

    private SlowestQuestion() {}

    static Part<PageTime> ask(Scope scope, int leastViews, Slice slice) throws SQLException {
        var times = new HashMap<Integer, ServerTime>();
        RolledUp.stored(scope, Facet.PAGE).byTerm().forEach((term, line) -> {
            if (line.views() >= leastViews && line.bars() != null) {
                times.put(term, TotalsQuestion.serverTime(line.bars()));
            }
        });
        var order = Comparator.comparing(ServerTime::p95).reversed();
        return Ranking.part(scope.session(), times, order, TermKind.PATH, slice)
                .map(page -> new PageTime(page.name(), page.value()));
    }
}
