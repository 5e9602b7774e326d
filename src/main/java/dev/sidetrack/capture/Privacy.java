// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.capture;

import dev.sidetrack.Campaign;
import dev.sidetrack.Consent;
import dev.sidetrack.Page;
import dev.sidetrack.Session;
import dev.sidetrack.TrackedEvent;
import dev.sidetrack.Visitor;
import dev.sidetrack.config.Keys;
import dev.sidetrack.config.Settings;
import dev.sidetrack.config.Shared;
import dev.sidetrack.consent.Permission;
import dev.sidetrack.visitor.ClientAddress;
import dev.sidetrack.visitor.Countries;
import dev.sidetrack.visitor.GoogleCookies;
import dev.sidetrack.visitor.UserIds;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;
import java.util.UUID;

/**
 * The only place where a request's data become a hit's fields: what is not copied here never leaves the server, and
 * everything that is copied is reduced to what the settings and the visitor allow.
 */
@Shared
class Privacy {

    private final String fixedHost;
    private final Masks masks;
    private final QueryRules queries;
    private final ClientAddress addresses;
    private final Countries countries;
    private final UserIds userIds;
    private final GoogleCookies google;

    @Inject
    Privacy(
            Settings settings,
            Masks masks,
            QueryRules queries,
            ClientAddress addresses,
            Countries countries,
            UserIds userIds,
            GoogleCookies google) {
        this.fixedHost = settings.get(Keys.SITE);
        this.masks = masks;
        this.queries = queries;
        this.addresses = addresses;
        this.countries = countries;
        this.userIds = userIds;
        this.google = google;
    }

    /** The host name for hits. */
    String host(ClientOrigin origin) {
        return origin.hostOr(fixedHost);
    }

    /**
     * The page at this address: without path parameters, with only the allowed query parameters, and without the
     * referrer's query.
     */
    Page page(ClientOrigin origin, String uri, String query, String title, String referrer, UUID viewId) {
        return new Page(
                origin.scheme(),
                host(origin),
                fixedHost == null ? origin.port() : 0,
                RequestText.url(RequestText.ascii(masks.masked(RequestText.path(uri)))),
                RequestText.title(masks.maskedText(title)),
                maskedReferrer(Referrer.of(cutReferrer(referrer))),
                RequestText.ascii(masks.maskedQuery(queries.allowed(query))),
                viewId);
    }

    /** The visitor; in an anonymous hit nothing but the id of the day. */
    Visitor visitor(RequestFacts facts, String clientId, Session session) {
        if (facts.permission().level() != Permission.Level.ALL) {
            return Visitor.builder(clientId)
                    .session(session)
                    .consent(Consent.ANONYMOUS)
                    .build();
        }
        var request = facts.request;
        var address = facts.origin().address();
        // Called for each hit, as is page(): by the constructor, which saves a builder.
        return new Visitor(
                clientId,
                session,
                addresses.allowed(address),
                RequestText.userAgent(facts.userAgent()),
                RequestText.language(request.getHeader("Accept-Language")),
                facts.choice().consent(),
                facts.choice().purposes(),
                userIds.of(facts.admitted().userId(), principal(request)),
                google.read(facts.cookieHeader()),
                HintHeaders.read(request),
                facts.admitted().screen(),
                countries.of(address));
    }

    /** The campaign without e-mail addresses; in an anonymous hit, without anything that identifies a visitor. */
    Campaign campaign(RequestFacts facts, Campaign campaign) {
        if (campaign == null) {
            return null;
        }
        // A click id contains no e-mail address, and a masked one would be useless.
        var isAddress = !Objects.equals(campaign.clickId(), masks.maskedText(campaign.clickId()));
        var masked = Campaign.builder()
                .source(masked(campaign.source()))
                .medium(masked(campaign.medium()))
                .name(masked(campaign.name()))
                .term(masked(campaign.term()))
                .content(masked(campaign.content()))
                .id(masked(campaign.id()))
                .sourcePlatform(masked(campaign.sourcePlatform()))
                .creativeFormat(masked(campaign.creativeFormat()))
                .marketingTactic(masked(campaign.marketingTactic()))
                .clickId(isAddress ? null : campaign.clickIdName(), isAddress ? null : campaign.clickId())
                .buildOrNull();
        return masked == null || facts.permission().level() == Permission.Level.ALL ? masked : masked.anonymous();
    }

    private String masked(String ofCampaign) {
        return masks.maskedText(ofCampaign, QueryRules.LONGEST_VALUE);
    }

    /** The event without e-mail addresses. */
    TrackedEvent event(TrackedEvent event) {
        return masks.masked(event);
    }

    private String principal(HttpServletRequest request) {
        var principal = userIds.needsPrincipal() ? request.getUserPrincipal() : null;
        return principal == null ? null : principal.getName();
    }

    /** The referrer without its query, masked before it is cut. */
    private String cutReferrer(String header) {
        if (header == null) {
            return null;
        }
        var end = 0;
        while (end < header.length() && "?#;".indexOf(header.charAt(end)) < 0) {
            end++;
        }
        return maskedReferrer(header.substring(0, end));
    }

    private String maskedReferrer(String referrer) {
        var path = referrer == null ? -1 : referrer.indexOf('/', referrer.indexOf("//") + 2);
        return path < 0 ? referrer : masks.masked(referrer, path);
    }
}
