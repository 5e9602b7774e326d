// SPDX-License-Identifier: Apache-2.0
package shop;

import dev.sidetrack.Campaign;
import dev.sidetrack.Consent;
import dev.sidetrack.Hit;
import dev.sidetrack.Page;
import dev.sidetrack.Session;
import dev.sidetrack.TrackedEvent;
import dev.sidetrack.Visitor;
import dev.sidetrack.spi.HitProcessor;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Changes hits in every way there is. */
@ApplicationScoped
@Priority(10)
public class Teams implements HitProcessor {

    @Override
    public Hit process(Hit hit) {
        if (hit.visitor() == null || "health".equals(hit.page().title())) {
            return null;
        }
        return hit.withPage(page(hit.page()))
                .withVisitor(visitor(hit.visitor()))
                .withEvent(hit.isEvent() ? event(hit.event()) : null)
                .withCampaign(campaign(hit.campaign()))
                .withSite("shop")
                .withServerTime(hit.serverTime() == null ? Duration.ZERO : hit.serverTime())
                .withId(hit.id())
                .withTime(hit.time());
    }

    private static Page page(Page page) {
        return page.withTitle(page.pathAndQuery() + page.url() + page.port())
                .withPath("/teams" + page.path())
                .withScheme("https")
                .withHost(page.host())
                .withPort(0)
                .withReferrer(page.referrer())
                .withQuery(page.query())
                .withViewId(page.viewId());
    }

    private static Visitor visitor(Visitor visitor) {
        var first = visitor.session() != null && visitor.session().isFirst();
        return visitor.withUserId(first ? null : visitor.userId())
                .withClientId(visitor.clientId())
                .withSession(Session.of(1_772_599_900, 7).withNumber(8).withId(1_772_599_901))
                .withAddress(null)
                .withUserAgent(visitor.userAgent())
                .withLanguage(visitor.language())
                .withConsent(Consent.GRANTED)
                .withPurposes(Set.of("analytics", "ads"))
                .withAliases(Map.of("_ga", "1.2"))
                .withHints(visitor.hints())
                .withScreen(visitor.screen())
                .withCountry(visitor.country());
    }

    private static TrackedEvent event(TrackedEvent event) {
        return event.withName("teams-" + event.name())
                .withProperties(event.properties())
                .category(event.category())
                .label(event.label())
                .value(event.value() == null ? 0 : event.value());
    }

    private static Campaign campaign(Campaign campaign) {
        return campaign == null
                ? Campaign.builder().source("news").medium("email").name("May").build()
                : campaign.withSource(campaign.source())
                        .withMedium(campaign.medium())
                        .withName(campaign.name())
                        .withTerm(campaign.term())
                        .withContent(campaign.content())
                        .withId(campaign.id())
                        .withClickId(campaign.clickIdName(), campaign.clickId());
    }

    /** A hit from nothing, as tests make them. */
    public static Hit made() {
        return Hit.builder()
                .id(UUID.randomUUID())
                .time(Instant.now())
                .site("shop")
                .page(Page.builder()
                        .scheme("https")
                        .host("shop.example")
                        .port(8443)
                        .path("/mugs")
                        .title("Mugs")
                        .referrer("https://search.example/")
                        .query("id=3")
                        .build())
                .visitor(Visitor.builder("1f0c7b1e-5a35-4d2e-9c3f-0a1b2c3d4e5f")
                        .session(Session.of(1_772_599_900, 1))
                        .consent(Consent.UNASKED)
                        .language("de-AT")
                        .build())
                .event(TrackedEvent.named("order-placed"))
                .serverTime(Duration.ofMillis(3))
                .campaign(null)
                .build();
    }
}
