// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.provider;

import static org.assertj.core.api.Assertions.assertThat;

import com.snowplowanalytics.snowplow.tracker.Subject;
import com.snowplowanalytics.snowplow.tracker.Tracker;
import com.snowplowanalytics.snowplow.tracker.configuration.EmitterConfiguration;
import com.snowplowanalytics.snowplow.tracker.configuration.NetworkConfiguration;
import com.snowplowanalytics.snowplow.tracker.configuration.SubjectConfiguration;
import com.snowplowanalytics.snowplow.tracker.configuration.TrackerConfiguration;
import com.snowplowanalytics.snowplow.tracker.emitter.BatchEmitter;
import com.snowplowanalytics.snowplow.tracker.events.Event;
import com.snowplowanalytics.snowplow.tracker.events.PageView;
import com.snowplowanalytics.snowplow.tracker.events.SelfDescribing;
import com.snowplowanalytics.snowplow.tracker.events.Structured;
import com.snowplowanalytics.snowplow.tracker.payload.SelfDescribingJson;
import dev.sidetrack.Hit;
import dev.sidetrack.SampleHits;
import dev.sidetrack.config.SettingsOf;
import dev.sidetrack.spi.http.HttpSender;
import dev.sidetrack.testing.ContractHits;
import dev.sidetrack.testing.HttpRecorder;
import dev.sidetrack.testing.RecordedRequest;
import dev.sidetrack.testing.Reply;
import jakarta.json.Json;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.StringReader;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Sends the same hits by Snowplow's own tracker for Java and compares the requests field by field. */
class SnowplowVendorTest {

    /** What is another's on purpose, in each hit. */
    private static final String[] MEANT = {
        // The page view, the session and the server's time, for which users of theirs make entities of their own.
        "co: - -> text",
        // When it happened; theirs is when it was tracked.
        "dtm: time -> time",
        "eid: id -> id",
        "stm: time -> time",
        "tv: text -> text",
        // Theirs is the server's, which says nothing of the visitor.
        "tz: text -> -",
        // Theirs has no word for how many visits there were.
        "vid: - -> text"
    };

    private static final String SHOP = "iglu:com.snowplowanalytics.snowplow.ecommerce/";
    private HttpRecorder collector;
    private String user;

    @BeforeEach
    void start() throws IOException {
        collector = new HttpRecorder();
        collector.answerAll(Reply.json("ok"));
    }

    @AfterEach
    void stop() throws IOException {
        collector.close();
    }

    @Test
    void send_pageView_isWhatSnowplowsTrackerSends() throws Exception {
        var page = SampleHits.PAGE;
        var theirs = theirs(PageView.builder()
                .pageUrl(page.url())
                .pageTitle(page.title())
                .referrer(page.referrer())
                .build());
        var ours = ours(SampleHits.pageView());
        assertThat(ours.target()).isEqualTo(theirs.target());
        assertThat(ours.header("Content-Type")).isEqualToIgnoringCase(theirs.header("Content-Type"));
        assertThat(differences(theirs, ours)).containsExactly(MEANT);
    }

    @Test
    void send_event_isWhatSnowplowsTrackerSends() throws Exception {
        var event = SampleHits.EVENT;
        var theirs = theirs(Structured.builder()
                .category(event.category())
                .action(event.name())
                .label(event.label())
                .property("{\"sku\":\"M-1\",\"quantity\":2,\"discount\":0.25,\"gift\":true}")
                .value(event.value())
                .build());
        // Theirs knows no page that an event happens on.
        var more = Stream.concat(Stream.of(MEANT), Stream.of("page: - -> text", "refr: - -> text", "url: - -> text"));
        assertThat(differences(theirs, ours(SampleHits.event()))).containsExactlyInAnyOrderElementsOf(more.toList());
    }

    /** By Snowplow's <a href="https://docs.snowplow.io/docs/events/ootb-data/ecommerce-events/">own schemas</a>. */
    @Test
    void send_purchaseOfAUser_isWhatSnowplowsTrackerSends() throws Exception {
        user = "user-7";
        var product = Map.<String, Object>of(
                "id",
                "SKU1",
                "name",
                "Blue mug",
                "category",
                "Mugs",
                "brand",
                "Potter",
                "variant",
                "large",
                "price",
                new BigDecimal("15.00"),
                "currency",
                "EUR",
                "quantity",
                2);
        var order = Map.<String, Object>of(
                "transaction_id",
                "T1",
                "currency",
                "EUR",
                "revenue",
                new BigDecimal("40.60"),
                "payment_method",
                "",
                "total_quantity",
                2,
                "tax",
                new BigDecimal("5.70"),
                "shipping",
                new BigDecimal("4.90"),
                "discount_amount",
                new BigDecimal("3.00"),
                "discount_code",
                "SPRING");
        var theirs = theirs(SelfDescribing.builder()
                .eventData(new SelfDescribingJson(
                        SHOP + "snowplow_ecommerce_action/jsonschema/1-0-2", Map.of("type", "transaction")))
                .customContext(List.of(
                        new SelfDescribingJson(SHOP + "product/jsonschema/1-0-0", product),
                        new SelfDescribingJson(SHOP + "transaction/jsonschema/1-0-0", order)))
                .build());
        var ours = ours(ofUser(ContractHits.purchase()));
        assertThat(differences(theirs, ours)).containsExactlyElementsOf(meantOfSelfDescribing("co: text -> text"));
        assertThat(entities(ours)).containsAll(entities(theirs)).hasSize(4);
    }

