// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.capture;

import dev.sidetrack.Hit;
import dev.sidetrack.Tracked;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.AroundTimeout;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import jakarta.ws.rs.container.AsyncResponse;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Makes of a {@link Tracked} call a claim on its request's hit, once the call has succeeded. It stands inside
 * {@code @Transactional}: a durable hit is part of the call's transaction, any other a claim only when that has
 * committed.
 */
@Tracked
@Interceptor
@Priority(Interceptor.Priority.LIBRARY_BEFORE)
public class TrackedInterceptor {

    private static final Map<Called, TrackedCall> CALLS = new ConcurrentHashMap<>();
    private static final Object[] NO_ARGUMENTS = {};

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
            return tracked(stage, invocation, request);
        }
        if (isCounted(request)) {
            Safely.orTelling(() -> succeeded(called(invocation), arguments(invocation), request));
        }
        return result;
    }

    /** A timer's call, for which session beans have a chain of their own. */
    @AroundTimeout
    Object trackTimeout(InvocationContext invocation) throws Exception {
        return track(invocation);
    }

    private Object tracked(CompletionStage<?> stage, InvocationContext invocation, TrackedRequest request) {
        if (!isCounted(request)) {
            return stage;
        }
        var made = new AtomicReference<Hit>();
        Safely.run(() -> made.set(hitOf(called(invocation), arguments(invocation), request)));
        var copy = StageCopy.of(
                stage,
                () -> Safely.orTelling(
                        () -> completed(called(invocation), arguments(invocation), request, made.get())));
        return invocation.getMethod().getReturnType().isInstance(copy) ? copy : stage;
    }

    /** Made before the stage completes, which may be after the request, and that another visitor's by then. */
    private Hit hitOf(TrackedCall call, Object[] arguments, TrackedRequest request) {
        var event =
                call.isDurable() ? call.event(arguments) : call.claim(arguments).event();
        return request == null || event == null && request.isLeftToBeacon()
                ? null
                : hits.ofCall(request, event, call.title());
    }

    private void succeeded(TrackedCall call, Object[] arguments, TrackedRequest request) {
        if (call.isDurable()) {
            sendOnce(call, arguments, request);
        } else if (request == null) {
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

    /** A stage has completed, maybe after its request, of which nothing is read any more. */
    private void completed(TrackedCall call, Object[] arguments, TrackedRequest request, Hit made) {
        if (!isCounted(request)) {
            return;
        }
        if (request == null) {
            succeeded(call, arguments, null);
        } else if (call.isDurable() && made != null) {
            send(call, made, request);
        } else {
            claimOrRecord(
                    new Claim(made == null ? null : made.event(), call.title(), call.isGetter(), false), request, made);
        }
    }

    private void claimOrRecord(Claim claim, TrackedRequest request, Hit made) {
        recorder.afterCommit(() -> {
            var inTime = request.claim(claim);
            if (!inTime && claim.event() != null && request.isSuccess()) {
                recorder.record(made);
            }
        });
    }

    private void sendOnce(TrackedCall call, Object[] arguments, TrackedRequest request) {
        var event = call.event(arguments);
        if (request == null || !call.isGetter() || !request.hasClaimed(event.name())) {
            send(call, hits.ofCall(request, event, call.title()), request);
        }
    }

    private void send(TrackedCall call, Hit hit, TrackedRequest request) {
        recorder.recordDurably(hit, call.onFailure());
        if (request != null) {
            request.claim(new Claim(hit.event(), call.title(), call.isGetter(), true));
        }
    }

    private static boolean isCounted(TrackedRequest request) {
        return request == null || !request.isExcluded();
    }

    private static TrackedCall called(InvocationContext invocation) {
        var called = new Called(invocation.getMethod(), invocation.getTarget().getClass());
        return CALLS.computeIfAbsent(called, each -> TrackedCall.of(each.method, each.beanClass));
    }

    /** Payara has none at all for a session bean's method without parameters. */
    private static Object[] arguments(InvocationContext invocation) {
        var arguments = invocation.getParameters();
        return arguments == null ? NO_ARGUMENTS : arguments;
    }

    private static boolean isSuspended(InvocationContext invocation) {
        for (var argument : arguments(invocation)) {
            if (argument instanceof AsyncResponse) {
                return true;
            }
        }
        return false;
    }

    /** One method of one bean: an inherited method may be another call in each class. */
    private record Called(Method method, Class<?> beanClass) {}
}
