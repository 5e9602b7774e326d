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
import com.snowplowanalytics.snowplow.tracker.events.Structured;
import dev.sidetrack.Hit;
import dev.sidetrack.SampleHits;
import dev.sidetrack.config.SettingsOf;
import dev.sidetrack.spi.http.HttpSender;
import dev.sidetrack.testing.HttpRecorder;
import dev.sidetrack.testing.RecordedRequest;
import dev.sidetrack.testing.Reply;
import java.io.IOException;
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

    private HttpRecorder collector;

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

    /** The fields whose values differ, and of what kind these are: {@code name: theirs -> ours}. */
    private static List<String> differences(RecordedRequest theirRequest, RecordedRequest ourRequest) {
        assertThat(Fields.ofJson(ourRequest.body()).get("schema"))
                .isEqualTo(Fields.ofJson(theirRequest.body()).get("schema"));
        var theirs = Fields.ofElements(theirRequest.body(), "/data").get(0);
        var ours = Fields.ofElements(ourRequest.body(), "/data").get(0);
        var names = new TreeSet<>(theirs.keySet());
        names.addAll(ours.keySet());
        return names.stream()
                .filter(name -> !Objects.equals(ours.get(name), theirs.get(name)))
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
