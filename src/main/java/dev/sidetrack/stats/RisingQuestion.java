// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.stats;

import dev.sidetrack.store.Line;
import dev.sidetrack.store.TermKind;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.HashMap;

/** The pages whose visits rose most since the period before. */
final class RisingQuestion {

    private RisingQuestion() {}

    static Part<Change> ask(Scope scope, Slice slice) throws SQLException {
        var scopeBefore = scope.before();
        var before = new ListQuestion(scopeBefore, Dimension.PAGE).lines().byTerm();
        var rises = new HashMap<Integer, Rise>();
        new ListQuestion(scope, Dimension.PAGE).lines().byTerm().forEach((term, line) -> {
            var rise = new Rise(visits(scope, line), visits(scopeBefore, before.get(term)));
            if (rise.by() > 0) {
                rises.put(term, rise);
            }
        });
        return Ranking.part(
                        scope.session(), rises, Comparator.comparing(Rise::by).reversed(), TermKind.PATH, slice)
                .map(page -> new Change(
                        page.name(), page.value().visits(), page.value().before()));
    }

    private static long visits(Scope scope, Line line) {
        return line == null ? 0 : scope.factor() * line.visits();
    }

    private record Rise(long visits, long before) {
        long by() {
            return visits - before;
        }
    }
}
