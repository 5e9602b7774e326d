// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.capture;

import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import java.util.function.Consumer;

/** Counts an asynchronous request when it completes, no matter how often it was dispatched before. */
final class AsyncEnd implements AsyncListener {

    private final TrackedRequest tracked;
    private final Consumer<TrackedRequest> completed;
    private final Consumer<TrackedRequest> failed;

    private AsyncEnd(TrackedRequest tracked, Consumer<TrackedRequest> completed, Consumer<TrackedRequest> failed) {
        this.tracked = tracked;
        this.completed = completed;
        this.failed = failed;
    }

    static void await(TrackedRequest tracked, Consumer<TrackedRequest> completed, Consumer<TrackedRequest> failed) {
        try {
            var request = tracked.facts().request;
            request.getAsyncContext()
                    .addListener(new AsyncEnd(tracked, completed, failed), request, tracked.response());
        } catch (IllegalStateException completedMeanwhile) {
            completed.accept(tracked);
        }
    }

    @Override
    public void onComplete(AsyncEvent event) {
        Safely.run(() -> completed.accept(tracked));
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        // The container or the application sets an error status, which is known when it completes.
    }

    @Override
    public void onError(AsyncEvent event) {
        failed.accept(tracked);
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
        event.getAsyncContext().addListener(this, tracked.facts().request, tracked.response());
    }
}
