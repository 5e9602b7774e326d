// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.capture;

import dev.sidetrack.Tracked;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import jakarta.ws.rs.container.AsyncResponse;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Makes of a {@link Tracked} call a claim on its request's hit, once the call has succeeded. It stands outside {@code
 * @Transactional}, so that a failed commit is a failed call.
 */
@Tracked
@Interceptor
@Priority(Interceptor.Priority.PLATFORM_BEFORE + 100)
public class TrackedInterceptor {

    private static final Map<Method, TrackedCall> CALLS = new ConcurrentHashMap<>();

    @Inject
    HitFactory hits;

    @Inject
    HitRecorder recorder;

    @AroundInvoke
    Object track(InvocationContext invocation) throws Exception {
        var request = TrackedRequest.current();
        if (request != null && isSuspended(invocation)) {
            // Another thread may be writing the response by the time the method returns: the cookies go onto it now.
            Safely.run(request::visitor);
        }
        var result = invocation.proceed();
        if (result instanceof CompletionStage<?> stage) {
            return stage.whenComplete((value, failure) -> {
                if (failure == null) {
                    succeeded(invocation, request);
                }
            });
        }
        succeeded(invocation, request);
        return result;
    }

    private void succeeded(InvocationContext invocation, TrackedRequest request) {
        Safely.run(() -> {
            var call = CALLS.computeIfAbsent(invocation.getMethod(), method -> TrackedCall.of(method, invocation.getTarget().getClass()));
            if (request == null) {
                recorder.record(hits.ofEvent(null, call.eventWithoutRequest(invocation.getParameters())));
            } else if (!request.isExcluded()) {
                request.visitor();
                request.claim(call.claim(invocation.getParameters()));
            }
        });
    }

    private static boolean isSuspended(InvocationContext invocation) {
        for (var argument : invocation.getParameters()) {
            if (argument instanceof AsyncResponse) {
                return true;
            }
        }
        return false;
    }
}
