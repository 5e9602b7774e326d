// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.capture;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;

/**
 * The {@code Set-Cookie} headers that a response gets from us. They wait until its body begins, because only then is it
 * known whether a shared cache may store the response; if so, it gets none. If the application says nothing, cookies
 * make the response private, because caches may store responses without directives (RFC 9111 section 4.2.2). A
 * visitor's decision always takes precedence: then no cache may store the response, whatever the application says.
 */
final class ResponseCookies {

    private static final String SET_COOKIE = "Set-Cookie";
    /** The id and the session of a new visitor. */
    private static final int MOST_AT_FIRST = 2;

    private final HttpServletRequest request;
    private final HttpServletResponse response;
    private final Runnable onShared;
    private final CacheControl control;
    private List<String> waiting = List.of();
    private List<String> written = List.of();
    private boolean isBegun;
    private boolean isDecision;

    /**
     * The cookies of this response, whose body may have begun; {@code onShared} is called if it gets none because a
     * shared cache may store it.
     */
    ResponseCookies(HttpServletRequest request, HttpServletResponse response, boolean isBegun, Runnable onShared) {
        this.request = request;
        this.response = response;
        this.isBegun = isBegun;
        this.onShared = onShared;
        this.control = new CacheControl(response);
    }

    /** Sets a cookie when the body begins, or at once if it has begun; does nothing once the response is committed. */
    synchronized void add(String header) {
        waiting = with(waiting, header);
        if (isBegun) {
            begin();
        }
    }

    /**
     * Sets these at once instead of all others, because the response then belongs to the visitor who has made a choice.
     */
    synchronized void replace(List<String> headers) {
        waiting = List.of();
        written = List.of();
        isDecision = true;
        headers.forEach(this::write);
        keepFromCaches();
    }

    /** The body of the response begins, or there is none. */
    synchronized void begin() {
        isBegun = true;
        if (!response.isCommitted()) {
            if (!waiting.isEmpty()) {
                writeWaiting();
            } else if (isDecision) {
                keepFromCaches();
            }
        }
        waiting = List.of();
    }

    private void writeWaiting() {
        if (!isDecision && isShared()) {
            onShared.run();
        } else {
            waiting.forEach(this::write);
            keepFromCaches();
        }
    }

    /**
     * The application may have declared only now that a cache may store the response; then the cookies are removed
     * again.
     */
    synchronized void reconsider() {
        if (written.isEmpty() || response.isCommitted()) {
            return;
        }
        if (isDecision || !isShared()) {
            keepFromCaches();
            return;
        }
        control.restore();
        var others = response.getHeaders(SET_COOKIE).stream()
                .filter(header -> !written.contains(header))
                .toList();
        // Headers cannot be removed; an empty one has no effect, except that it keeps caches away.
        response.setHeader(SET_COOKIE, others.isEmpty() ? "" : others.get(0));
        others.stream().skip(1).forEach(header -> response.addHeader(SET_COOKIE, header));
        written = List.of();
        onShared.run();
    }

    /** The response was reset and has lost all its headers: sets the cookies again. */
    synchronized void again() {
        if (!written.isEmpty() && !response.isCommitted()) {
            written.forEach(header -> response.addHeader(SET_COOKIE, header));
            keepFromCaches();
        }
    }

    private boolean isShared() {
        return SharedCaches.mayKeep(request, response, control.said());
    }

    private void keepFromCaches() {
        if (isDecision) {
            control.forbid();
        } else {
            control.makePrivate();
        }
    }

    private void write(String header) {
        if (!response.isCommitted()) {
            response.addHeader(SET_COOKIE, header);
            written = with(written, header);
        }
    }

    private static List<String> with(List<String> headers, String more) {
        var all = headers.isEmpty() ? new ArrayList<String>(MOST_AT_FIRST) : headers;
        all.add(more);
        return all;
    }
}
