// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.delivery;

import static java.util.Comparator.comparingInt;
import static java.util.stream.Collectors.toSet;

import dev.sidetrack.delivery.Pending.History;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The hit that shows whether a provider takes anything, where others failed: of those that were tried least, since what
 * is at fault has failed before. It is the earliest of another visitor if there is any, so that each visitor's hits
 * stay in order, and of many each has its turn.
 */
final class Another {

    private static final Comparator<Pending> LEAST_TRIED =
            Comparator.comparing(Pending::history, comparingInt(History::alone).thenComparing(History::attempts));

    private Another() {}

    /**
     * One of those that are left, or else that were not the first of a request that failed; {@code null} if none.
     *
     * @param isPatient whether none is to go before an earlier one of its visitor
     */
    static Pending of(List<Failed> failed, List<Pending> left, boolean isPatient) {
        var first = failed.stream().map(request -> request.hits().get(0)).toList();
        var beside = failed.stream()
                .flatMap(request -> request.hits().stream().skip(1))
                .toList();
        var all = failed.stream().map(Failed::hits).flatMap(List::stream).toList();
        var inOrder = Stream.of(earliest(left, all), earliest(beside, first));
        var others = isPatient ? inOrder : Stream.concat(inOrder, Stream.of(left, beside));
        return others.filter(hits -> !hits.isEmpty())
                .findFirst()
                .map(hits -> leastTried(hits, first.get(0).history().attempts()))
                .orElse(null);
    }

    /** The earliest hit of each visitor but those of others. */
    private static List<Pending> earliest(List<Pending> hits, List<Pending> others) {
        var visitors = others.stream().map(Pending::visitor).collect(toSet());
        return Pending.earliest(hits).stream()
                .filter(hit -> !visitors.contains(hit.visitor()))
                .toList();
    }

    private static Pending leastTried(List<Pending> hits, int turn) {
        var least = hits.stream().min(LEAST_TRIED).orElseThrow();
        var alike = hits.stream()
                .filter(hit -> LEAST_TRIED.compare(hit, least) == 0)
                .toList();
        return alike.get(turn % alike.size());
    }
}
