// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.delivery;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;

/** Requests that are still to be sent, one after another. */
final class Lane {

    private final Deque<List<Pending>> requests;

    Lane(List<List<Pending>> requests) {
        this.requests = new ArrayDeque<>(requests);
    }

    boolean isEmpty() {
        return requests.isEmpty();
    }

    List<Pending> next() {
        return requests.poll();
    }

    void add(List<List<Pending>> parts) {
        requests.addAll(parts);
    }

    Stream<Pending> hits() {
        return requests.stream().flatMap(List::stream);
    }

    /** This hit goes by itself. */
    void takeOut(Pending hit) {
        for (var count = requests.size(); count > 0; count--) {
            var others = requests.poll().stream().filter(each -> each != hit).toList();
            if (!others.isEmpty()) {
                requests.add(others);
            }
        }
    }
}
