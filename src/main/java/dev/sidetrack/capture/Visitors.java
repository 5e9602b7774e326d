// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.capture;

import dev.sidetrack.Consent;
import dev.sidetrack.Visitor;
import dev.sidetrack.config.Identity;
import dev.sidetrack.config.Keys;
import dev.sidetrack.config.Settings;
import dev.sidetrack.config.Shared;
import dev.sidetrack.consent.ConsentCookie;
import dev.sidetrack.consent.Permission;
import dev.sidetrack.visitor.ClientAddress;
import dev.sidetrack.visitor.CookielessIds;
import dev.sidetrack.visitor.SessionCookie;
import dev.sidetrack.visitor.VisitorCookie;
import jakarta.inject.Inject;
import java.util.List;

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

    @Inject
    Visitors(Settings settings, ConsentCookie consentCookie, VisitorCookie visitorCookie, SessionCookie sessionCookie,
            CookielessIds cookielessIds, QueryRules queries, Privacy privacy) {
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

    /** Who made this request; sets the cookies that the browser lacks. */
    Visitor of(TrackedRequest tracked) {
        var now = tracked.begun.getEpochSecond();
        if (isCookieless(tracked)) {
            return privacy.visitor(tracked, cookielessId(tracked, now), cookielessIds.session(now));
        }
        var secure = isSecure(tracked);
        var isNew = tracked.visitorId() == null;
        var id = isNew ? visitorCookie.newId() : tracked.visitorId();
        var campaign = sessionPerCampaign ? queries.campaign(tracked.query()) : null;
        var visit = isNew ? sessionCookie.first(campaign, now) : sessionCookie.read(tracked.cookieHeader(), campaign, now);
        if (isNew) {
            tracked.setCookie(visitorCookie.header(id, secure));
        }
        if (visit.isToBeWritten()) {
            tracked.setCookie(sessionCookie.header(visit, now, secure));
        }
        return privacy.visitor(tracked, id, visit.session());
    }

    /** The same visitor, after more has become known of the request. */
    Visitor again(TrackedRequest tracked, Visitor visitor) {
        return privacy.visitor(tracked, visitor.clientId(), visitor.session());
    }

    /** The {@code Set-Cookie} headers that keep what the visitor says now, and with a no remove the others. */
    List<String> decisions(TrackedRequest tracked, Consent consent) {
        var secure = isSecure(tracked);
        var accepted = consent == Consent.GRANTED;
        var kept = consentCookie.header(accepted, tracked.begun.getEpochSecond(), secure);
        return accepted ? List.of(kept) : List.of(kept, visitorCookie.removed(secure), sessionCookie.removed(secure));
    }

    private static boolean isSecure(TrackedRequest tracked) {
        return tracked.request.isSecure() || "https".equals(tracked.origin().scheme());
    }

    private boolean isCookieless(TrackedRequest tracked) {
        return cookieless || tracked.permission().level() != Permission.Level.ALL;
    }

    private String cookielessId(TrackedRequest tracked, long now) {
        var origin = tracked.origin();
        return cookielessIds.id(privacy.host(origin), ClientAddress.shortened(origin.address()), tracked.request.getHeader("User-Agent"), now);
    }
}
