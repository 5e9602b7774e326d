// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.capture;

import dev.sidetrack.Consent;
import dev.sidetrack.Visitor;
import dev.sidetrack.config.Identity;
import dev.sidetrack.config.Keys;
import dev.sidetrack.config.Settings;
import dev.sidetrack.config.Shared;
import dev.sidetrack.consent.ConsentCookie;
import dev.sidetrack.consent.CookiePlace;
import dev.sidetrack.consent.Permission;
import dev.sidetrack.visitor.ClientAddress;
import dev.sidetrack.visitor.CookielessIds;
import dev.sidetrack.visitor.SessionCookie;
import dev.sidetrack.visitor.VisitorCookie;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Recognizes the visitor of a request, with or without cookies, and gives new visitors their cookies. */
@Shared
class Visitors {

    private final boolean cookieless;
    private final boolean sessionPerCampaign;
    private final ConsentCookie consentCookie;
    private final VisitorCookie visitorCookie;
    private final SessionCookie sessionCookie;
    private final CookielessIds cookielessIds;
    private final QueryRules queries;
    private final Privacy privacy;
    private final SharedCaches sharedCaches = new SharedCaches();

    @Inject
    Visitors(
            Settings settings,
            ConsentCookie consentCookie,
            VisitorCookie visitorCookie,
            SessionCookie sessionCookie,
            CookielessIds cookielessIds,
            QueryRules queries,
            Privacy privacy) {
        this.cookieless = settings.get(Keys.IDENTITY) == Identity.COOKIELESS;
        this.sessionPerCampaign = settings.get(Keys.SESSION_PER_CAMPAIGN);
        this.consentCookie = consentCookie;
        this.visitorCookie = visitorCookie;
        this.sessionCookie = sessionCookie;
        this.cookielessIds = cookielessIds;
        this.queries = queries;
        this.privacy = privacy;
    }

    /** All ids that hits of this visitor may have: those in the cookies, and the id of the day. */
    Set<String> knownIds(RequestFacts facts) {
        var ids = new LinkedHashSet<>(visitorCookie.readAll(facts.cookieHeader()));
        if (isCookieless(facts) && facts.permission().isGiven()) {
            ids.add(cookielessId(facts, facts.begunSecond()));
        }
        return ids;
    }

    /** The id that hits of this request would have, or {@code null} for a new visitor; sets no cookie. */
    String idOf(HttpServletRequest request, ClientOrigin origin) {
        return cookieless
                ? cookielessId(
                        origin, request.getHeader("User-Agent"), Instant.now().getEpochSecond())
                : visitorCookie.read(RequestText.cookies(request));
    }

    /** The visitor of this request; sets the cookies that the browser lacks. */
    Visitor of(RequestFacts facts, HttpServletResponse response, Consumer<String> setCookie) {
        var now = facts.begunSecond();
        var known = facts.admitted().visitorId();
        if (isCookieless(facts)) {
            return cookieless(facts, now);
        }
        if (known == null && SharedCaches.mayKeep(facts.request, response)) {
            tellOfSharedPage(facts.uri);
            return cookieless(facts, now);
        }
        if (known == null && SharedCaches.mayRenew(facts.request, response)) {
            return cookieless(facts, now);
        }
        var cookies = facts.cookieHeader();
        var campaign = sessionPerCampaign ? queries.campaign(facts.query()) : null;
        var id = known == null ? visitorCookie.newId() : known;
        var visit = known == null ? sessionCookie.first(campaign, now) : sessionCookie.read(cookies, campaign, now);
        var doubles = visitorCookie.count(cookies) > 1;
        var doubleSessions = sessionCookie.count(cookies) > 1;
        if (known == null || doubles || doubleSessions || visit.isToBeWritten()) {
            var place = facts.cookiePlace();
            removeOthers(doubles, doubleSessions, place, setCookie);
            if (known == null || doubles) {
                setCookie.accept(visitorCookie.header(id, place));
            }
            if (visit.isToBeWritten()) {
                setCookie.accept(sessionCookie.header(visit, now, place));
            }
        }
        return privacy.visitor(facts, id, visit.session());
    }

    private void removeOthers(boolean ids, boolean sessions, CookiePlace place, Consumer<String> setCookie) {
        if (ids) {
            visitorCookie.removedElsewhere(place).forEach(setCookie);
        }
        if (sessions) {
            sessionCookie.removedElsewhere(place).forEach(setCookie);
        }
    }

    private Visitor cookieless(RequestFacts facts, long now) {
        return privacy.visitor(facts, cookielessId(facts, now), cookielessIds.session(now));
    }

    /** The same visitor, after more has become known about the request. */
    Visitor again(RequestFacts facts, Visitor visitor) {
        return privacy.visitor(facts, visitor.clientId(), visitor.session());
    }

    /** Warns that a page got no cookies because a shared cache may store it. */
    void tellOfSharedPage(String path) {
        sharedCaches.tell(path);
    }

    /** The {@code Set-Cookie} headers that store the visitor's choice and, after a no, remove the others. */
    List<String> decisions(RequestFacts facts) {
        var choice = facts.choice();
        var place = facts.cookiePlace();
        var cookies = facts.cookieHeader();
        var headers = new ArrayList<>(consentCookie.headers(choice, cookies, facts.begunSecond(), place));
        if (choice.consent() != Consent.GRANTED) {
            if (visitorCookie.count(cookies) + sessionCookie.count(cookies) > 0) {
                headers.addAll(visitorCookie.removedElsewhere(place));
                headers.addAll(sessionCookie.removedElsewhere(place));
            }
            headers.add(visitorCookie.removed(place));
            headers.add(sessionCookie.removed(place));
        }
        return headers;
    }

    private boolean isCookieless(RequestFacts facts) {
        return cookieless || facts.permission().level() != Permission.Level.ALL;
    }

    private String cookielessId(RequestFacts facts, long now) {
        return cookielessId(facts.origin(), facts.userAgent(), now);
    }

    private String cookielessId(ClientOrigin origin, String userAgent, long now) {
        return cookielessIds.id(privacy.host(origin), ClientAddress.shortened(origin.address()), userAgent, now);
    }
}
