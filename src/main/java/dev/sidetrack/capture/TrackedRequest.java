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
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * What we know of a request while it is served: it is bound to the request's thread, so that interceptors and observers
 * find it. Everything is read from the request on its own threads; only claims may come from another one.
 */
final class TrackedRequest extends PageVisit {

    private static final String SET_COOKIE = "Set-Cookie";
    private static final int NOT_YET = -1;

    final HttpServletRequest request;
    final Instant begun;
    final String uri;
    private final Visitors visitors;
    private final Admission admission;
    private final long begunNanos;
    private Facts facts;
    private volatile Permission permission;
    private String query;
    private String screen;
    private UUID viewId;
    private HttpServletResponse response;
    private TrackedResponse page;
    private RequestKind kind;
    private volatile Visitor visitor;
    private volatile String title;
    private volatile String userId;
    private volatile List<Claim> claims = List.of();
    private List<String> waitingCookies = List.of();
    private List<String> setCookies = List.of();
    private boolean isBegun;
    private int finalStatus = NOT_YET;

    /** A request that has just come in. */
    TrackedRequest(HttpServletRequest request, Visitors visitors, Admission admission, Instant begun) {
        this.request = request;
        this.visitors = visitors;
        this.admission = admission;
        this.begun = begun;
        this.begunNanos = System.nanoTime();
        // Kept now, since a forward changes what some servers say of it later.
        this.uri = request.getRequestURI();
        this.query = request.getQueryString();
    }

    /** The request that this thread serves, or {@code null}. */
    public static TrackedRequest current() {
        return PageVisit.current() instanceof TrackedRequest tracked ? tracked : null;
    }

    /**
     * What it says of itself, read when it is first asked for: most requests are none of a page, and nobody ever asks.
     */
    private Facts facts() {
        var known = facts;
        if (known == null) {
            known = admission.facts(request, begun.getEpochSecond());
            facts = known;
        }
        return known;
    }

    @Override
    protected Choice before() {
        return facts().choice();
    }

    @Override
    protected Notice told() {
        return facts().notice();
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
        var changed = permission;
        return changed == null ? facts().permission() : changed;
    }

    /** The query string of the page, or {@code null}. */
    String query() {
        return query;
    }

    /** The page is another than the request's: a beacon tells of it. */
    void query(String query) {
        this.query = query;
    }

    /** The size of the visitor's screen, which a beacon tells of, or {@code null}. */
    String screen() {
        return screen;
    }

    void screen(String screen) {
        this.screen = screen;
    }

