// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.capture;

import dev.sidetrack.Visitor;
import dev.sidetrack.consent.Choice;
import dev.sidetrack.consent.Notice;
import dev.sidetrack.consent.PageVisit;
import dev.sidetrack.consent.Signals;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Set;

/** The visitor of a request, recognized on first use, and the cookies that the response gets from us. */
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

    /** Whether the body of the response has begun, so that cookies can no longer wait. */
    abstract boolean hasBegun();

    /** The server's own response: our own changes need not be watched. */
    abstract HttpServletResponse unwatched();

    final HttpServletResponse response() {
        return response;
    }

    /** Wraps the response. */
    final void response(HttpServletResponse watched) {
        response = watched;
    }

    /** The current facts about the request. */
    final RequestFacts facts() {
        return facts;
    }

    /** Replaces the request's page with the one that a beacon reports. */
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

    /** The visitor of this request. The first call also adds the cookies to the response, if that is still possible. */
    final Visitor visitor() {
        // Called several times per request; only the first call needs the lock.
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

    /** Sets the signed-in user for all hits made after this. */
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

    /** The body of the response begins, or there is none: the last moment to set cookies. */
    final synchronized void writeCookies() {
        if (cookies != null) {
            cookies.begin();
        }
    }

    /** The application may have declared only now that a cache may store the response. */
    final synchronized void reconsiderCookies() {
        if (cookies != null) {
            cookies.reconsider();
        }
    }

    /** The response was reset and has lost all its headers. */
    final synchronized void setCookiesAgain() {
        if (cookies != null) {
            cookies.again();
        }
    }
}
