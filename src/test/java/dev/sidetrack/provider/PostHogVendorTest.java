// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.provider;

import static org.assertj.core.api.Assertions.assertThat;

import com.posthog.server.PostHog;
import com.posthog.server.PostHogCaptureOptions;
import com.posthog.server.PostHogConfig;
import dev.sidetrack.Hit;
import dev.sidetrack.SampleHits;
import dev.sidetrack.config.SettingsOf;
import dev.sidetrack.spi.http.HttpSender;
import dev.sidetrack.testing.ContractHits;
import dev.sidetrack.testing.HttpRecorder;
import dev.sidetrack.testing.Reply;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Sends the same hits by PostHog's own SDK for Java servers and compares the requests field by field. */
class PostHogVendorTest {

    private static final String PROJECT = "phc_project";

    @Test
    void send_pageView_isWhatPostHogsSdkSends() throws Exception {
        compare(SampleHits.pageView(), "$pageview", Map.of());
    }

    @Test
    void send_event_isWhatPostHogsSdkSends() throws Exception {
        compare(
                SampleHits.event(),
                "order-placed",
                Map.of(
                        "category",
                        "shop",
                        "label",
                        "blue-mug",
                        "value",
                        12.5,
                        "sku",
                        "M-1",
                        "quantity",
                        2,
                        "discount",
                        0.25,
                        "gift",
                        true));
    }

    /** By the names of PostHog's <a href="https://posthog.com/docs/data/event-spec/ecommerce-events">own spec</a>. */
    @Test
    void send_purchaseOfAUser_isWhatPostHogsSdkSends() throws Exception {
        compare(
                ofUser(ContractHits.purchase()),
                "Order Completed",
                Map.of(
                        "order_id",
                        "T1",
                        "revenue",
                        30,
                        "total",
                        40.6,
                        "value",
                        30,
                        "currency",
                        "EUR",
                        "tax",
                        5.7,
                        "shipping",
                        4.9,
                        "discount",
                        3,
                        "coupon",
                        "SPRING",
                        "products",
                        List.of(Map.of(
                                "product_id",
                                "SKU1",
                                "sku",
                                "SKU1",
                                "name",
                                "Blue mug",
                                "brand",
                                "Potter",
                                "category",
                                "Mugs",
                                "variant",
                                "large",
                                "price",
                                15,
                                "quantity",
                                2))));
    }

    @Test
    void send_searchOfAUser_isWhatPostHogsSdkSends() throws Exception {
        compare(
                ofUser(ContractHits.standard("search")),
                "Products Searched",
                Map.of(
                        "query",
                        "blue mug",
                        "label",
                        "blue mug",
                        "search_term",
                        "blue mug",
                        "search_results",
                        12,
                        "search_category",
                        "Mugs"));
    }

    private static Hit ofUser(Hit hit) {
        return hit.withVisitor(hit.visitor().withUserId("user-7"));
    }

    private static void compare(Hit hit, String name, Map<String, Object> properties) throws Exception {
        try (var collector = new HttpRecorder()) {
            collector.answerAll(Reply.json("{\"status\":1}"));
            sendOurs(collector, hit);
            sendTheirs(collector, hit, name, properties);
            var ours = collector.requests().get(0);
            var theirs = collector.requests().get(1);
            // PostHog takes both; its documentation writes the slash.
            assertThat(ours.path()).isEqualTo("/batch/");
            assertThat(theirs.path()).isEqualTo("/batch");
            assertThat(ours.header("Content-Encoding"))
                    .isEqualTo(theirs.header("Content-Encoding"))
                    .isEqualTo("gzip");
            assertThat(Fields.ofJson(ours.body()).get("api_key"))
                    .isEqualTo(Fields.ofJson(theirs.body()).get("api_key"));
            // By this PostHog moves times by what the sender's clock is wrong; then a retry would have another time.
            assertThat(Fields.ofJson(theirs.body())).containsKey("sent_at");
            var events = Fields.ofElements(ours.body(), "/batch");
            var theirEvents = Fields.ofElements(theirs.body(), "/batch");
            differences(hit, events.get(events.size() - 1), theirEvents.get(theirEvents.size() - 1));
            if (hit.visitor().userId() != null) {
                // Theirs leaves it to the application to tell who was seen before he signed in.
                assertThat(events.get(0))
                        .containsEntry("event", "$identify")
                        .containsEntry("distinct_id", "user-7")
                        .containsEntry("properties.$anon_distinct_id", SampleHits.CLIENT);
            }
        }
    }

