// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.delivery;

import dev.sidetrack.Hit;
import dev.sidetrack.delivery.Pending.History;
import dev.sidetrack.spi.Limits;
import dev.sidetrack.spi.Provider;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Cuts hits into the requests that a provider's limits allow, and these into lanes: the requests of one lane go one
 * after another, lanes go side by side, and all hits of a visitor are in one lane, in order.
 */
final class Requests {

    /** How many hits that failed while others passed share a request at most, by how often they did. */
    private static final int[] MOST_SUSPECTS = {Integer.MAX_VALUE, 10, 1};

    /** A hit that failed so often has failed in a request of its own at least once. */
    static final int ALONE_AGAIN = MOST_SUSPECTS.length;

    private static final int OFTEN = 5;

    private Requests() {}

    static List<List<List<Pending>>> lanes(List<Pending> hits, Provider provider, int concurrency) {
        var requests = cut(hits, provider);
        var lanes = Math.min(concurrency, requests.size());
        if (lanes == 1) {
            return List.of(requests);
        }
        var laneOf = new HashMap<Object, Integer>();
        var hitsOf = IntStream.range(0, lanes)
                .mapToObj(lane -> new ArrayList<Pending>())
                .toList();
        for (var hit : hits) {
            // By turns, so that all lanes have as much to do.
            hitsOf.get(laneOf.computeIfAbsent(hit.visitor(), visitor -> laneOf.size() % lanes))
                    .add(hit);
        }
        return hitsOf.stream()
                .filter(lane -> !lane.isEmpty())
                .map(lane -> cut(lane, provider))
                .toList();
    }

    /** Those that failed alone come last, and in smaller requests, until the one at fault is by itself. */
    static List<List<Pending>> cut(List<Pending> hits, Provider provider) {
        return IntStream.range(0, MOST_SUSPECTS.length)
                .boxed()
                .flatMap(alone -> cut(
                        hits.stream()
                                .filter(hit -> suspicion(hit.history()) == alone)
                                .toList(),
                        provider,
                        MOST_SUSPECTS[alone]))
                .toList();
    }

    /** Those that failed so often, and nothing else was there to show who is at fault, show it to each other. */
    private static int suspicion(History history) {
        var isOften = history.alone() > 0 && history.attempts() > OFTEN;
        return Math.min(isOften ? Integer.MAX_VALUE : history.alone(), MOST_SUSPECTS.length - 1);
    }

    private static Stream<List<Pending>> cut(List<Pending> hits, Provider provider, int most) {
        if (hits.isEmpty()) {
            return Stream.empty();
        }
        var limits = provider.limits();
        var requests = new ArrayList<List<Pending>>();
        for (var group : groups(hits, limits)) {
            var request = new ArrayList<Pending>();
            var bytes = 0L;
            for (var hit : group) {
                var size = limits.bytes() == Integer.MAX_VALUE ? 0 : bytes(hit.hit(), provider, limits);
                if (request.size() == Math.min(most, limits.hits())
                        || !request.isEmpty() && bytes + size > limits.bytes()) {
                    requests.add(request);
                    request = new ArrayList<>();
                    bytes = 0;
                }
                request.add(hit);
                bytes += size;
            }
            requests.add(request);
        }
        return requests.stream();
    }

    /** A hit that the provider cannot even measure is in a request of its own, where it fails nobody else. */
    private static long bytes(Hit hit, Provider provider, Limits limits) {
        try {
            return provider.bytes(hit);
        } catch (RuntimeException | Error broken) {
            return limits.bytes();
        }
    }

    private static Collection<List<Pending>> groups(List<Pending> hits, Limits limits) {
        if (limits.scope() == Limits.Scope.ALL) {
            return List.of(hits);
        }
        var groups = new LinkedHashMap<List<Object>, List<Pending>>();
        hits.forEach(hit -> groups.computeIfAbsent(key(hit.hit(), limits), any -> new ArrayList<>())
                .add(hit));
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
