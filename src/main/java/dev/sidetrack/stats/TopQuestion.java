// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.stats;

import dev.sidetrack.store.Line;
import java.sql.SQLException;
import java.util.Comparator;

/** A part of a list by dimension, most visits first. */
final class TopQuestion {

    private static final double MICROS_PER_SECOND = 1e6;
    private static final Comparator<Line> ORDER = Comparator.comparingLong(Line::visits)
            .thenComparingLong(Line::views)
            .thenComparingLong(Line::events)
            .reversed();

    private final Scope scope;
    private final Dimension by;
    private final Slice slice;

    TopQuestion(Scope scope, Dimension by, Slice slice) {
        this.scope = scope;
        this.by = by;
        this.slice = slice;
    }

    Top ask() throws SQLException {
        var session = scope.session();
        var lines = new ListQuestion(scope, by).lines().byTerm();
        var part = Ranking.part(session, lines, ORDER, by.facet().kind(), slice)
                .map(each -> row(each.name(), each.value()));
        return new Top(part.rows(), part.total(), !scope.isSampled());
    }

    private Row row(String name, Line line) {
        var factor = scope.factor();
        return new Row(
                name,
                factor * line.visits(),
                factor * line.views(),
                factor * line.events(),
                factor * line.bounces(),
                factor * line.lasted() / MICROS_PER_SECOND,
                factor * line.amount());
    }
}
