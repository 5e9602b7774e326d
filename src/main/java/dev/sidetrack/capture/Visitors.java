// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.capture;

import dev.sidetrack.Consent;
import dev.sidetrack.Visitor;
import dev.sidetrack.config.Shared;
import dev.sidetrack.visitor.ClientAddress;
import dev.sidetrack.visitor.CurrentVisitor;
import dev.sidetrack.visitor.Notice;
import dev.sidetrack.visitor.SessionCookie;
import dev.sidetrack.visitor.VisitorCookie;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;

/** Recognises the visitor behind a request by cookies, and gives them to a new one. */
@Shared
class Visitors {

    private static final String SET_COOKIE = "Set-Cookie";

    private final VisitorCookie visitorCookie;
    private final SessionCookie sessionCookie;
    private final ClientAddress clientAddress;
    private final CurrentVisitor currentVisitor;

    @Inject
    Visitors(VisitorCookie visitorCookie, SessionCookie sessionCookie, ClientAddress clientAddress, CurrentVisitor currentVisitor) {
        this.visitorCookie = visitorCookie;
        this.sessionCookie = sessionCookie;
        this.clientAddress = clientAddress;
        this.currentVisitor = currentVisitor;
    }

    /** The id that the request's cookie holds, or {@code null} for a new visitor. */
    String idIn(HttpServletRequest request) {
        return visitorCookie.read(request.getHeader("Cookie"));
    }

    /** Lets the pages of this request tell a new visitor what there is to tell. */
    void welcome(HttpServletRequest request, String site) {
        var notice = currentVisitor.welcome(site, request.getHeader("Accept-Language"));
        if (notice != null) {
            request.setAttribute(Notice.ATTRIBUTE, notice);
        }
    }

    /** Who made this request; sets the cookies that the browser lacks. */
    Visitor of(TrackedRequest tracked) {
        var request = tracked.request;
        var now = tracked.begun.getEpochSecond();
        var isNew = tracked.visitorId == null;
        var id = isNew ? visitorCookie.newId() : tracked.visitorId;
        var visit = isNew ? sessionCookie.first(now) : sessionCookie.read(request.getHeader("Cookie"), now);
        if (isNew) {
            addCookie(tracked, visitorCookie.header(id, request.isSecure()));
        }
        if (visit.isToBeWritten()) {
            addCookie(tracked, sessionCookie.header(visit.session(), now, request.isSecure()));
        }
        return new Visitor(
                id,
                visit.session(),
                clientAddress.allowed(request.getRemoteAddr()),
                RequestText.userAgent(request.getHeader("User-Agent")),
                RequestText.language(request.getHeader("Accept-Language")),
                Consent.UNASKED);
    }

    /** Sets both cookies, whether the browser has them or not. */
    void setCookies(TrackedRequest tracked, Visitor visitor) {
        var secure = tracked.request.isSecure();
        addCookie(tracked, visitorCookie.header(visitor.clientId(), secure));
        addCookie(tracked, sessionCookie.header(visitor.session(), tracked.begun.getEpochSecond(), secure));
    }

    private static void addCookie(TrackedRequest tracked, String header) {
        if (!tracked.response().isCommitted()) {
            tracked.response().addHeader(SET_COOKIE, header);
        }
    }
}
