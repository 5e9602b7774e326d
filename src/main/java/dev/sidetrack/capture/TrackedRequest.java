// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.capture;

import dev.sidetrack.Visitor;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What we know of a request while it is served: it is bound to the request's thread, so that interceptors and observers find
 * it. Everything is read from the request on its own threads; only claims may come from another one.
 */
final class TrackedRequest {

    private static final ThreadLocal<TrackedRequest> CURRENT = new ThreadLocal<>();

    final HttpServletRequest request;
    final Instant begun;
    final String uri;
    final String exclusion;
    final String visitorId;
    private final Visitors visitors;
    private final long begunNanos;
    private HttpServletResponse response;
    private volatile Visitor visitor;
    private volatile String title;
    private volatile List<Claim> claims = List.of();
    private boolean finished;

    /** A request that has just come in; {@code visitorId} is what its cookie says, {@code exclusion} why it is not tracked. */
    TrackedRequest(HttpServletRequest request, Visitors visitors, String visitorId, String exclusion, Instant begun) {
        this.request = request;
        this.visitors = visitors;
        this.visitorId = visitorId;
        this.exclusion = exclusion;
        this.begun = begun;
        this.begunNanos = System.nanoTime();
        // Kept now, since a forward changes what some servers say of it later.
        this.uri = request.getRequestURI();
    }

    /** The request that this thread serves, or {@code null}. */
    static TrackedRequest current() {
        return CURRENT.get();
    }

    /** Whether nothing that happens in this request is tracked. */
    boolean isExcluded() {
        return exclusion != null;
    }

    void bind() {
        CURRENT.set(this);
    }

    static void unbind() {
        // Not remove(), which takes ten times as long: an entry without a value keeps nothing alive.
        CURRENT.set(null);
    }

    void response(HttpServletResponse response) {
        this.response = response;
    }

    HttpServletResponse response() {
        return response;
    }

    /** Who made this request. The first call also puts the cookies onto the response, if that is still possible. */
    Visitor visitor() {
        // Asked several times per request: only the first is worth a lock.
        var known = visitor;
        return known != null ? known : identify();
    }

    /** Whether {@link #visitor()} has been called. */
    boolean isIdentified() {
        return visitor != null;
    }

    private synchronized Visitor identify() {
        if (visitor == null) {
            visitor = visitors.of(this);
        }
        return visitor;
    }

    /** Puts the cookies onto a response that has lost all its headers. */
    synchronized void resetCookies() {
        if (visitor != null) {
            visitors.setCookies(this, visitor);
        }
    }

    void title(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }

    /** Says, by {@code @Tracked}, what this request's hit is. */
    synchronized void claim(Claim claim) {
        var more = new ArrayList<>(claims);
        more.add(claim);
        claims = more;
    }

    List<Claim> claims() {
        return claims;
    }

    /** How long the server has taken so far. */
    Duration took() {
        return Duration.ofNanos(System.nanoTime() - begunNanos);
    }

    /** True once, for whoever asks first. */
    synchronized boolean finish() {
        var first = !finished;
        finished = true;
        return first;
    }
}
