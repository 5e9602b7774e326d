// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.stats;

import dev.sidetrack.store.Term;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;

/** Counts the visits that took steps one after another. */
final class FunnelQuestion {

    private static final int NONE = -1;

    private FunnelQuestion() {}

    static Funnel ask(Scope scope, List<Step> steps) throws SQLException {
        if (steps.size() < Funnel.FEWEST_STEPS || steps.size() > Funnel.MOST_STEPS) {
            throw new IllegalArgumentException(
                    "a funnel has " + Funnel.FEWEST_STEPS + " to " + Funnel.MOST_STEPS + " steps");
        }
        var terms = new int[steps.size()];
        for (var i = 0; i < terms.length; i++) {
            var step = steps.get(i);
            terms[i] = Terms.number(
                    scope.session(), new Term(step.dimension().facet().kind(), step.value()), NONE);
        }
        var reached = new long[terms.length];
        if (terms[0] != NONE) {
            new Trails(scope).each(terms[0], trail -> count(trail, terms, reached));
        }
        return new Funnel(
                List.copyOf(steps),
                Arrays.stream(reached)
                        .map(count -> count * scope.factor())
                        .boxed()
                        .toList(),
                !scope.isSampled());
    }

    private static void count(List<Integer> trail, int[] terms, long[] reached) {
        var step = 0;
        for (var term : trail) {
            if (step < terms.length && term == terms[step]) {
                reached[step++]++;
            }
        }
    }
}
