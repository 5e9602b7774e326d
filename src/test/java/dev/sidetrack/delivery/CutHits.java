// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.delivery;

import dev.sidetrack.Hit;
import dev.sidetrack.delivery.Pending.History;
import dev.sidetrack.spi.Provider;
import java.util.List;

/** Requests as hits without a history. */
final class CutHits {

    private CutHits() {}

    static List<List<Hit>> by(List<Hit> hits, Provider provider) {
        return hits(Requests.cut(fresh(hits), provider));
    }

    private static List<Pending> fresh(List<Hit> hits) {
        return hits.stream().map(hit -> new Pending(hit, History.NONE)).toList();
    }

    private static List<List<Hit>> hits(List<List<Pending>> requests) {
        return requests.stream()
                .map(request -> request.stream().map(Pending::hit).toList())
                .toList();
    }
}
