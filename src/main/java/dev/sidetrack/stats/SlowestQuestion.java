// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.stats;

import dev.sidetrack.store.Facet;
import dev.sidetrack.store.ServerTimes;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;

/** The pages for which the server takes longest. */
final class SlowestQuestion {

    private static final String PAGES = """
            select n.name, p.* from (select x.term, {sums} from {rows} x group by x.term having sum(x.views) >= ?) p
            join sidetrack.term n on n.id = p.term""".replace("{sums}", ServerTimes.sums("x"));

    private SlowestQuestion() {}

    static List<PageTime> ask(Scope scope, int leastViews, int limit) throws SQLException {
        return scope
                .session()
                .list(
                        PAGES.replace("{rows}", RolledUp.rows(scope, Facet.PAGE, ", " + ServerTimes.columns())),
                        row -> new PageTime(row.getString(1), TotalsQuestion.serverTime(row, 3)),
                        leastViews)
                .stream()
                .filter(page -> page.serverTime().hits() > 0)
                .sorted(Comparator.comparing(
                                (PageTime page) -> page.serverTime().p95())
                        .reversed()
                        .thenComparing(PageTime::path))
                .limit(limit)
                .toList();
    }
}
