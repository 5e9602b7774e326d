// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.provider;

import static dev.sidetrack.SampleHits.CLIENT;
import static dev.sidetrack.SampleHits.ID;
import static dev.sidetrack.SampleHits.PAGE;
import static dev.sidetrack.SampleHits.TIME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.sidetrack.Consent;
import dev.sidetrack.Hit;
import dev.sidetrack.Page;
import dev.sidetrack.SampleHits;
import dev.sidetrack.TrackedEvent;
import dev.sidetrack.Visitor;
import dev.sidetrack.config.ConfigurationException;
import dev.sidetrack.config.SettingsOf;
import dev.sidetrack.spi.Limits;
import dev.sidetrack.spi.Outcome;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GoogleAnalyticsTest {

    private static final String NAME = "google-analytics";

    private final RecordingServer server = new RecordingServer();
    private final HttpSender http = new HttpSender(SettingsOf.one("sidetrack.http.request-timeout", "PT2S"));
    private final GoogleAnalytics provider = provider(Map.of("sidetrack.tracking-id", "G-ABC & 1"));

    @AfterEach
    void close() {
        server.close();
        http.close();
    }

    @Test
    void send_onePageView_postsExactlyThis() throws Exception {
        assertThat(provider.send(List.of(SampleHits.pageView()))).containsExactly(Outcome.ACCEPTED);

        var request = server.requests().get(0);
        assertThat(request.path()).isEqualTo("/mp/collect");
        assertThat(request.query()).isEqualTo("measurement_id=G-ABC+%26+1&api_secret=hush%2B");
        assertThat(request.body()).isEqualTo("{\"client_id\":\"" + CLIENT + "\","
                + "\"user_agent\":\"Mozilla/5.0 (X11; Linux x86_64)\",\"ip_override\":\"192.0.2.0\",\"events\":[{"
                + "\"name\":\"page_view\",\"timestamp_micros\":1772600767891234,\"params\":{"
                + "\"session_id\":1772600000,\"session_number\":3,\"engagement_time_msec\":1,\"language\":\"de-AT\","
                + "\"page_location\":\"https://shop.example/products/blue-mug\","
                + "\"page_referrer\":\"https://search.example/find\",\"page_title\":\"Blue mug\"}}]}");
    }

    @Test
    void send_oneEvent_postsExactlyThis() throws Exception {
        provider.send(List.of(SampleHits.event()));
        assertThat(events()).singleElement().hasToString("{\"name\":\"order_placed\",\"timestamp_micros\":1772600767891234,\"params\":{"
                + "\"session_id\":1772600000,\"session_number\":3,\"engagement_time_msec\":1,\"language\":\"de-AT\","
                + "\"page_location\":\"https://shop.example/products/blue-mug\","
                + "\"page_referrer\":\"https://search.example/find\",\"page_title\":\"Blue mug\","
                + "\"event_category\":\"shop\",\"event_label\":\"blue-mug\",\"value\":12.5,"
                + "\"sku\":\"M-1\",\"quantity\":2,\"discount\":0.25,\"gift\":true}}");
    }

    @Test
    void send_minimalHit_leavesOutWhatIsMissing() throws Exception {
        provider.send(List.of(SampleHits.minimal()));
        assertThat(body().keySet()).containsExactly("client_id", "events");
        assertThat(events()).singleElement().hasToString(
                "{\"name\":\"page_view\",\"timestamp_micros\":1772600767891234,\"params\":{\"engagement_time_msec\":1}}");
    }

    @ParameterizedTest
    @CsvSource({"GRANTED, true, GRANTED", "DENIED, true, DENIED", "GRANTED, false, DENIED", "DENIED, false, DENIED"})
    void send_visitorWhoWasAsked_grantsAdsOnlyIfThatWasAsked(Consent consent, String toAds, Consent told) throws Exception {
        provider(Map.of("sidetrack.tracking-id", "G-1", "sidetrack.provider.google-analytics.consent-to-ads", toAds))
                .send(List.of(hit(new Visitor(CLIENT, null, null, null, null, consent), null)));
        assertThat(body().getJsonObject("consent")).hasToString(
                "{\"ad_user_data\":\"" + told + "\",\"ad_personalization\":\"" + told + "\"}");
    }

    @ParameterizedTest
    @CsvSource({"_ga_ABC & 1, 1772600001, 1772600001", "_ga_OTHER, 1772600001, 1772600000", "_ga_ABC & 1, s17, 1772600000",
        "_ga_ABC & 1, 9999999999999999999, 1772600000"})
    void send_sessionOfGooglesScript_isTheOneOfThisStream(String cookie, String given, long session) throws Exception {
        provider.send(List.of(hit(new Visitor(CLIENT, SampleHits.VISITOR.session(), null, null, null, null, null, Map.of(cookie, given)), null)));
        var params = events().get(0).getJsonObject("params");
        assertThat(params.getJsonNumber("session_id").longValue()).isEqualTo(session);
        assertThat(params.containsKey("session_number")).isEqualTo(session == SampleHits.VISITOR.session().id());
        assertThat(body().getString("client_id")).isEqualTo(CLIENT);
    }

    @Test
    void send_severalHits_areEventsInOrder() throws Exception {
        assertThat(provider.send(List.of(SampleHits.pageView(), SampleHits.event()))).hasSize(2);
        assertThat(events()).extracting(event -> event.getString("name")).containsExactly("page_view", "order_placed");
    }

    @Test
    void send_moreParametersThanAllowed_keepsTheFirst25() throws Exception {
        var event = TrackedEvent.named("e");
        for (var i = 0; i < 40; i++) {
            event = event.property("p" + i, i);
        }
        provider.send(List.of(SampleHits.event(event)));
        assertThat(events().get(0).getJsonObject("params")).hasSize(25).containsKeys("session_id", "page_title", "p0", "p17");
    }

    @Test
    void send_propertiesOfOneName_keepsTheFirst() throws Exception {
        provider.send(List.of(SampleHits.event(TrackedEvent.named("e").property("a-b", 1).property("a_b", 2).property("session_id", 3))));
        var params = events().get(0).getJsonObject("params");
        assertThat(params.getInt("a_b")).isEqualTo(1);
        assertThat(params.getInt("session_id")).isEqualTo(1_772_600_000);
    }

    @Test
    void send_longTexts_areCutToTheirLimits() throws Exception {
        var text = "x".repeat(3000);
        var page = new Page("https", "shop.example", "/" + text, text, "https://a.example/" + text);
        provider.send(List.of(new Hit(ID, TIME, null, page, SampleHits.VISITOR, TrackedEvent.named("e").label(text).property("p", text), null)));
        var params = events().get(0).getJsonObject("params");
        assertThat(params.getString("page_location")).hasSize(1000);
        assertThat(params.getString("page_referrer")).hasSize(420);
        assertThat(params.getString("page_title")).hasSize(300);
        assertThat(params.getString("event_label")).hasSize(100);
        assertThat(params.getString("p")).hasSize(100);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            as it is            | cart_filled      | cart_filled       | cart_filled
            dashes              | order-placed     | order_placed      | order_placed
            method              | Shop.products    | Shop_products     | Shop_products
            foreign letters     | bestätigt        | best_tigt         | best_tigt
            emoji               | a😀              | a__               | a__
            digit first         | 3d-view          | x_3d_view         | x_3d_view
            underscore first    | _a               | x__a              | x__a
            empty               | ``               | x_                | x_
            reserved prefix     | ga_click         | x_ga_click        | x_ga_click
            firebase            | firebase_x       | x_firebase_x      | x_firebase_x
            google              | google-x         | x_google_x        | x_google_x
            reserved event      | session_start    | event_session_start | session_start
            reserved by a dash  | first-visit      | event_first_visit | first_visit
            reserved in part    | errors           | errors            | errors
            """)
    void names_anyName_fitGoogle(String name, String given, String event, String param) {
        assertThat(GoogleNames.event(given)).isEqualTo(event);
        assertThat(GoogleNames.param(given)).isEqualTo(param);
    }

    @Test
    void names_veryLong_are40Characters() {
        assertThat(GoogleNames.event("x".repeat(100))).hasSize(40);
        assertThat(GoogleNames.event("1".repeat(100))).hasSize(40).startsWith("x_1");
    }

    @Test
    void send_hostWithoutTrackingId_isRejectedUnsent() throws Exception {
        var sites = provider(Map.of("sidetrack.sites.shop.hosts", "shop.example", "sidetrack.sites.shop.tracking-id", "G-2"));
        assertThat(sites.send(List.of(SampleHits.of("/x"))))
                .containsExactly(Outcome.rejected("no tracking id for the host shop.example"));
        assertThat(server.requests()).isEmpty();
        sites.send(List.of(SampleHits.pageView()));
        assertThat(server.requests().get(0).query()).startsWith("measurement_id=G-2&");
    }

    @Test
    void send_serverIsDownOrSilent_tellsNoSecret() {
        server.answers(RecordingServer.silence());
        assertThatIOException().isThrownBy(() -> provider.send(List.of(SampleHits.pageView())))
                .withMessageContaining(server.url() + "/mp/collect").withMessageNotContaining("hush");
        server.close();
        assertThatIOException().isThrownBy(() -> provider.send(List.of(SampleHits.pageView()))).withMessageNotContaining("hush");
        assertThat(provider.destination()).isEqualTo(server.url() + "/mp/collect");
        assertThat(provider.toString()).doesNotContain("hush");
    }

    @Test
    void send_serverRefuses_isTheSameForEveryHit() throws Exception {
        server.answers(RecordingServer.status(429, "Retry-After", "7"));
        assertThat(provider.send(List.of(SampleHits.pageView(), SampleHits.event())))
                .containsExactlyElementsOf(Collections.nCopies(2, new Outcome.Retry("HTTP status 429", 429, Duration.ofSeconds(7))));
    }

    @Test
    void bytes_ofAFullRequest_areAtLeastAsManyAsSent() throws Exception {
        var hits = IntStream.range(0, 25).mapToObj(i -> SampleHits.event(SampleHits.EVENT.property("text", "ä😀".repeat(i)))).toList();
        var counted = hits.stream().mapToInt(provider::bytes).sum();
        provider.send(hits);
        var sent = server.requests().get(0).body().getBytes(StandardCharsets.UTF_8).length;
        assertThat(sent).isLessThanOrEqualTo(counted);
        assertThat(provider.limits()).isEqualTo(
                Limits.NONE.hits(25).bytes(130_000).scope(Limits.Scope.VISITOR).lateness(Duration.ofHours(72)));
    }

    @Test
    void configure_secretMissing_isRefusedWithTheKey() {
        var settings = SettingsOf.one("sidetrack.tracking-id", "G-1").provider(NAME);
        assertThatExceptionOfType(ConfigurationException.class).isThrownBy(() -> new GoogleAnalytics(http).configure(settings))
                .withMessage("sidetrack.provider.google-analytics.api-secret is missing: the provider 'google-analytics' needs it.");
    }

    private GoogleAnalytics provider(Map<String, String> keys) {
        var all = new HashMap<>(keys);
        all.put("sidetrack.sites.shop.hosts", "shop.example");
        all.put("sidetrack.provider.google-analytics.url", server.url());
        all.put("sidetrack.provider.google-analytics.api-secret", "hush+");
        var configured = new GoogleAnalytics(http);
        configured.configure(SettingsOf.map(all).provider(NAME));
        return configured;
    }

    private JsonObject body() {
        try (var reader = Json.createReader(new StringReader(server.requests().get(0).body()))) {
            return reader.readObject();
        }
    }

    private List<JsonObject> events() {
        return body().getJsonArray("events").getValuesAs(JsonObject.class);
    }

    private static Hit hit(Visitor visitor, TrackedEvent event) {
        return new Hit(ID, TIME, null, PAGE, visitor, event, null);
    }
}
