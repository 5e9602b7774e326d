// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.capture;

import java.util.List;
import java.util.UUID;

/** How a request is answered, and what has happened on the way; calls may come from another thread. */
final class Answer {

    private static final short NOT_YET = -1;

    private short finalStatus = NOT_YET;
    private TrackedCalls calls;
    private UUID viewId;
    private volatile String title;

    /** The application says the title of the page. */
    void title(String said) {
        title = said;
    }

    /** What the application has said, or {@code null}. */
    String title() {
        return title;
    }

    /** The id of the view of a page that the answer is, if it is one, for a request that came in then. */
    synchronized UUID viewId(long begunMicros) {
        if (viewId == null) {
            viewId = HitIds.at(begunMicros);
        }
        return viewId;
    }

    /**
     * Adds a {@code @Tracked} call that has succeeded; {@code false} if the request is over, and nobody looks any more.
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

    /** Whether an event of that name is among them. */
    synchronized boolean hasEvent(String name) {
        return calls != null && calls.hasEvent(name);
    }

    /** The request is over, with this status; true once, for whoever says so first. */
    synchronized boolean finish(int status) {
        var first = finalStatus == NOT_YET;
        finalStatus = first ? (short) status : finalStatus;
        return first;
    }

    /** Whether it has ended well: what happened in it has happened, though the answer may lead elsewhere. */
    synchronized boolean isSuccess() {
        return finalStatus / 100 == 2 || finalStatus / 100 == 3;
    }
}
