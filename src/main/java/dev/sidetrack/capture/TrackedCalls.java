// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.capture;

import java.util.ArrayList;
import java.util.List;

/** The {@code @Tracked} calls of one request, in the order in which they succeeded, on whatever thread. */
final class TrackedCalls {

    private volatile List<TrackedCall> all = List.of();

    /** Adds a call, unless an earlier one makes it redundant. */
    synchronized void add(TrackedCall call) {
        if (!call.isOnce() || !call.isEvent() || !hasEvent(call.event().name())) {
            var more = new ArrayList<>(all);
            more.add(call);
            all = more;
        }
    }

    /** Whether an event with this name is among them. */
    boolean hasEvent(String name) {
        return all.stream()
                .anyMatch(call -> call.isEvent() && call.event().name().equals(name));
    }

    List<TrackedCall> all() {
        return all;
    }
}