    /**
     * The id of the view of a page that this request is, if it is one: asked for by the view and by all events beside
     * it.
     */
    synchronized UUID viewId() {
        if (viewId == null) {
            viewId = HitIds.at(begun);
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
    public Signals signals() {
        return facts().signals();
    }

    @Override
    public Set<String> knownIds() {
        return visitors.idsIn(cookieHeader());
    }

    @Override
    protected synchronized void decide(Choice choice, Permission allowed) {
        choice(choice);
        waitingCookies = List.of();
        setCookies = List.of();
        // Not held back: who has chosen on a page, to that one it belongs.
        visitors.decisions(this, choice).forEach(this::write);
        permission = allowed;
        visitor = null;
    }

    /** The response, which is certainly no page. */
    void response(HttpServletResponse response) {
        this.response = response;
    }

    /** The response, which may turn out to be a page. */
    void page(TrackedResponse page) {
        this.response = page;
        this.page = page;
    }

    HttpServletResponse response() {
        return response;
    }

    /** Whether the response may be a page and is watched for that. */
    boolean mayBePage() {
        return page != null;
    }

    /** Whether the response is a page, as far as is known now. */
    boolean isPage() {
        return page != null && page.isPage();
    }

    /** Whether what happens now happens on the page that it asks for, though the response is not complete yet. */
    boolean isProbablyPage() {
        return "GET".equals(request.getMethod()) && kind() == RequestKind.PAGE
                || response.getContentType() != null && isPage();
    }

    /** What it is made for. */
    RequestKind kind() {
        if (kind == null) {
            kind = RequestKind.of(request);
        }
        return kind;
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

    /**
     * Puts a {@code Set-Cookie} header onto the response once its body begins; does nothing once that is on its way.
     */
    synchronized void setCookie(String header) {
        var more = new ArrayList<>(waitingCookies);
        more.add(header);
        waitingCookies = more;
        if (isBegun) {
            writeCookies();
        }
    }

    /**
     * The body of the response begins, or there is none: now its cookies are set, unless a cache may keep it for
     * everybody.
     */
    synchronized void writeCookies() {
        isBegun = true;
        if (!waitingCookies.isEmpty() && !response.isCommitted()) {
            if (isForEverybody()) {
                visitors.tellOfSharedPage(uri);
            } else {
                waitingCookies.forEach(this::write);
            }
        }
        waitingCookies = List.of();
    }

    /** The application says only now that a cache may keep the response: what was set is taken off again. */
    synchronized void takeBackCookies() {
        if (setCookies.isEmpty() || response.isCommitted() || !isForEverybody()) {
            return;
        }
        var others = response.getHeaders(SET_COOKIE).stream()
                .filter(header -> !setCookies.contains(header))
                .toList();
        // A header cannot be removed; an empty one says nothing, and keeps a cache away all the better.
        response.setHeader(SET_COOKIE, others.isEmpty() ? "" : others.get(0));
        others.stream().skip(1).forEach(header -> response.addHeader(SET_COOKIE, header));
        setCookies = List.of();
        visitors.tellOfSharedPage(uri);
    }

    /** Whether a shared cache may keep the response, as far as is known now. */
    boolean isForEverybody() {
        return SharedCaches.mayKeep(request, response);
    }

    private void write(String header) {
        if (!response.isCommitted()) {
            response.addHeader(SET_COOKIE, header);
            var more = new ArrayList<>(setCookies);
            more.add(header);
            setCookies = more;
        }
    }

    /** Puts them onto a response that has lost all its headers. */
    synchronized void resetCookies() {
        setCookies.forEach(header -> response.addHeader(SET_COOKIE, header));
    }

    void title(String title) {
        this.title = title;
    }

    /**
     * What the application has said, else what the page itself says, as far as it has been written; or {@code null}.
     */
    String title() {
        return title != null || page == null ? title : page.title();
    }

    /** Whether the application has said the title. */
    boolean isTitled() {
        return title != null;
    }

    /** Says who has signed in; for all hits made after this. */
    synchronized void userId(String userId) {
        this.userId = userId;
        if (visitor != null) {
            visitor = visitors.again(this, visitor);
        }
    }

    String userId() {
        return userId;
    }

    /**
     * Says, by {@code @Tracked}, what this request's hit is; {@code false} if it is over, and nobody listens any more.
     */
    synchronized boolean claim(Claim claim) {
        if (claim.isOnce() && claim.event() != null && hasClaimed(claim.event().name())) {
            return true;
        }
        var more = new ArrayList<>(claims);
        more.add(claim);
        claims = more;
        return finalStatus == NOT_YET;
    }

    /** Whether an event of that name has been claimed already. */
    boolean hasClaimed(String name) {
        return claims.stream()
                .anyMatch(claim -> claim.event() != null && claim.event().name().equals(name));
    }

    List<Claim> claims() {
        return claims;
    }

    /** How long the server has taken so far. */
    Duration took() {
        return Duration.ofNanos(System.nanoTime() - begunNanos);
    }

    /** The request is over, with this status; true once, for whoever says so first. */
    synchronized boolean finish(int status) {
        var first = finalStatus == NOT_YET;
        finalStatus = first ? status : finalStatus;
        return first;
    }

    /** Whether it has ended well: what happened in it has happened, though the answer may lead elsewhere. */
    synchronized boolean isSuccess() {
        return finalStatus / 100 == 2 || finalStatus / 100 == 3;
    }

    /**
     * What is known of a request when it comes in.
     *
     * @param origin where it comes from
     * @param cookieHeader all its cookies, or {@code null}
     * @param visitorId what the visitor's cookie says, or {@code null}
     * @param choice what the visitor has said
     * @param signals what the browser says by itself
     * @param permission how much may be tracked
     * @param ruledOut why it is not tracked whatever the visitor says, or {@code null}
     * @param leftToBeacon whether a view of its page is counted by the beacon
     * @param notice what its page has to tell or to ask, or {@code null}
     */
    record Facts(
            ClientOrigin origin,
            String cookieHeader,
            String visitorId,
            Choice choice,
            Signals signals,
            Permission permission,
            String ruledOut,
            boolean leftToBeacon,
            Notice notice) {}
}
