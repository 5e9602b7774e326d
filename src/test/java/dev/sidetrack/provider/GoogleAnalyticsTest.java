// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidetrack.Consent;
import dev.sidetrack.LogLines;
import dev.sidetrack.SampleHits;
import dev.sidetrack.TrackedEvent;
import dev.sidetrack.Visitor;
import dev.sidetrack.spi.Limits;
import dev.sidetrack.spi.Outcome;
import dev.sidetrack.spi.Provider;
import dev.sidetrack.spi.http.HttpSender;
import dev.sidetrack.testing.ContractHits;
import dev.sidetrack.testing.RecordedRequest;
import dev.sidetrack.testing.Reply;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GoogleAnalyticsTest extends ProviderContractTest {

    static final Limits LIMITS =
            Limits.NONE.hits(25).bytes(130_000).scope(Limits.Scope.VISITOR).lateness(Duration.ofHours(72));
    static final Map<String, Integer> LONGEST = Map.ofEntries(
            Map.entry("name", 40),
            Map.entry("user_id", 256),
            Map.entry("params.page_location", 1000),
            Map.entry("params.page_referrer", 420),
            Map.entry("params.page_title", 300),
            Map.entry("params.campaign", 100),
            Map.entry("params.source", 100),
            Map.entry("params.content", 100),
            Map.entry("params.event_label", 100),
            Map.entry("params.event_category", 100),
            Map.entry("params.language", 100));

    @Override
    protected Provider provider(HttpSender http, Clock clock) {
        return new GoogleAnalytics(http);
    }

    @Override
    protected String type() {
        return "google-analytics";
    }

    @Override
    protected Map<String, String> settings() {
        return Map.of("sidetrack.tracking-id", TRACKING_ID, key("api-secret"), SECRET);
    }

    @Override
    protected Reply success(int hits) {
        return Reply.of(204);
    }

    @Override
    protected List<Map<String, String>> hits(RecordedRequest request) {
        return hitsOf(request);
    }

    static List<Map<String, String>> hitsOf(RecordedRequest request) {
        var events = Fields.ofElements(request.body(), "/events");
        var around = Fields.ofJson(request.body());
        around.keySet().removeIf(name -> name.startsWith("events."));
        return IntStream.range(0, events.size())
                .mapToObj(i -> {
                    Map<String, String> hit = new TreeMap<>(around);
                    hit.putAll(events.get(i));
                    return hit;
                })
                .toList();
    }

    @Override
    protected Limits documented() {
        return LIMITS;
    }

    @Override
    protected Map<String, Integer> longest() {
        return LONGEST;
    }

    @Override
    protected Instant time(Map<String, String> hit, Instant now) {
        return timeOf(hit);
    }

    static Instant timeOf(Map<String, String> hit) {
        return Instant.EPOCH.plus(Long.parseLong(hit.get("timestamp_micros")), ChronoUnit.MICROS);
    }

    @Test
    void send_trackingIdThatIsNoWord_isEncodedInTheQuery() throws Exception {
        collector.answer(success(1));
        configured(Map.of("sidetrack.tracking-id", "G-ABC & 1")).send(List.of(SampleHits.pageView()));
        assertThat(collector.only().target())
                .isEqualTo("/mp/collect?measurement_id=G-ABC+%26+1&api_secret=s3cr3t%2Bt0k3n%2F%3D");
    }

    @Test
    void send_hostWithoutTrackingId_isRejectedUnsent() throws Exception {
        var sites = configured(Map.of("sidetrack.tracking-id", "", "sidetrack.sites.shop.tracking-id", "G-2"));
        assertThat(sites.send(List.of(SampleHits.of("/x"))))
                .containsExactly(Outcome.rejected("no tracking id for the host shop.example"));
        assertThat(collector.requests()).isEmpty();
        collector.answer(success(1));
        sites.send(List.of(SampleHits.pageView()));
        assertThat(collector.only().target()).startsWith("/mp/collect?measurement_id=G-2&");
    }

    @Test
    void send_minimalHit_isOfTheServerAndEngaged() throws Exception {
        assertThat(hits(sentAlone(SampleHits.minimal())).get(0))
                .containsOnlyKeys("client_id", "name", "timestamp_micros", "params.engagement_time_msec");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            GRANTED   | analytics ads      | ads      | GRANTED
            GRANTED   | analytics          | ads      | DENIED
            GRANTED   | -                  | ads      | DENIED
            GRANTED   | analytics ads      | true     | GRANTED
            GRANTED   | analytics          | true     | DENIED
            GRANTED   | analytics ads      | false    | DENIED
            GRANTED   | analytics profiles | profiles | GRANTED
            DENIED    | ads                | ads      | GRANTED
            DENIED    | -                  | ads      | DENIED
            ANONYMOUS | -                  | ads      | DENIED
            UNASKED   | -                  | ads      | -
            UNASKED   | -                  | true     | -
            """)
    void send_visitorWhoWasAsked_consentsToAdsOnlyIfItWasAsked(
            Consent consent, String purposes, String toAds, String told) throws Exception {
        var visitor = Visitor.builder(SampleHits.CLIENT)
                .consent(consent)
                .purposes(purposes == null ? null : Set.of(purposes.split(" ")))
                .build();
        collector.answer(success(1));
        configured(Map.of(key("consent-to-ads"), toAds))
                .send(List.of(ContractHits.hit(SampleHits.ID, SampleHits.TIME, visitor)));
        var sent = hits(collector.only()).get(0);
        assertThat(sent.get("consent.ad_user_data")).isEqualTo(told);
        assertThat(sent.get("consent.ad_personalization")).isEqualTo(told);
    }

    @ParameterizedTest
    @CsvSource({
        "_ga_ABC & 1, 1772600001, 1772600001",
        "_ga_OTHER, 1772600001, 1772600000",
        "_ga_ABC & 1, s17, 1772600000",
        "_ga_ABC & 1, 9999999999999999999, 1772600000"
    })
    void send_sessionOfGooglesScript_isTheOneOfThisStream(String cookie, String given, String session)
            throws Exception {
        var ours = SampleHits.VISITOR.session();
        var visitor = new Visitor(SampleHits.CLIENT, ours, null, null, null, null, null, Map.of(cookie, given));
        collector.answer(success(1));
        configured(Map.of("sidetrack.tracking-id", "G-ABC & 1"))
                .send(List.of(ContractHits.hit(SampleHits.ID, SampleHits.TIME, visitor)));
        var sent = hits(collector.only()).get(0);
        assertThat(sent).containsEntry("params.session_id", session).containsEntry("client_id", SampleHits.CLIENT);
        assertThat(sent.containsKey("params.session_number")).isEqualTo(session.equals("" + ours.id()));
    }

    @Test
    void send_moreParametersThanAllowed_keepsTheFirst25() throws Exception {
        var event = TrackedEvent.named("e");
        for (var i = 0; i < 40; i++) {
            event = event.property("p" + i, i);
        }
        var params = hits(sentAlone(SampleHits.event(event))).get(0);
        params.keySet().removeIf(name -> !name.startsWith("params."));
        assertThat(params)
                .hasSize(25)
                .containsKeys("params.session_id", "params.page_title", "params.p0", "params.p17");
    }

    @Test
    void send_propertiesOfOneName_keepsAll() throws Exception {
        var event = TrackedEvent.named("e")
                .property("a-b", 1)
                .property("a_b", 2)
                .property("session_id", 3)
                .property("c", "x".repeat(101));
        var sent = hits(sentAlone(SampleHits.event(event))).get(0);
        assertThat(sent)
                .containsEntry("params.a_b", "1")
                .containsEntry("params." + GoogleNames.hashed("a_b", "a_b"), "2")
                .containsEntry("params.session_id", "1772600000")
                .containsEntry("params." + GoogleNames.hashed("session_id", "session_id"), "3")
                .containsEntry("params.c", "x".repeat(100));
    }

    @Test
    void send_propertyWithAReservedName_isRenamed() throws Exception {
        var event = TrackedEvent.named("e").property("gclid", "x");
        assertThat(hits(sentAlone(SampleHits.event(event))).get(0))
                .containsEntry("params." + GoogleNames.hashed("gclid", "gclid"), "x")
                .doesNotContainKey("params.gclid");
    }

    /** A campaign is in some hits only, and a report needs one name. */
    @Test
    void send_propertyCalledAsAFieldOfSomeHits_hasOneNameInAll() throws Exception {
        var event = SampleHits.event(TrackedEvent.named("e").property("source", "footer"));
        var name = "params." + GoogleNames.hashed("source", "source");
        assertThat(hits(sentAlone(event)).get(0)).containsEntry(name, "footer").doesNotContainKey("params.source");
        var campaign = ContractHits.everyField().campaign();
        assertThat(hits(sentAlone(event.withCampaign(campaign))).get(0))
                .containsEntry(name, "footer")
                .containsEntry("params.source", campaign.source());
    }

    @Test
    void send_value_hasACurrencyOrIsNoMoney() throws Exception {
        var event = TrackedEvent.named("cart-filled").value(12.5);
        assertThat(hits(sentAlone(SampleHits.event(event))).get(0))
                .containsEntry("params.event_value", "12.5")
                .doesNotContainKeys("params.value", "params.currency");
        assertThat(hits(sentAlone(SampleHits.event(event.property("currency", "eur"))))
                        .get(0))
                .containsEntry("params.value", "12.5")
                .containsEntry("params.currency", "EUR");
        assertThat(hits(sentAlone(SampleHits.event(event.property("currency", "Euro"))))
                        .get(0))
                .containsEntry("params.event_value", "12.5")
                .doesNotContainKeys("params.value", "params.currency")
                .containsEntry("params.event_currency", "Euro");
        collector.answer(success(1));
        configured(Map.of("sidetrack.currency", "CHF")).send(List.of(SampleHits.event(event)));
        assertThat(hits(collector.requests().get(3)).get(0))
                .containsEntry("params.value", "12.5")
                .containsEntry("params.currency", "CHF");
    }

    @Test
    void send_hitsOfAVisit_sayTheTimeBetweenThem() throws Exception {
        var provider = configured();
        collector.answerAll(success(1));
        provider.send(ContractHits.batch(3));
        assertThat(collector.requests().get(0).body().split("\"engagement_time_msec\":1000"))
                .hasSize(3);
        var later = ContractHits.hit(SampleHits.ID, SampleHits.TIME.plusSeconds(12), SampleHits.VISITOR);
        provider.send(List.of(later));
        assertThat(hits(collector.requests().get(1)).get(0)).containsEntry("params.engagement_time_msec", "10000");
        provider.send(List.of(later.withTime(SampleHits.TIME.plusSeconds(4000))));
        assertThat(hits(collector.requests().get(2)).get(0))
                .as("after a pause that ends a visit")
                .containsEntry("params.engagement_time_msec", "1");
    }

    @Test
    void send_eventOfAShop_hasGooglesNamesAndItems() throws Exception {
        for (var name : List.of("view_item", "add_to_cart", "begin_checkout", "refund")) {
            var event = ContractHits.shop(name);
            var sent = hits(sentAlone(event.withEvent(event.event().property("transaction_id", "T1"))))
                    .get(0);
            assertThat(sent)
                    .containsEntry("name", name)
                    .containsEntry("params.value", "30")
                    .containsEntry("params.currency", "EUR")
                    .containsEntry("params.items.0.item_id", "SKU1")
                    .containsEntry("params.items.0.quantity", "2");
        }
    }

    /** An order by a number would be an order without an id to Google. */
    @Test
    void send_numbersThatAreTextsToGoogle_areTexts() throws Exception {
        var event = TrackedEvent.named("purchase")
                .property("transaction_id", 17)
                .property("coupon", 5)
                .property("quantity", 2);
        assertThat(sentAlone(SampleHits.event(event)).body())
                .contains("\"transaction_id\":\"17\"", "\"coupon\":\"5\"", "\"quantity\":2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"remove_from_cart", "view_cart", "view_item_list", "purchase", "refund", "own-event"})
    void send_itemsOfAnyEvent_areAnArrayWithAllMembers(String name) throws Exception {
        var item = new LinkedHashMap<String, Object>();
        item.put("item_id", 17);
        item.put("item_name", "Blue mug");
        item.put("item_category2", "Kitchen");
        item.put("item_list_name", "Offers");
        item.put("coupon", "SPRING");
        item.put("discount", 0.5);
        item.put("index", 3);
        item.put("price", "15.00");
        item.put("glaze", "matt");
        item.put("hand-made", true);
        var sent = hits(sentAlone(SampleHits.event(TrackedEvent.named(name)
                        .property("items", List.of(item))
                        .property("a", 1))))
                .get(0);
        assertThat(sent)
                .containsEntry("params.items.0.item_id", "17")
                .containsEntry("params.items.0.item_name", "Blue mug")
                .containsEntry("params.items.0.item_category2", "Kitchen")
                .containsEntry("params.items.0.item_list_name", "Offers")
                .containsEntry("params.items.0.coupon", "SPRING")
                .containsEntry("params.items.0.discount", "0.5")
                .containsEntry("params.items.0.index", "3")
                .containsEntry("params.items.0.price", "15")
                .containsEntry("params.items.0.glaze", "matt")
                .containsEntry("params.items.0.hand_made", "true")
                .containsEntry("params.items.0.quantity", "1")
                .containsEntry("params.a", "1")
                .doesNotContainKey("params.items");
        assertThat(log.lines()).isEmpty();
    }

    /** Google rejects {@code items} of any other form. */
    @Test
    void send_itemsThatAreNoProducts_areTextOfAnotherName() throws Exception {
        var event = TrackedEvent.named("e").property("items", List.of("mug", "cup"));
        assertThat(hits(sentAlone(SampleHits.event(event))).get(0))
                .containsEntry("params." + GoogleNames.hashed("items", "items"), "[\"mug\",\"cup\"]")
                .doesNotContainKey("params.items");
        var none = event.property("items", List.of());
        assertThat(sentAlone(SampleHits.event(none)).body()).doesNotContain("items");
    }

    /** As with Google's own script. */
    @Test
    void send_valueAsAProperty_isTheValueIfTheEventHasNone() throws Exception {
        var event = TrackedEvent.named("e").property("value", "12.50");
        assertThat(hits(sentAlone(SampleHits.event(event))).get(0))
                .containsEntry("params.event_value", "12.5")
                .doesNotContainKey("params.value");
        assertThat(hits(sentAlone(SampleHits.event(event.property("currency", "EUR"))))
                        .get(0))
                .containsEntry("params.value", "12.5")
                .containsEntry("params.currency", "EUR");
        var hashed = "params." + GoogleNames.hashed("value", "value");
        assertThat(hits(sentAlone(SampleHits.event(event.value(3)))).get(0))
                .containsEntry("params.event_value", "3")
                .containsEntry(hashed, "12.50");
        assertThat(hits(sentAlone(SampleHits.event(event.property("value", "much"))))
                        .get(0))
                .containsEntry(hashed, "much")
                .doesNotContainKeys("params.value", "params.event_value");
    }

    /** Forms and scripts send them as texts. */
    @Test
    void send_textsThatAreNumbersToGoogle_areNumbers() throws Exception {
        var event = TrackedEvent.named("purchase")
                .property("transaction_id", "T1")
                .property("tax", "5.70")
                .property("shipping", "free");
        assertThat(sentAlone(SampleHits.event(event)).body())
                .contains("\"tax\":5.7,", "\"" + GoogleNames.hashed("shipping", "shipping") + "\":\"free\"");
    }

    @Test
    void send_moreThanGoogleTakes_saysSoOnceForEachEvent() throws Exception {
        var items = IntStream.range(0, 250)
                .mapToObj(i -> Map.of("item_id", "S" + i, "index", "first"))
                .toList();
        var event =
                TrackedEvent.named("view_item_list").property("items", items).property("note", "x".repeat(101));
        for (var i = 0; i < 40; i++) {
            event = event.property("p" + i, i);
        }
        var provider = configured();
        collector.answerAll(success(1));
        provider.send(List.of(SampleHits.event(event), SampleHits.event(event)));
        assertThat(collector.only().body()).contains("\"S199\"").doesNotContain("\"S200\"");
        assertThat(log.lines())
                .containsExactly("WARNING The provider mine cannot send all of the event view_item_list. Left out: "
                        + "items.index; products beyond 200; the end of note; parameters beyond 25, from p16 on");
        provider.send(List.of(SampleHits.event(event.withName("other"))));
        assertThat(log.lines()).hasSize(2);
    }

    @Test
    void send_debug_logsWhatGoogleSays() throws Exception {
        collector.answer(Reply.json("{\"validationMessages\":[{\"fieldPath\":\"events\\nFAKE\",\"description\":\"no\","
                + "\"validationCode\":\"NAME_INVALID\"}]}"));
        collector.answer(Reply.json("{\"validationMessages\":[]}"));
        collector.answer(Reply.json("no JSON"));
        try (var log = LogLines.of("dev.sidetrack.provider")) {
            var provider = configured(Map.of(key("debug"), "true"));
            assertThat(provider.send(batch())).containsOnly(Outcome.ACCEPTED);
            provider.send(batch());
            provider.send(batch());
            assertThat(log.lines())
                    .containsExactly(
                            "WARNING NAME_INVALID events FAKE: no",
                            "INFO Google's validation found no problem with these events.");
        }
        assertThat(collector.requests().get(0).path()).isEqualTo("/debug/mp/collect");
    }

    @Test
    void send_hostileNames_fitGoogle() throws Exception {
        var hostile = hits(sentAlone(ContractHits.hostile())).get(0);
        assertThat(hostile.get("name")).matches("\\p{L}[\\p{L}\\p{Nd}_]{0,39}");
        var params = hits(sentAlone(ContractHits.longTexts())).get(0).keySet().stream()
                .filter(name -> name.startsWith("params."))
                .toList();
        assertThat(params).hasSize(25).allMatch(name -> name.matches("params\\.\\p{L}[\\p{L}\\p{Nd}_]{0,39}"));
    }
}
