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
    private static final int MOST_VISITORS = 10_000;
    /** That many probes must have failed before order counts for less than a provider that takes only some hits. */
    private static final int PATIENCE = 8;

    private final Deque<Pending> waiting = new ArrayDeque<>();
    private final Set<Object> visitors = new HashSet<>();
    private int failed;

    /** These hits go first when the provider is back, and nothing else. */
    void renew(List<Pending> first) {
        waiting.clear();
        visitors.clear();
        Pending.earliest(first).stream().limit(MOST).forEach(waiting::add);
        add(first);
    }

    /** These hits go first, too. */
    void add(List<Pending> later) {
        later.stream().map(Pending::visitor).limit(MOST_VISITORS + 1).forEach(visitors::add);
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** Each has its turn. */
    Pending next() {
        var next = waiting.poll();
        waiting.add(next);
        return next;
    }

    /** The one of these, from behind all that go first, that may probe now; {@code null} if none may. */
    Pending among(List<Pending> others) {
        return Pending.earliest(others).stream()
                .filter(hit -> visitors.size() <= MOST_VISITORS && !visitors.contains(hit.visitor()))
                .findFirst()
                .orElseGet(() -> isPatient() || others.isEmpty() ? null : others.get(others.size() - 1));
    }

    private boolean isPatient() {
        return failed < PATIENCE || !isTurnOfOthers();
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
