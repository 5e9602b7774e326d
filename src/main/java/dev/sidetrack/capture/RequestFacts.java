// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.capture;

import dev.sidetrack.consent.Choice;
import dev.sidetrack.consent.CookiePlace;
import dev.sidetrack.consent.Permission;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.Instant;

/**
 * The facts about a request. Immutable: what becomes known later makes a changed copy. Most requests are not for pages
 * and need none of it, so expensive facts are read on first use, by the request's own threads.
 */
final class RequestFacts {

    private static final long MICROS = 1_000_000;
    private static final long NANOS_PER_MICRO = 1_000;

    final HttpServletRequest request;
    /** The path as it was written, from the root of the host. */
    final String uri;
    /** The path below the context root, as the server understands it. */
    final String path;

    private final Admission admission;
    private final long begunMicros;
    private final long begunNanos;
    private final String query;
    private RequestKind kind;
    private Admitted admitted;

    /** The facts about a request that arrived at this time, in microseconds since 1970. */
    RequestFacts(HttpServletRequest request, String path, Admission admission, long begunMicros) {
        this.request = request;
        this.path = path;
        this.admission = admission;
        this.begunMicros = begunMicros;
        this.begunNanos = System.nanoTime();
        // Stored now, because on some servers a forward changes it later.
        this.uri = request.getRequestURI();
        this.query = request.getQueryString();
    }

    private RequestFacts(RequestFacts before, Admitted admitted, String query) {
        this.request = before.request;
        this.uri = before.uri;
        this.path = before.path;
        this.admission = before.admission;
        this.begunMicros = before.begunMicros;
        this.begunNanos = before.begunNanos;
        this.kind = before.kind;
        this.admitted = admitted;
        this.query = query;
    }

    /** A copy with the page and screen that a beacon reports. */
    RequestFacts of(String query, String screen) {
        return new RequestFacts(this, admitted().on(screen), query);
    }

    /** A copy with the visitor's new choice. */
    RequestFacts decided(Choice choice) {
        var allowed = admission.permission(choice, admitted().signals());
        return new RequestFacts(this, admitted().decided(choice, allowed), query);
    }

    /** A copy with this signed-in user. */
    RequestFacts by(String userId) {
        return new RequestFacts(this, admitted().by(userId), query);
    }

    /** When it arrived. */
    Instant begun() {
        return Instant.ofEpochSecond(begunSecond(), begunMicros % MICROS * NANOS_PER_MICRO);
    }

    /** When it arrived, in microseconds since 1970. */
    long begunMicros() {
        return begunMicros;
    }

    /** When it arrived, in seconds since 1970. */
    long begunSecond() {
        return begunMicros / MICROS;
    }

    /** How long the server has taken so far. */
    Duration took() {
        return Duration.ofNanos(System.nanoTime() - begunNanos);
    }

    /** What kind of request it is. */
    RequestKind kind() {
        if (kind == null) {
            kind = RequestKind.of(request);
        }
        return kind;
    }

    /** What it says about its visitor. */
    Admitted admitted() {
        if (admitted == null) {
            admitted = admission.admit(request, path, begunSecond());
        }
        return admitted;
    }

    /** Why nothing in this request is tracked, or {@code null}. */
    String exclusion() {
        var known = admitted();
        if (known.ruledOut() != null) {
            return known.ruledOut();
        }
        return known.permission().isGiven() ? null : known.permission().reason();
    }

    /** Whether nothing in this request is tracked. */
    boolean isExcluded() {
        return exclusion() != null;
    }

    /** Whether the beacon counts views of its page. */
    boolean isLeftToBeacon() {
        return admitted().leftToBeacon();
    }

    /** How much of it may be tracked. */
    Permission permission() {
        return admitted().permission();
    }

    /** The visitor's choice. */
    Choice choice() {
        return admitted().choice();
    }

    /** Where it comes from. */
    ClientOrigin origin() {
        return admitted().origin();
    }

    /** Where the application begins. */
    String contextPath() {
        return admitted().contextPath();
    }

    /** All its cookies as one {@code Cookie} header, or {@code null}. */
    String cookieHeader() {
        return admitted().cookieHeader();
    }

    /** Its user agent, or {@code null}. */
    String userAgent() {
        return admitted().userAgent();
    }

    /** The page that it comes from, or {@code null}. */
    String referrer() {
        return admitted().referrer();
    }

    /** The circumstances in which its browser receives a cookie. */
    CookiePlace cookiePlace() {
        var host = RequestText.host(origin().host());
        return new CookiePlace(host, contextPath(), request.isSecure() || "https".equals(origin().scheme()));
    }

    /** The query string of the page, or {@code null}. */
    String query() {
        return query;
    }
}
