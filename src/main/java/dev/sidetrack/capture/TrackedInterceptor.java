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
 * Adds each successful {@link Tracked} call to its request, which turns them into hits once its response is known. It
 * runs inside {@code @Transactional}: a durable hit is part of the call's transaction, any other is added only after
 * its commit.
 */
@Tracked
@Interceptor
@Priority(Interceptor.Priority.LIBRARY_BEFORE)
public class TrackedInterceptor {

    private static final Map<Called, TrackedMethod> METHODS = new ConcurrentHashMap<>();
    private static final Object[] NO_ARGUMENTS = {};

    @Inject
    HitFactory hits;

    @Inject
    HitRecorder recorder;

    @AroundInvoke
    Object track(InvocationContext invocation) throws Exception {
        var request = TrackedRequest.current();
        if (request != null && !request.facts().isExcluded() && isSuspended(invocation)) {
            // Another thread may be writing the response by the time the method returns, so the cookies are set now.
            Safely.run(request::visitor);
        }
        var result = invocation.proceed();
        if (result instanceof CompletionStage<?> stage) {
            return tracked(stage, invocation, request);
        }
        Safely.orTelling(() -> succeeded(method(invocation), arguments(invocation), request));
        return result;
    }

    /** A timer's call, for which session beans have a separate interceptor chain. */
    @AroundTimeout
    Object trackTimeout(InvocationContext invocation) throws Exception {
        return track(invocation);
    }

    private Object tracked(CompletionStage<?> stage, InvocationContext invocation, TrackedRequest request) {
        var made = new AtomicReference<Hit>();
        if (request != null) {
            request.answer();
        }
        if (isTracked(request)) {
            Safely.run(() -> made.set(hitOf(method(invocation), arguments(invocation), request)));
        }
        var copy = StageCopy.of(
                stage,
                () -> Safely.orTelling(
                        () -> completed(method(invocation), arguments(invocation), request, made.get())));
        return invocation.getMethod().getReturnType().isInstance(copy) ? copy : stage;
    }

    /**
     * Created before the stage completes, because by then the request may be over and its object reused for another
     * visitor.
     */
    private Hit hitOf(TrackedMethod method, Object[] arguments, TrackedRequest request) {
        var event = method.isDurable()
                ? method.event(arguments)
                : method.call(arguments).event();
        return request == null || event == null && request.facts().isLeftToBeacon()
                ? null
                : hits.ofCall(request, event, method.title());
    }

    private void succeeded(TrackedMethod method, Object[] arguments, TrackedRequest request) {
        if (request != null && request.facts().isExcluded()) {
            // Not a hit, but counted as excluded.
            request.answer().add(method.call(arguments));
        } else if (method.isDurable()) {
            sendOnce(method, arguments, request);
        } else if (request == null) {
            var hit = hits.ofEvent(null, method.event(arguments));
            recorder.afterCommit(() -> recorder.record(hit));
        } else {
            var call = method.call(arguments);
            if (call.event() != null || !request.facts().isLeftToBeacon()) {
                request.visitor();
            }
            var answer = request.answer();
            recorder.afterCommit(() -> answer.add(call));
        }
    }

    /** A stage has completed, possibly after its request, which must not be read any more. */
    private void completed(TrackedMethod method, Object[] arguments, TrackedRequest request, Hit made) {
        if (!isTracked(request) || request == null) {
            succeeded(method, arguments, request);
        } else if (method.isDurable() && made != null) {
            send(method, made, request);
        } else {
            addOrRecord(
                    new TrackedCall(made == null ? null : made.event(), method.title(), method.isGetter(), false),
                    request,
                    made);
        }
    }

    private void addOrRecord(TrackedCall call, TrackedRequest request, Hit made) {
        recorder.afterCommit(() -> {
            var inTime = request.answer().add(call);
            if (!inTime && call.event() != null && request.answer().isSuccess()) {
                recorder.record(made);
            }
        });
    }

    private void sendOnce(TrackedMethod method, Object[] arguments, TrackedRequest request) {
        var event = method.event(arguments);
        if (request == null || !method.isGetter() || !request.answer().hasEvent(event.name())) {
            send(method, hits.ofCall(request, event, method.title()), request);
        }
    }

    private void send(TrackedMethod method, Hit hit, TrackedRequest request) {
        recorder.recordDurably(hit, method.onFailure());
        if (request != null) {
            request.answer().add(new TrackedCall(hit.event(), method.title(), method.isGetter(), true));
        }
    }

    private static boolean isTracked(TrackedRequest request) {
        return request == null || !request.facts().isExcluded();
    }

    private static TrackedMethod method(InvocationContext invocation) {
        var called = new Called(invocation.getMethod(), invocation.getTarget().getClass());
        return METHODS.computeIfAbsent(called, each -> TrackedMethod.of(each.method, each.beanClass));
    }

    /** Payara passes {@code null} for a session bean's method without parameters. */
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

    /** A method of a bean class: an inherited method may have other annotations in each class. */
    private record Called(Method method, Class<?> beanClass) {}
}