    /** Every difference is meant. */
    private static void differences(Hit hit, Map<String, String> ours, Map<String, String> theirs) {
        // The id and the time are the hit's own, so that both are the same over every retry; theirs are of the moment
        // of capture.
        assertThat(ours.remove("uuid")).isEqualTo(hit.id().toString());
        assertThat(UUID.fromString(theirs.remove("uuid")).version())
                .isEqualTo(hit.id().version());
        // Theirs has no more than milliseconds.
        var time = Instant.parse(ours.remove("timestamp"));
        assertThat(time.truncatedTo(ChronoUnit.MILLIS)).isEqualTo(Instant.parse(theirs.remove("timestamp")));
        // A visitor of ours is nobody PostHog shall keep a profile of, unless he has signed in.
        assertThat(ours.remove("properties.$process_person_profile"))
                .isEqualTo(hit.visitor().userId() == null ? "false" : "true");
        assertThat(ours.remove("properties.$lib")).isEqualTo("sidetrack");
        assertThat(theirs.remove("properties.$lib")).isEqualTo("posthog-server");
        assertThat(theirs.remove("properties.$lib_version")).isNotBlank();
        assertThat(ours.remove("properties.$lib_version")).isEqualTo(Version.TEXT);
        // What PostHog's script in the browser knows, and its sender on a server does not.
        assertThat(ours.remove("properties.$referring_domain")).isEqualTo("search.example");
        assertThat(ours.remove("properties.$os")).isEqualTo("Linux");
        assertThat(ours.remove("properties.$device_type")).isEqualTo("Desktop");
        assertThat(ours.remove("properties.$pageview_id"))
                .isEqualTo(hit.isEvent() ? null : hit.id().toString());
        assertThat(ours).isEqualTo(theirs);
    }

    private static void sendTheirs(HttpRecorder collector, Hit hit, String name, Map<String, Object> properties)
            throws Exception {
        var config = PostHogConfig.builder(PROJECT)
                .host(collector.url().toString())
                .flushAt(1)
                .preloadFeatureFlags(false)
                .remoteConfig(false)
                .sendFeatureFlagEvent(false)
                .build();
        var posthog = PostHog.with(config);
        var options = PostHogCaptureOptions.builder()
                .property("$current_url", hit.page().url())
                .property("$host", hit.page().host())
                .property("$pathname", hit.page().path())
                .property("title", hit.page().title())
                .property("$referrer", hit.page().referrer())
                .property("$session_id", ClientIds.sessionOf(hit))
                .property("server_time_ms", hit.serverTime().toMillis())
                .property("$ip", hit.visitor().address())
                .property("$raw_user_agent", hit.visitor().userAgent())
                .property("$browser_language", hit.visitor().language())
                .property("consent", "unasked")
                .properties(properties)
                .timestamp(hit.time());
        var user = hit.visitor().userId();
        if (user != null) {
            options.property("$user_id", user);
        }
        posthog.capture(user == null ? hit.visitor().clientId() : user, name, options.build());
        posthog.flush();
        collector.await(2);
        posthog.close();
    }

    private static void sendOurs(HttpRecorder collector, Hit hit) throws Exception {
        var settings = SettingsOf.map(Map.of(
                "sidetrack.tracking-id",
                PROJECT,
                "sidetrack.sites.shop.hosts",
                "shop.example",
                "sidetrack.provider.posthog.identify",
                "true",
                "sidetrack.provider.posthog.url",
                collector.url().toString()));
        var provider = new dev.sidetrack.provider.PostHog(new HttpSender(settings));
        provider.configure(settings.provider("posthog"));
        provider.send(List.of(hit));
    }
}
