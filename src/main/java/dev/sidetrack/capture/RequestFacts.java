// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.capture;

import dev.sidetrack.consent.Choice;
import dev.sidetrack.consent.CookiePlace;
import dev.sidetrack.consent.Permission;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.Instant;

/**
 * What is known of a request. It does not change: what becomes known later makes a changed copy. Most requests are none
 * of a page and nobody asks anything of them, so that what costs is read when it is first asked for, and then by the
 * request's own threads.
 */
final class RequestFacts {

    private static final long MICROS = 1_000_000;
    private static final long NANOS_PER_MICRO = 1_000;

    final HttpServletRequest request;
    /** The address as it was written, from the root of the host on. */
    final String uri;
    /** Below the context root, as the server understands it. */
    final String path;

    private final Admission admission;
    private final long begunMicros;
    private final long begunNanos;
    private final String query;
    private RequestKind kind;
    private Admitted admitted;

    /** Of a request that has just come in, at this time in microseconds since 1970. */
    RequestFacts(HttpServletRequest request, String path, Admission admission, long begunMicros) {
        this.request = request;
        this.path = path;
        this.admission = admission;
        this.begunMicros = begunMicros;
        this.begunNanos = System.nanoTime();
        // Kept now, since a forward changes what some servers say of it later.
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

    /** The same of another page and its screen: a beacon tells of them. */
    RequestFacts of(String query, String screen) {
        return new RequestFacts(this, admitted().on(screen), query);
    }

    /** The same, after the visitor has made a choice. */
    RequestFacts decided(Choice choice) {
        var allowed = admission.permission(choice, admitted().signals());
        return new RequestFacts(this, admitted().decided(choice, allowed), query);
    }

    /** The same, of who has signed in. */
    RequestFacts by(String userId) {
        return new RequestFacts(this, admitted().by(userId), query);
    }

    /** When it came in. */
    Instant begun() {
        return Instant.ofEpochSecond(begunSecond(), begunMicros % MICROS * NANOS_PER_MICRO);
    }

    /** When it came in, in microseconds since 1970. */
    long begunMicros() {
        return begunMicros;
    }

    /** When it came in, in seconds since 1970. */
    long begunSecond() {
        return begunMicros / MICROS;
    }

    /** How long the server has taken so far. */
    Duration took() {
        return Duration.ofNanos(System.nanoTime() - begunNanos);
    }

    /** What it is made for. */
    RequestKind kind() {
        if (kind == null) {
            kind = RequestKind.of(request);
        }
        return kind;
    }

    /** What it says of its visitor. */
    Admitted admitted() {
        if (admitted == null) {
            admitted = admission.admit(request, path, begunSecond());
        }
        return admitted;
    }

    /** Why nothing that happens in this request is tracked, or {@code null}. */
    String exclusion() {
        var known = admitted();
        if (known.ruledOut() != null) {
            return known.ruledOut();
        }
        return known.permission().isGiven() ? null : known.permission().reason();
    }

    /** Whether nothing that happens in this request is tracked. */
    boolean isExcluded() {
        return exclusion() != null;
    }

    /** Whether a view of its page is counted by the beacon, and not here. */
    boolean isLeftToBeacon() {
        return admitted().leftToBeacon();
    }

    /** How much of it may be tracked. */
    Permission permission() {
        return admitted().permission();
    }

    /** What the visitor has said. */
    Choice choice() {
        return admitted().choice();
    }

    /** Where it comes from. */
    ClientOrigin origin() {
        return admitted().origin();
    }

    /** All its cookies as one {@code Cookie} header, or {@code null}. */
    String cookieHeader() {
        return admitted().cookieHeader();
    }

    /** Where the browser will take a cookie. */
    CookiePlace cookiePlace() {
        var host = RequestText.host(origin().host());
        return new CookiePlace(host, request.getContextPath(), request.isSecure() || "https".equals(origin().scheme()));
    }

    /** The query string of the page, or {@code null}. */
    String query() {
        return query;
    }
}
