// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.capture;

import dev.sidetrack.Visitor;
import dev.sidetrack.consent.Choice;
import dev.sidetrack.consent.Notice;
import dev.sidetrack.consent.PageVisit;
import dev.sidetrack.consent.Signals;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Set;

/** The visitor behind a request, recognised when first asked for, and the cookies that the response gets from us. */
abstract class RequestVisitor extends PageVisit {

    private final Visitors visitors;
    private HttpServletResponse response;
    private RequestFacts facts;
    private ResponseCookies cookies;
    private volatile Visitor visitor;

    RequestVisitor(RequestFacts facts, HttpServletResponse response, Visitors visitors) {
        this.facts = facts;
        this.response = response;
        this.visitors = visitors;
    }

    /** Whether the body of the response has begun, so that cookies cannot wait any more. */
    abstract boolean hasBegun();

    /** The response as the server gave it: what we say ourselves is nothing that has to be watched. */
    abstract HttpServletResponse unwatched();

    final HttpServletResponse response() {
        return response;
    }

    /** Has the response seen through another one. */
    final void response(HttpServletResponse watched) {
        response = watched;
    }

    /** What is known of the request now. */
    final RequestFacts facts() {
        return facts;
    }

    /** The page is another than the request's: a beacon tells of it. */
    final void beacon(BeaconHit hit) {
        facts = facts.of(hit.query(), hit.seen().screen());
    }

    @Override
    protected final Choice before() {
        return facts.choice();
    }

    @Override
    protected final Notice told() {
        return facts.admitted().notice();
    }

    @Override
    public final Signals signals() {
        return facts.admitted().signals();
    }

    @Override
    public final Set<String> knownIds() {
        return visitors.knownIds(facts);
    }

    @Override
    protected final synchronized void decided(Choice choice) {
        facts = facts.decided(choice);
        cookies().replace(visitors.decisions(facts));
        visitor = null;
    }

    /** Who made this request. The first call also puts the cookies onto the response, if that is still possible. */
    final Visitor visitor() {
        // Asked several times per request: only the first is worth a lock.
        var known = visitor;
        return known != null ? known : identify();
    }

    /** Whether {@link #visitor()} has been called. */
    final boolean isIdentified() {
        return visitor != null;
    }

    private synchronized Visitor identify() {
        if (visitor == null) {
            visitor = visitors.of(facts, response, this::setCookie);
        }
        return visitor;
    }

    /** Says who has signed in; for all hits made after this. */
    final synchronized void userId(String userId) {
        facts = facts.by(userId);
        if (visitor != null) {
            visitor = visitors.again(facts, visitor);
        }
    }

    private void setCookie(String header) {
        cookies().add(header);
    }

    private ResponseCookies cookies() {
        if (cookies == null) {
            cookies = new ResponseCookies(
                    facts.request, unwatched(), hasBegun(), () -> visitors.tellOfSharedPage(facts.uri));
        }
        return cookies;
    }

    /** The body of the response begins, or there is none: the last moment for the cookies that it still waits for. */
    final synchronized void writeCookies() {
        if (cookies != null) {
            cookies.begin();
        }
    }

    /** The application may have said only now that a cache may keep the response. */
    final synchronized void reconsiderCookies() {
        if (cookies != null) {
            cookies.reconsider();
        }
    }

    /** The response has lost all its headers. */
    final synchronized void setCookiesAgain() {
        if (cookies != null) {
            cookies.again();
        }
    }
}
