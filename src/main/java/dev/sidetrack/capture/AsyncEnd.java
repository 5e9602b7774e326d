// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.capture;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.ServletResponseWrapper;
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
            // Read now: once this thread ends, Open Liberty may take the application away from the request.
            tracked.facts().admitted();
            listen(request.getAsyncContext(), new AsyncEnd(tracked, completed, failed), request, tracked.response());
        } catch (IllegalStateException completedMeanwhile) {
            completed.accept(tracked);
        }
    }

    /** Has the listener told. Not of a response of HTTP: before GlassFish tells of one, it gives it the status 200. */
    static void listen(AsyncContext async, AsyncListener listener, ServletRequest request, ServletResponse response) {
        async.addListener(listener, request, new ServletResponseWrapper(response));
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
        listen(event.getAsyncContext(), this, tracked.facts().request, tracked.response());
    }
}