    @Test
    void send_searchOfAUser_isWhatSnowplowsTrackerSends() throws Exception {
        user = "user-7";
        var theirs = theirs(SelfDescribing.builder()
                .eventData(new SelfDescribingJson(
                        "iglu:com.snowplowanalytics.snowplow/site_search/jsonschema/1-0-0",
                        Map.of(
                                "terms",
                                List.of("blue mug"),
                                "filters",
                                Map.of("category", "Mugs"),
                                "totalResults",
                                12)))
                .build());
        assertThat(differences(theirs, ours(ofUser(ContractHits.standard("search")))))
                .containsExactlyElementsOf(meantOfSelfDescribing("co: - -> text"));
    }

    /** Theirs knows no page that an event happens on. */
    private static List<String> meantOfSelfDescribing(String entities) {
        return Stream.concat(
                        Stream.of(MEANT).skip(1),
                        Stream.of(entities, "page: - -> text", "refr: - -> text", "url: - -> text"))
                .sorted()
                .toList();
    }

    private static Hit ofUser(Hit hit) {
        return hit.withVisitor(hit.visitor().withUserId("user-7"));
    }

    /** What is in the field of entities, whatever the order of names. */
    private static List<JsonValue> entities(RecordedRequest request) {
        var field = Fields.ofElements(request.body(), "/data").get(0).get("co");
        try (var reader = Json.createReader(new StringReader(field))) {
            return List.copyOf(reader.readObject().getJsonArray("data"));
        }
    }

    /** Two texts of JSON are the same whatever the order of names. */
    private static boolean isSame(String ours, String theirs) {
        if (ours == null || theirs == null || !ours.startsWith("{") || !theirs.startsWith("{")) {
            return Objects.equals(ours, theirs);
        }
        try (var our = Json.createReader(new StringReader(ours));
                var their = Json.createReader(new StringReader(theirs))) {
            return our.readObject().equals(their.readObject());
        }
    }

    /** The fields whose values differ, and of what kind these are: {@code name: theirs -> ours}. */
    private static List<String> differences(RecordedRequest theirRequest, RecordedRequest ourRequest) {
        assertThat(Fields.ofJson(ourRequest.body()).get("schema"))
                .isEqualTo(Fields.ofJson(theirRequest.body()).get("schema"));
        var theirs = Fields.ofElements(theirRequest.body(), "/data").get(0);
        var ours = Fields.ofElements(ourRequest.body(), "/data").get(0);
        var names = new TreeSet<>(theirs.keySet());
        names.addAll(ours.keySet());
        return names.stream()
                .filter(name -> !isSame(ours.get(name), theirs.get(name)))
                .map(name -> name + ": " + kind(theirs.get(name)) + " -> " + kind(ours.get(name)))
                .toList();
    }

    private static String kind(String value) {
        if (value == null) {
            return "-";
        }
        return value.matches("\\d{13}") ? "time" : value.matches("[0-9a-f-]{36}") ? "id" : "text";
    }

    private RecordedRequest theirs(Event event) throws Exception {
        var visitor = SampleHits.pageView().visitor();
        var subject = new Subject(new SubjectConfiguration()
                .userId(user)
                .domainUserId(visitor.clientId())
                .domainSessionId("019cb731-7e00-78b1-b58b-c1de578e5033")
                .ipAddress(visitor.address())
                .useragent(visitor.userAgent())
                .language(visitor.language()));
        var emitter = new BatchEmitter(
                new NetworkConfiguration(collector.url().toString()), new EmitterConfiguration().batchSize(1));
        var tracker = new Tracker(new TrackerConfiguration("mine", "ID-1").base64Encoded(false), emitter, subject);
        tracker.track(event);
        tracker.close();
        return sent(1);
    }

    private RecordedRequest ours(Hit hit) throws Exception {
        var settings = SettingsOf.map(Map.of(
                "sidetrack.tracking-id",
                "ID-1",
                "sidetrack.sites.shop.hosts",
                "shop.example",
                "sidetrack.provider.mine.type",
                "snowplow",
                "sidetrack.provider.mine.url",
                collector.url().toString()));
        var provider = new Snowplow(new HttpSender(settings));
        provider.configure(settings.provider("mine"));
        provider.send(List.of(hit));
        return sent(2);
    }

    private RecordedRequest sent(int number) throws InterruptedException {
        collector.await(number);
        return collector.requests().get(number - 1);
    }
}
