// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.delivery;

import dev.sidetrack.Hit;
import dev.sidetrack.spi.Limits;
import dev.sidetrack.spi.Provider;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;

/** Cuts a batch into the requests that a provider's limits allow, each with its hits in order. */
final class Requests {

    private Requests() {}

    static List<List<Hit>> cut(List<Hit> hits, Provider provider) {
        var limits = provider.limits();
        var requests = new ArrayList<List<Hit>>();
        for (var group : groups(hits, limits)) {
            var request = new ArrayList<Hit>();
            var bytes = 0L;
            for (var hit : group) {
                var size = limits.bytes() == Integer.MAX_VALUE ? 0 : provider.bytes(hit);
                if (request.size() == limits.hits() || !request.isEmpty() && bytes + size > limits.bytes()) {
                    requests.add(request);
                    request = new ArrayList<>();
                    bytes = 0;
                }
                request.add(hit);
                bytes += size;
            }
            requests.add(request);
        }
        return requests;
    }

    private static Collection<List<Hit>> groups(List<Hit> hits, Limits limits) {
        if (limits.scope() == Limits.Scope.ALL) {
            return List.of(hits);
        }
        var groups = new LinkedHashMap<List<Object>, List<Hit>>();
        hits.forEach(hit -> groups.computeIfAbsent(key(hit, limits), any -> new ArrayList<>()).add(hit));
        return groups.values();
    }

    /** Address, agent, consent and further ids belong to it, since a request says them once for all its hits. */
    private static List<Object> key(Hit hit, Limits limits) {
        var site = String.valueOf(hit.site());
        if (limits.scope() == Limits.Scope.SITE) {
            return List.of(site);
        }
        var visitor = hit.visitor();
        return Arrays.asList(site, visitor == null ? null : visitor.withSession(null));
    }
}
