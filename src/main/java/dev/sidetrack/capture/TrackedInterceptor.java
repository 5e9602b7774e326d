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
 * Makes of a {@link Tracked} call a claim on its request's hit, once the call has succeeded. It stands inside {@code
 * @Transactional}: a durable hit is part of the call's transaction, any other a claim only when that has committed.
 */
@Tracked
@Interceptor
@Priority(Interceptor.Priority.LIBRARY_BEFORE)
public class TrackedInterceptor {

    private static final Map<Called, TrackedCall> CALLS = new ConcurrentHashMap<>();

    @Inject
    HitFactory hits;

    @Inject
    HitRecorder recorder;

    @AroundInvoke
    Object track(InvocationContext invocation) throws Exception {
        var request = TrackedRequest.current();
        if (request != null && !request.isExcluded() && isSuspended(invocation)) {
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
        if (request == null || !request.isExcluded()) {
            Safely.orTelling(() -> {
                var called = new Called(invocation.getMethod(), invocation.getTarget().getClass());
                var call = CALLS.computeIfAbsent(called, each -> TrackedCall.of(each.method, each.beanClass));
                if (call.isDurable()) {
                    send(call, invocation.getParameters(), request);
                } else {
                    claim(call, invocation.getParameters(), request);
                }
            });
        }
    }

    private void send(TrackedCall call, Object[] arguments, TrackedRequest request) {
        var event = call.event(arguments);
        recorder.recordDurably(hits.ofCall(request, event, call.title()), call.onFailure());
        if (request != null) {
            request.claim(new Claim(event, call.title(), true));
        }
    }

    private void claim(TrackedCall call, Object[] arguments, TrackedRequest request) {
        if (request == null) {
            var hit = hits.ofEvent(null, call.event(arguments));
            recorder.afterCommit(() -> recorder.record(hit));
        } else {
            var claim = call.claim(arguments);
            if (claim.event() != null || !request.isLeftToBeacon()) {
                request.visitor();
            }
            recorder.afterCommit(() -> request.claim(claim));
        }
    }

    private static boolean isSuspended(InvocationContext invocation) {
        for (var argument : invocation.getParameters()) {
            if (argument instanceof AsyncResponse) {
                return true;
            }
        }
        return false;
    }

    /** One method of one bean: an inherited method may be another call in each class. */
    private record Called(Method method, Class<?> beanClass) {}
}
