// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.provider;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sidetrack.Hit;
import dev.sidetrack.SampleHits;
import dev.sidetrack.TrackedEvent;
import dev.sidetrack.config.SettingsOf;
import dev.sidetrack.spi.http.HttpSender;
import dev.sidetrack.testing.ContractHits;
import dev.sidetrack.testing.HttpRecorder;
import dev.sidetrack.testing.Reply;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The rules of Google's event builder (ga-dev-tools, {@code components/ga4/EventBuilder/ValidateEvent/schemas}), but
 * for the scripts of names.
 */
class GoogleRulesTest {

    private static final Set<String> AROUND =
            Set.of("client_id", "user_id", "user_agent", "ip_override", "consent", "device", "events");
    private static final Set<String> DEVICE = Set.of(
            "category",
            "language",
            "screen_resolution",
            "operating_system",
            "operating_system_version",
            "model",
            "brand",
            "browser",
            "browser_version");
    private static final Set<String> OF_AN_ITEM = Set.of(
            "item_id",
            "item_name",
            "item_brand",
            "item_category",
            "item_category2",
            "item_variant",
            "coupon",
            "discount",
            "index",
            "price",
            "quantity");
    private static final Map<String, Integer> LONGER =
            Map.of("page_location", 1000, "page_referrer", 420, "page_title", 300);
    private static final String NAME = "\\p{L}[\\p{L}\\p{Nd}_]{0,39}";

    static Stream<Hit> hits() {
        var shop = Stream.of("view_item", "add_to_cart", "begin_checkout", "refund")
                .map(ContractHits::shop)
                .map(hit -> hit.withEvent(hit.event().property("transaction_id", "T1")));
        var other = Stream.of("search", "file_download", "click").map(ContractHits::standard);
        return Stream.of(
                        shop,
                        Stream.of("remove_from_cart", "view_cart", "view_item_list", "purchase", "my-own")
                                .map(ContractHits::shop),
                        Stream.of(ContractHits.shop("view_cart")
                                .withEvent(
                                        ContractHits.shop("view_cart").event().property("items", badItems()))),
                        other,
                        ContractHits.ofEachKind().stream(),
                        Stream.of(
                                SampleHits.event(TrackedEvent.named("заказ")
                                        .value(12.5)
                                        .property("товар", "кружка")
                                        .property("currency", 7)),
                                SampleHits.event(TrackedEvent.named("google_x")
                                        .property("ga_x", List.of(1, 2))
                                        .property("firebase_x", true))))
                .flatMap(hit -> hit);
    }

    /** More than are taken, with members that are too many, too long and nested, among some that are no products. */
    private static List<Object> badItems() {
        var items = new ArrayList<Object>(List.of("mug", Map.of("price", 1)));
        for (var i = 0; i < 250; i++) {
            var item =
                    new HashMap<String, Object>(Map.of("item_name", "x".repeat(101), "price", "15.00", "index", "no"));
            for (var own = 0; own < (i == 0 ? 20 : 0); own++) {
                item.put("ga_" + own, List.of("y".repeat(99)));
            }
            items.add(item);
        }
        return items;
    }

    @ParameterizedTest
    @MethodSource("hits")
    void send_anyHit_keepsGooglesRules(Hit hit) throws Exception {
        var body = new ObjectMapper().readTree(sent(hit));
        assertThat(body.fieldNames()).toIterable().isSubsetOf(AROUND);
        assertThat(body.path("device").fieldNames()).toIterable().isSubsetOf(DEVICE);
        for (var event : body.get("events")) {
            assertThat(event.get("name").asText()).matches(NAME).doesNotMatch("(ga_|google_|firebase_).*");
            var params = event.get("params");
            assertThat(params).hasSizeLessThanOrEqualTo(25);
            params.fields().forEachRemaining(param -> {
                assertThat(param.getKey()).matches(NAME).doesNotMatch("(ga_|google_|firebase_).*");
                assertThat(param.getValue().asText())
                        .hasSizeLessThanOrEqualTo(LONGER.getOrDefault(param.getKey(), 100));
            });
            assertThat(params.has("value"))
                    .as("with a currency")
                    .isEqualTo(params.path("currency").asText().matches("[A-Z]{3}"));
            assertThat(params.path("items").isArray())
                    .as("an array")
                    .isEqualTo(hit.isEvent() && hit.event().properties().containsKey("items"));
            checkItems(params.path("items"));
        }
    }

    private static void checkItems(JsonNode items) {
        assertThat(items).hasSizeLessThanOrEqualTo(200);
        for (var item : items) {
            assertThat(item.has("item_id") || item.has("item_name")).isTrue();
            assertThat(item.path("price").isNumber()).isTrue();
            assertThat(item.path("index").isTextual()).isFalse();
            item.fields().forEachRemaining(member -> {
                assertThat(member.getKey()).matches(NAME).doesNotMatch("(ga_|google_|firebase_).*");
                assertThat(member.getValue().isContainerNode()).isFalse();
                assertThat(member.getValue().asText()).hasSizeLessThanOrEqualTo(100);
            });
            assertThat(item.fieldNames())
                    .toIterable()
                    .filteredOn(name -> !OF_AN_ITEM.contains(name))
                    .hasSizeLessThanOrEqualTo(10);
        }
    }

    private static String sent(Hit hit) throws IOException, InterruptedException {
        try (var collector = new HttpRecorder()) {
            collector.answer(Reply.of(204));
            var settings = SettingsOf.map(Map.of(
                    "sidetrack.tracking-id",
                    "G-1",
                    "sidetrack.sites.shop.hosts",
                    "shop.example",
                    "sidetrack.provider.google-analytics.url",
                    collector.url().toString(),
                    "sidetrack.provider.google-analytics.api-secret",
                    "s"));
            var google = new GoogleAnalytics(new HttpSender(settings));
            google.configure(settings.provider("google-analytics"));
            google.send(List.of(hit));
            return collector.only().body();
        }
    }
}
