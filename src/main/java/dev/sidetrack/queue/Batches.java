// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.queue;

import dev.sidetrack.Hit;
import dev.sidetrack.delivery.Route;
import java.util.ArrayList;
import java.util.List;

/** Makes, of hits just captured, one batch for each provider that takes any of them. */
final class Batches {

    private Batches() {}

    static List<Batch> of(List<Hit> hits, List<Route> routes) {
        var batches = new ArrayList<Batch>(routes.size());
        if (hits.isEmpty()) {
            return batches;
        }
        String textOfAll = null;
        for (var route : routes) {
            var taken = hits.stream().filter(route::takes).toList();
            if (taken.size() == hits.size()) {
                // Most providers get every hit: those share one text.
                textOfAll = textOfAll == null ? BatchCodec.write(hits) : textOfAll;
                batches.add(Batch.fresh(route.provider(), textOfAll, hits.size()));
            } else if (!taken.isEmpty()) {
                batches.add(Batch.fresh(route.provider(), BatchCodec.write(taken), taken.size()));
            }
        }
        return batches;
    }
}
