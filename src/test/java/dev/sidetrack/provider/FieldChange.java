// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.provider;

import dev.sidetrack.Campaign;
import dev.sidetrack.ClientHints;
import dev.sidetrack.Consent;
import dev.sidetrack.Hit;
import dev.sidetrack.Session;
import dev.sidetrack.TrackedEvent;
import dev.sidetrack.testing.ContractHits;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;

/**
 * Two hits that differ in one field of the documentation's table alone: what a service is told of it is where their
 * requests differ.
 */
record FieldChange(String field, Hit before, Hit after) {

    private static final Hit EVENT = ContractHits.everyField()
            .withVisitor(ContractHits.everyField().visitor().withAliases(Map.of()));
    private static final Hit VIEW = EVENT.withEvent(null);
    private static final UUID OTHER = UUID.fromString("019cb6f1-1111-7000-8000-0123456789ac");

    static List<FieldChange> all() {
        return List.of(
                ofEvent("hit id", hit -> hit.withId(OTHER)),
                ofView("time", hit -> hit.withTime(hit.time().minusSeconds(7))),
                ofView(
                        "page address",
                        hit -> hit.withPage(hit.page().withScheme("http").withQuery("id=4"))),
                ofView(
                        "host and path",
                        hit -> hit.withPage(hit.page().withPath("/other").withHost("other.example"))),
                ofView("title", hit -> hit.withPage(hit.page().withTitle("Other"))),
                ofView("referrer", hit -> hit.withPage(hit.page().withReferrer("https://other.example/"))),
                ofEvent("page view id", hit -> hit.withPage(hit.page().withViewId(OTHER))),
                ofView(
                        "server duration",
                        hit -> hit.withServerTime(hit.serverTime().plusMillis(8))),
                ofView("campaign", hit -> hit.withCampaign(campaign("other", "gclid", "Cj0+X"))),
                ofView("click id", hit -> hit.withCampaign(campaign("news", "gclid", "Other")))
                        .from(VIEW.withCampaign(campaign("news", "gclid", "Cj0+X"))),
                ofView("client id", hit -> hit.withVisitor(hit.visitor().withClientId(OTHER.toString()))),
                ofView("visit", hit -> hit.withVisitor(hit.visitor().withSession(new Session(1_772_600_007L, 4)))),
                ofView("user id", hit -> hit.withVisitor(hit.visitor().withUserId("user-8"))),
                ofView("address", hit -> hit.withVisitor(hit.visitor().withAddress("198.51.100.0"))),
                ofView("user agent", hit -> hit.withVisitor(hit.visitor().withUserAgent("Other/1.0"))),
                ofView("client hints", hit -> hit.withVisitor(hit.visitor().withHints(hints()))),
                ofView("screen", hit -> hit.withVisitor(hit.visitor().withScreen("800x600"))),
                ofView("country", hit -> hit.withVisitor(hit.visitor().withCountry("DE"))),
                ofView("language", hit -> hit.withVisitor(hit.visitor().withLanguage("fr"))),
                ofView(
                        "consent",
                        hit -> hit.withVisitor(
                                hit.visitor().withConsent(Consent.DENIED).withPurposes(Set.of()))),
                ofEvent("event name", hit -> hit.withEvent(hit.event().withName("other"))),
                ofEvent(
                        "category and label",
                        hit -> hit.withEvent(hit.event().category("other").label("another"))),
                ofEvent(
                        "value and currency",
                        hit -> hit.withEvent(hit.event().value(13.5).property("currency", "CHF"))),
                ofEvent("properties", hit -> hit.withEvent(hit.event().property("sku", "M-2"))),
                new FieldChange("order", ContractHits.purchase(), order()),
                new FieldChange("products", ContractHits.purchase(), products()),
                ofStandard(
                        "search",
                        event -> event.label("cup")
                                .property("search_term", "cup")
                                .property("search_results", 13)),
                ofStandard(
                                "file_download",
                                event -> event.label("/other.pdf")
                                        .property("link_url", "/other.pdf")
                                        .property("file_name", "/other.pdf"))
                        .named("download"),
                ofStandard(
                                "click",
                                event -> event.label("https://b.example/")
                                        .property("link_url", "https://b.example/")
                                        .property("link_domain", "b.example")
                                        .property("outbound", false))
                        .named("outbound link"));
    }

    /** Whether the label changes along with the field, as it does where a tracker makes the event. */
    boolean isOfLabel() {
        return before.isEvent()
                && !Objects.equals(before.event().label(), after.event().label());
    }

    private static FieldChange ofView(String field, UnaryOperator<Hit> change) {
        return new FieldChange(field, VIEW, change.apply(VIEW));
    }

    private static FieldChange ofEvent(String field, UnaryOperator<Hit> change) {
        return new FieldChange(field, EVENT, change.apply(EVENT));
    }

    private static FieldChange ofStandard(String name, UnaryOperator<TrackedEvent> change) {
        var hit = ContractHits.standard(name);
        return new FieldChange(name, hit, hit.withEvent(change.apply(hit.event())));
    }

    private FieldChange from(Hit before) {
        return new FieldChange(field, before, after);
    }

    private FieldChange named(String field) {
        return new FieldChange(field, before, after);
    }

    private static Campaign campaign(String text, String clickIdName, String clickId) {
        return new Campaign(text, text, text, text, text, text, clickIdName, clickId);
    }

    private static ClientHints hints() {
        return new ClientHints("\"Opera\";v=\"99\"", false, "Linux", "6.1", "Other", "\"Opera\";v=\"99.1\"");
    }

    private static Hit order() {
        var hit = ContractHits.purchase();
        return hit.withEvent(hit.event()
                .property("transaction_id", "T2")
                .property("tax", 1)
                .property("shipping", 2)
                .property("discount", 1)
                .property("coupon", "OTHER"));
    }

    private static Hit products() {
        var hit = ContractHits.purchase();
        var cup = Map.of("item_id", "SKU2", "item_name", "Red cup", "price", 7.5, "quantity", 4);
        return hit.withEvent(hit.event().property("items", List.of(cup)));
    }
}
