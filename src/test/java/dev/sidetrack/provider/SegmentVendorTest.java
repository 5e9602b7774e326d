// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.provider;

import static org.assertj.core.api.Assertions.assertThat;

import com.segment.analytics.Analytics;
import com.segment.analytics.Callback;
import com.segment.analytics.messages.Message;
import com.segment.analytics.messages.MessageBuilder;
import com.segment.analytics.messages.PageMessage;
import com.segment.analytics.messages.TrackMessage;
import dev.sidetrack.Hit;
import dev.sidetrack.SampleHits;
import dev.sidetrack.config.SettingsOf;
import dev.sidetrack.spi.http.HttpSender;
import dev.sidetrack.testing.HttpRecorder;
import dev.sidetrack.testing.RecordedRequest;
import dev.sidetrack.testing.Reply;
import java.io.IOException;
import java.time.Clock;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Sends the same hits by Segment's own sender for Java and compares the requests field by field. */
class SegmentVendorTest {

    private static final String WRITE_KEY = "write-key-1";
    private static final Map<String, Object> PAGE = Map.of(
            "url",
            SampleHits.PAGE.url(),
            "path",
            SampleHits.PAGE.path(),
            "title",
            SampleHits.PAGE.title(),
            "referrer",
            SampleHits.PAGE.referrer());

    private HttpRecorder collector;

    @BeforeEach
    void start() throws IOException {
        collector = new HttpRecorder();
        collector.answerAll(Reply.json("{\"success\":true}"));
    }

    @AfterEach
    void stop() throws IOException {
        collector.close();
    }

    @Test
    void send_pageView_isWhatSegmentsSenderSends() throws Exception {
        var theirs = theirs(PageMessage.builder("Blue mug").properties(PAGE));
        assertThat(differences(theirs, ours(SampleHits.pageView())))
                .containsExactly(
                        // Theirs says of the batch what made it, ours of each event, where RudderStack and Jitsu look
                        // for it.
                        "context.library.name: - -> sidetrack",
                        "context.library.version: - -> " + Version.TEXT,
                        // What theirs has no word for.
                        "context.serverTimeMs: - -> 42",
                        "context.sessionId: - -> 1772600000",
                        // Theirs demands a name; the title as a name would make a kind of event of each page at some
                        // destinations.
                        "name: Blue mug -> -");
    }

    @Test
    void send_event_isWhatSegmentsSenderSends() throws Exception {
        var properties = new LinkedHashMap<String, Object>(SampleHits.EVENT.properties());
        properties.put("category", "shop");
        properties.put("label", "blue-mug");
        properties.put("value", 12.5);
        var theirs = theirs(TrackMessage.builder("order-placed").properties(properties));
        assertThat(differences(theirs, ours(SampleHits.event())))
                .containsExactly(
                        "context.library.name: - -> sidetrack",
                        "context.library.version: - -> " + Version.TEXT,
                        "context.serverTimeMs: - -> 42",
                        "context.sessionId: - -> 1772600000");
    }

    @Test
    void send_anyHit_makesTheRequestOfSegmentsSenderButForThis() throws Exception {
        var theirs = theirs(PageMessage.builder("Blue mug"));
        var ours = ours(SampleHits.pageView());
        // Theirs posts to a name of the same that the documentation does not tell.
        assertThat(theirs.target()).isEqualTo("/v1/import/");
        assertThat(ours.target()).isEqualTo("/v1/batch");
        // Theirs has the write key in the body, where a log of bodies shows it.
        assertThat(Fields.ofJson(theirs.body())).containsEntry("writeKey", WRITE_KEY);
        assertThat(ours.body()).doesNotContain(WRITE_KEY);
        assertThat(theirs.header("Authorization")).isNull();
        assertThat(ours.header("Authorization")).startsWith("Basic ");
        // Theirs leaves packing to an interceptor of the user's.
        assertThat(theirs.header("Content-Encoding")).isNull();
        assertThat(ours.header("Content-Encoding")).isEqualTo("gzip");
        // Theirs counts its requests, and names the process that sends them.
        assertThat(around(theirs))
                .containsExactly(
                        "context.instanceId",
                        "context.library.name",
                        "context.library.version",
                        "sentAt",
                        "sequence",
                        "writeKey");
        assertThat(around(ours)).containsExactly("sentAt");
    }

    private static TreeSet<String> around(RecordedRequest request) {
        var names = new TreeSet<>(Fields.ofJson(request.body()).keySet());
        names.removeIf(name -> name.startsWith("batch."));
        return names;
    }

    /** Field by field: {@code name: theirs -> ours}. */
    private static List<String> differences(RecordedRequest theirRequest, RecordedRequest ourRequest) {
        var theirs = Fields.ofElements(theirRequest.body(), "/batch").get(0);
        var ours = Fields.ofElements(ourRequest.body(), "/batch").get(0);
        var names = new TreeSet<>(theirs.keySet());
        names.addAll(ours.keySet());
        return names.stream()
                .filter(name -> !ours.getOrDefault(name, "-").equals(theirs.getOrDefault(name, "-")))
                .map(name -> name + ": " + theirs.getOrDefault(name, "-") + " -> " + ours.getOrDefault(name, "-"))
                .toList();
    }

    private RecordedRequest ours(Hit hit) throws Exception {
        var settings = SettingsOf.map(Map.of(
                "sidetrack.provider.segment.url",
                collector.url().toString(),
                "sidetrack.provider.segment.write-key",
                WRITE_KEY));
        var segment = new Segment(new HttpSender(settings), Clock.systemUTC());
        segment.configure(settings.provider("segment"));
        segment.send(List.of(hit));
        return last();
    }

    private RecordedRequest theirs(MessageBuilder<?, ?> message) throws Exception {
        var sent = new Sent();
        var analytics = Analytics.builder(WRITE_KEY)
                .endpoint(collector.url().toString())
                .flushQueueSize(1)
                .callback(sent)
                .build();
        analytics.enqueue(message.messageId(SampleHits.ID.toString())
                .anonymousId(SampleHits.CLIENT)
                .timestamp(Date.from(SampleHits.TIME))
                .context(Map.of(
                        "ip",
                        SampleHits.VISITOR.address(),
                        "userAgent",
                        SampleHits.VISITOR.userAgent(),
                        "locale",
                        SampleHits.VISITOR.language(),
                        "page",
                        PAGE)));
        analytics.flush();
        assertThat(sent.latch.await(20, TimeUnit.SECONDS)).isTrue();
        analytics.shutdown();
        return last();
    }

    private RecordedRequest last() {
        return collector.requests().get(collector.requests().size() - 1);
    }

    private static final class Sent implements Callback {

        private final CountDownLatch latch = new CountDownLatch(1);

        @Override
        public void success(Message message) {
            latch.countDown();
        }

        @Override
        public void failure(Message message, Throwable reason) {
            throw new AssertionError(reason);
        }
    }
}
