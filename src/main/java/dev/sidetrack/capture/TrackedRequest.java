// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.capture;

import dev.sidetrack.Visitor;
import dev.sidetrack.consent.Choice;
import dev.sidetrack.consent.CookiePlace;
import dev.sidetrack.consent.Notice;
import dev.sidetrack.consent.PageVisit;
import dev.sidetrack.consent.Permission;
import dev.sidetrack.consent.Signals;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * A request while it is served: bound to its thread, so that interceptors and observers find it. Most requests are none
 * of a page and nobody asks anything of them: each part is read, or made, when it is first asked for. Everything is
 * read on the request's own threads; only calls may come from another one.
 */
final class TrackedRequest extends PageVisit {

    private static final short NOT_YET = -1;
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
    private HttpServletResponse response;
    private short finalStatus = NOT_YET;
    private boolean bodyHasBegun;
    private RequestFacts facts;
    private RequestKind kind;
    private ResponseCookies cookies;
    private TrackedCalls calls;
    private BeaconHit beacon;
    private UUID viewId;
    private volatile Visitor visitor;
    private volatile String title;
    private volatile String userId;

    /** A request that has just come in, at this time in microseconds since 1970. */
    TrackedRequest(HttpServletRequest request, HttpServletResponse response, Admission admission, long begunMicros) {
        this.request = request;
        this.response = response;
        this.admission = admission;
        this.begunMicros = begunMicros;
        this.begunNanos = System.nanoTime();
        // Kept now, since a forward changes what some servers say of it later.
        this.uri = request.getRequestURI();
        this.path = PageRules.path(request);
        this.query = request.getQueryString();
    }

    /** The request that this thread serves, or {@code null}. */
    public static TrackedRequest current() {
        return PageVisit.current() instanceof TrackedRequest tracked ? tracked : null;
    }

    /** When it came in. */
    Instant begun() {
        return Instant.ofEpochSecond(begunSecond(), begunMicros % MICROS * NANOS_PER_MICRO);
    }

    /** When it came in, in seconds since 1970. */
    long begunSecond() {
        return begunMicros / MICROS;
    }

    /** How long the server has taken so far. */
    Duration took() {
        return Duration.ofNanos(System.nanoTime() - begunNanos);
    }

    /** What it says of its visitor. */
    RequestFacts facts() {
        var known = facts;
        if (known == null) {
            known = admission.facts(this);
            facts = known;
        }
        return known;
    }

    /** What it is made for. */
    RequestKind kind() {
        if (kind == null) {
            kind = RequestKind.of(request);
        }
        return kind;
    }

    /** Why nothing that happens in this request is tracked, or {@code null}. */
    String exclusion() {
        var ruledOut = facts().ruledOut();
        return ruledOut != null
                ? ruledOut
                : permission().isGiven() ? null : permission().reason();
    }

    /** Whether nothing that happens in this request is tracked. */
    boolean isExcluded() {
        return exclusion() != null;
    }

    /** Whether a view of its page is counted by the beacon, and not here. */
    boolean isLeftToBeacon() {
        return facts().leftToBeacon();
    }

    /** How much of it may be tracked. */
    Permission permission() {
        return isDecided() ? admission.permission(this) : facts().permission();
    }

    /** The page is another than the request's: a beacon tells of it. */
    void beacon(BeaconHit hit) {
        beacon = hit;
    }

    /** The query string of the page, or {@code null}. */
    String query() {
        return beacon == null ? query : beacon.query();
    }

    /** The size of the visitor's screen, which a beacon tells of, or {@code null}. */
    String screen() {
        return beacon == null ? null : beacon.seen().screen();
    }

    /**
     * The id of the view of a page that this request is, if it is one: asked for by the view and by all events beside
     * it.
     */
    synchronized UUID viewId() {
        if (viewId == null) {
            viewId = HitIds.at(begun());
        }
        return viewId;
    }

    /** Where it comes from. */
    ClientOrigin origin() {
        return facts().origin();
    }

    /** Where the browser will take a cookie. */
    CookiePlace cookiePlace() {
        var host = RequestText.host(origin().host());
        return new CookiePlace(host, request.getContextPath(), request.isSecure() || "https".equals(origin().scheme()));
    }

