// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.capture;

import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;

/** Counts an asynchronous request when it completes, however often it is dispatched before. */
final class AsyncEnd implements AsyncListener {

    private final TrackedRequest tracked;
    private final RequestTracking tracking;

    private AsyncEnd(TrackedRequest tracked, RequestTracking tracking) {
        this.tracked = tracked;
        this.tracking = tracking;
    }

    static void await(TrackedRequest tracked, RequestTracking tracking) {
        try {
            tracked.request
                    .getAsyncContext()
                    .addListener(new AsyncEnd(tracked, tracking), tracked.request, tracked.response());
        } catch (IllegalStateException completedMeanwhile) {
            tracking.count(tracked);
        }
    }

    @Override
    public void onComplete(AsyncEvent event) {
        Safely.run(() -> tracking.count(tracked));
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        // The container answers with an error status, or the application with its own: seen when it completes.
    }

    @Override
    public void onError(AsyncEvent event) {
        tracking.fail(tracked);
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
        event.getAsyncContext().addListener(this, tracked.request, tracked.response());
    }
}
