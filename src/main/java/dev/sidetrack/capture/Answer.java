// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.capture;

import java.util.List;
import java.util.UUID;

/** How a request is answered, and what has happened during it; calls may come from other threads. */
final class Answer {

    private static final short NOT_YET = -1;

    private short finalStatus = NOT_YET;
    private TrackedCalls calls;
    private UUID viewId;
    private volatile String title;

    /** Sets the title of the page, as given by the application. */
    void title(String said) {
        title = said;
    }

    /** The title given by the application, or {@code null}. */
    String title() {
        return title;
    }

    /** The id of the page view that the answer makes, if it is a page; {@code micros} is when the request arrived. */
    synchronized UUID viewId(long begunMicros) {
        if (viewId == null) {
            viewId = HitIds.at(begunMicros);
        }
        return viewId;
    }

    /**
     * Adds a {@code @Tracked} call that has succeeded; {@code false} if the request is over, so that it would not be
     * counted.
     */
    synchronized boolean add(TrackedCall call) {
        if (calls == null) {
            calls = new TrackedCalls();
        }
        calls.add(call);
        return finalStatus == NOT_YET;
    }

    /** The {@code @Tracked} calls so far. */
    synchronized List<TrackedCall> calls() {
        return calls == null ? List.of() : calls.all();
    }

    /** Whether an event with this name is among them. */
    synchronized boolean hasEvent(String name) {
        return calls != null && calls.hasEvent(name);
    }

    /** Ends the request with this status; true only for the first call. */
    synchronized boolean finish(int status) {
        var first = finalStatus == NOT_YET;
        finalStatus = first ? (short) status : finalStatus;
        return first;
    }

    /** Whether it has ended well, so that its events count; it may have been answered with a redirect. */
    synchronized boolean isSuccess() {
        return finalStatus / 100 == 2 || finalStatus / 100 == 3;
    }
}
