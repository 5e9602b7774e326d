// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.capture;

import dev.sidetrack.Consent;
import dev.sidetrack.Visitor;
import dev.sidetrack.config.Identity;
import dev.sidetrack.config.Keys;
import dev.sidetrack.config.Settings;
import dev.sidetrack.config.Shared;
import dev.sidetrack.consent.Choice;
import dev.sidetrack.consent.ConsentCookie;
import dev.sidetrack.consent.Permission;
import dev.sidetrack.visitor.ClientAddress;
import dev.sidetrack.visitor.CookielessIds;
import dev.sidetrack.visitor.SessionCookie;
import dev.sidetrack.visitor.VisitorCookie;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Recognises the visitor behind a request, by cookies or without, and gives a new one the cookies. */
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

    /** The id that this {@code Cookie} header holds, or {@code null} for a new visitor. */
    String idIn(String cookieHeader) {
        return visitorCookie.read(cookieHeader);
    }

    /** All ids by which hits of this visitor are known: those in the cookies, and that of the day. */
    Set<String> knownIds(TrackedRequest tracked) {
        var ids = new LinkedHashSet<>(visitorCookie.readAll(tracked.cookieHeader()));
        if (isCookieless(tracked) && tracked.permission().isGiven()) {
            ids.add(cookielessId(tracked, tracked.begunSecond()));
        }
        return ids;
    }

    /** The id that hits of this request would have, or {@code null} for a new visitor; sets nothing. */
    String idOf(HttpServletRequest request, ClientOrigin origin) {
        return cookieless ? cookielessId(request, origin, Instant.now().getEpochSecond()) : idIn(cookies(request));
    }

    /**
     * All cookies as one header: from HTTP/2 on, browsers send each in a header of its own (RFC 9113 section 8.2.3),
     * which Payara leaves so, and not every proxy puts them together again for HTTP/1.1.
     */
    static String cookies(HttpServletRequest request) {
        var headers = request.getHeaders("Cookie");
        if (!headers.hasMoreElements()) {
            return null;
        }
        var first = headers.nextElement();
        return headers.hasMoreElements() ? first + "; " + String.join("; ", Collections.list(headers)) : first;
    }

    /** Who made this request; sets the cookies that the browser lacks. */
    Visitor of(TrackedRequest tracked) {
        var now = tracked.begunSecond();
        if (isCookieless(tracked)) {
            return privacy.visitor(tracked, cookielessId(tracked, now), cookielessIds.session(now));
        }
        var isNew = tracked.visitorId() == null;
        if (isNew && SharedCaches.mayKeep(tracked.request, tracked.response())) {
            tellOfSharedPage(tracked.uri);
            return privacy.visitor(tracked, cookielessId(tracked, now), cookielessIds.session(now));
        }
        var place = tracked.cookiePlace();
        var id = isNew ? visitorCookie.newId() : tracked.visitorId();
        var campaign = sessionPerCampaign ? queries.campaign(tracked.query()) : null;
        var visit =
                isNew ? sessionCookie.first(campaign, now) : sessionCookie.read(tracked.cookieHeader(), campaign, now);
        if (visitorCookie.count(tracked.cookieHeader()) > 1) {
            visitorCookie.removedElsewhere(place).forEach(tracked.cookies()::add);
            tracked.cookies().add(visitorCookie.header(id, place));
        } else if (isNew) {
            tracked.cookies().add(visitorCookie.header(id, place));
        }
        if (sessionCookie.count(tracked.cookieHeader()) > 1) {
            sessionCookie.removedElsewhere(place).forEach(tracked.cookies()::add);
        }
        if (visit.isToBeWritten()) {
            tracked.cookies().add(sessionCookie.header(visit, now, place));
        }
        return privacy.visitor(tracked, id, visit.session());
    }

    /** The same visitor, after more has become known of the request. */
    Visitor again(TrackedRequest tracked, Visitor visitor) {
        return privacy.visitor(tracked, visitor.clientId(), visitor.session());
    }

    /** Says what became of the cookies of a page that a shared cache may keep. */
    void tellOfSharedPage(String path) {
        sharedCaches.tell(path);
    }

    /** The {@code Set-Cookie} headers that keep what the visitor says now, and with a no remove the others. */
    List<String> decisions(TrackedRequest tracked, Choice choice) {
        var place = tracked.cookiePlace();
        var cookies = tracked.cookieHeader();
        var headers = new ArrayList<>(consentCookie.headers(choice, cookies, tracked.begunSecond(), place));
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

    private boolean isCookieless(TrackedRequest tracked) {
        return cookieless || tracked.permission().level() != Permission.Level.ALL;
    }

    private String cookielessId(TrackedRequest tracked, long now) {
        return cookielessId(tracked.request, tracked.origin(), now);
    }

    private String cookielessId(HttpServletRequest request, ClientOrigin origin, long now) {
        return cookielessIds.id(
                privacy.host(origin), ClientAddress.shortened(origin.address()), request.getHeader("User-Agent"), now);
    }
}