    /** What the visitor's cookie says, or {@code null} for a new visitor. */
    String visitorId() {
        return facts().visitorId();
    }

    /** All its cookies as one {@code Cookie} header, or {@code null}. */
    String cookieHeader() {
        return facts().cookieHeader();
    }

    @Override
    protected Choice before() {
        return facts().choice();
    }

    @Override
    protected Notice told() {
        return facts().notice();
    }

    @Override
    public Signals signals() {
        return facts().signals();
    }

    @Override
    public Set<String> knownIds() {
        return admission.visitors().knownIds(this);
    }

    @Override
    protected synchronized void decided(Choice choice) {
        cookies().replace(admission.visitors().decisions(this, choice));
        visitor = null;
    }

    /** Has the response watched, since it may turn out to be a page. */
    void watch(PageRules rules, boolean readsTitles) {
        response = new TrackedResponse(response, this, rules, readsTitles);
    }

    HttpServletResponse response() {
        return response;
    }

    /** Whether the response may be a page and is watched for that. */
    boolean mayBePage() {
        return response instanceof TrackedResponse;
    }

    /** Whether the response is a page, as far as is known now. */
    boolean isPage() {
        return response instanceof TrackedResponse page && page.isPage();
    }

    /** Whether what happens now happens on the page that it asks for, though the response is not complete yet. */
    boolean isProbablyPage() {
        return "GET".equals(request.getMethod()) && kind() == RequestKind.PAGE
                || response.getContentType() != null && isPage();
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
            visitor = admission.visitors().of(this);
        }
        return visitor;
    }

    /** Says who has signed in; for all hits made after this. */
    synchronized void userId(String userId) {
        this.userId = userId;
        if (visitor != null) {
            visitor = admission.visitors().again(this, visitor);
        }
    }

    String userId() {
        return userId;
    }

    /** The cookies that its response gets from us. */
    synchronized ResponseCookies cookies() {
        if (cookies == null) {
            cookies = new ResponseCookies(
                    request, response, bodyHasBegun, () -> admission.visitors().tellOfSharedPage(uri));
        }
        return cookies;
    }

    /** The body of the response begins, or there is none: the last moment for the cookies that it still waits for. */
    synchronized void writeCookies() {
        bodyHasBegun = true;
        if (cookies != null) {
            cookies.begin();
        }
    }

    /** The application may have said only now that a cache may keep the response. */
    synchronized void takeBackCookies() {
        if (cookies != null) {
            cookies.takeBack();
        }
    }

    /** The response has lost all its headers. */
    synchronized void setCookiesAgain() {
        if (cookies != null) {
            cookies.again();
        }
    }

    void title(String title) {
        this.title = title;
    }

    /**
     * What the application has said, else what the page itself says, as far as it has been written; or {@code null}.
     */
    String title() {
        return title == null && response instanceof TrackedResponse page ? page.title() : title;
    }

    /** Whether the application has said the title. */
    boolean isTitled() {
        return title != null;
    }

    /**
     * Adds a {@code @Tracked} call that has succeeded; {@code false} if the request is over, and nobody looks any more.
     */
    synchronized boolean add(TrackedCall call) {
        if (calls == null) {
            calls = new TrackedCalls();
        }
        calls.add(call);
        return finalStatus == NOT_YET;
    }

    /** Its {@code @Tracked} calls so far. */
    synchronized List<TrackedCall> calls() {
        return calls == null ? List.of() : calls.all();
    }

    /** Whether an event of that name is among them. */
    synchronized boolean hasEvent(String name) {
        return calls != null && calls.hasEvent(name);
    }

    /** The request is over, with this status; true once, for whoever says so first. */
    synchronized boolean finish(int status) {
        var first = finalStatus == NOT_YET;
        finalStatus = first ? (short) status : finalStatus;
        return first;
    }

    /** Whether it has ended well: what happened in it has happened, though the answer may lead elsewhere. */
    synchronized boolean isSuccess() {
        return finalStatus / 100 == 2 || finalStatus / 100 == 3;
    }
}
