// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.queue;

import dev.sidetrack.delivery.Pending;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which hit probes whether a provider is back: one that no earlier hit of its visitor waits before, so that each
 * visitor's hits arrive in order.
 */
final class Candidates {

    private static final int MOST = 100;
    private static final int MOST_BATCHES = 20;
    private static final int MOST_VISITORS = 10_000;
    /** So many of each visitor's must have failed before order counts for less than a provider that takes only some. */
    private static final int PATIENCE = 4;

    private final Deque<Pending> waiting = new ArrayDeque<>();
    private final Deque<Pending> later = new ArrayDeque<>();
    private final Set<Object> visitors = new HashSet<>();
    private int hits;
    private int batches;
    private int failed;

    /** These hits go first when the provider is back, and nothing else. */
    void renew(List<Pending> first) {
        waiting.clear();
        later.clear();
        visitors.clear();
        hits = first.size();
        batches = 0;
        addAll(first);
    }

    /** These hits go first, too. Only such may probe as are sure to be in the next load. */
    void add(List<Pending> inOrder) {
        hits += inOrder.size();
        batches++;
        if (hits <= MOST && batches <= MOST_BATCHES) {
            addAll(inOrder);
        } else {
            inOrder.stream().limit(MOST_VISITORS + 1).map(Pending::visitor).forEach(visitors::add);
        }
    }

    private void addAll(List<Pending> inOrder) {
        inOrder.stream().takeWhile(hit -> visitors.size() <= MOST_VISITORS).forEach(hit -> {
            var isEarliest = visitors.add(hit.visitor());
            var those = isEarliest ? waiting : later;
            if (those.size() < MOST) {
                those.add(hit);
            }
        });
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** Each has its turn. */
    Pending next() {
        return next(waiting);
    }

    /** One that comes after an earlier hit of its visitor. */
    Pending nextOutOfOrder() {
        return next(later);
    }

    private static Pending next(Deque<Pending> hits) {
        var next = hits.poll();
        hits.add(next);
        return next;
    }

    /** The one of these, from behind all that go first, that may probe now; {@code null} if none may. */
    Pending among(List<Pending> others) {
        return Pending.earliest(others).stream()
                .filter(hit -> visitors.size() <= MOST_VISITORS && !visitors.contains(hit.visitor()))
                .findFirst()
                .orElse(null);
    }

    /** Whether one that would come out of order may probe, too. */
    boolean isTurnOfOutOfOrder() {
        return failed >= PATIENCE * waiting.size() && isTurnOfOthers() && !later.isEmpty();
    }

    /** More and more seldom, since others have to be written. */
    boolean isTurnOfOthers() {
        return Integer.bitCount(failed) == 1;
    }

    void failed() {
        failed++;
    }

    void passed() {
        failed = 0;
    }
}
