// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.provider;

import dev.sidetrack.Hit;
import dev.sidetrack.config.Key;
import dev.sidetrack.config.ProviderSettings;
import dev.sidetrack.json.JsonWriter;
import dev.sidetrack.spi.Limits;
import dev.sidetrack.spi.Outcome;
import dev.sidetrack.spi.Provider;
import dev.sidetrack.spi.http.HttpPost;
import dev.sidetrack.spi.http.HttpSender;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;

/**
 * {@code snowplow}: a Snowplow collector, by the tracker protocol's {@code tp2}. Every value is a string, and no longer
 * than Snowplow's table of events has room for, as the pipeline fails an event for either.
 *
 * <p>An event is a structured one ({@code se_*}), with those of its properties that fit as JSON in {@code se_pr}, or,
 * once {@code event-schema} names a schema of the operator's registry, a self-describing one of {@code name},
 * {@code category}, {@code label}, {@code value} and {@code properties}. Events of a shop, searches, downloads and
 * outbound links are self-describing ones of Snowplow's own schemas; what those have no place for goes along as an
 * entity of {@code event-schema}, or is left out and told. The view of the page goes along as {@code web_page}, the
 * session, client hints, the server's duration ({@code serverTiming} of the W3C) and the visitor's yes, the GDPR's
 * basis for processing, as further entities; the protocol has no word for a no. {@code SP-Anonymous} keeps the
 * collector from taking our server's address for the visitor's, and from giving all visitors of a request one network
 * id.
 *
 * <p>The collector answers 200 to whatever it can store; what the pipeline does not understand turns up among its
 * failed events. Duplicates are found downstream, by {@code eid}.
 *
 * @see <a href="https://docs.snowplow.io/docs/events/http-requests/">Tracker protocol</a>
 */
@Dependent
@Named("snowplow")
public class Snowplow implements Provider {

    static final Key<URI> URL = Key.url("url", null);
    /** Such as {@code iglu:com.example/tracked_event/jsonschema/1-0-0}. */
    static final Key<String> EVENT_SCHEMA = new Key<>("event-schema", null, "Iglu URI", false, Snowplow::igluUri);

    private static final String PAYLOAD = "iglu:com.snowplowanalytics.snowplow/payload_data/jsonschema/1-0-4";
    private static final int MOST_BYTES = 1_048_576;
    private static final int BYTES_AROUND_HITS = 200;

    private HttpSender http;
    private final Clock clock;
    private TrackingIds appIds;
    private SnowplowEvent event;
    private URI collector;
    private String check;

    @Inject
    Snowplow(HttpSender http) {
        this(http, Clock.systemUTC());
    }

    Snowplow(HttpSender http, Clock clock) {
        this.http = http;
        this.clock = clock;
    }

    @Override
    public void configure(ProviderSettings settings) {
        http = http.of(settings);
        appIds = new TrackingIds(settings);
        event = new SnowplowEvent(
                settings.name(), settings.get(EVENT_SCHEMA), settings.currency(), new Omissions(settings.name()));
        check = settings.nameOf(URL);
        collector = Urls.append(settings.required(URL), "/com.snowplowanalytics.snowplow/tp2");
    }

    @Override
    public List<Key<?>> keys() {
        return List.of(URL, EVENT_SCHEMA);
    }

    @Override
    public Limits limits() {
        return Limits.NONE.bytes(MOST_BYTES - BYTES_AROUND_HITS).scope(Limits.Scope.SITE);
    }

    @Override
    public int bytes(Hit hit) {
        var appId = appIds.of(hit);
        var json = new JsonWriter();
        event.write(json, hit, appId, clock.millis());
        return json.toString().getBytes(StandardCharsets.UTF_8).length + 1;
    }

    @Override
    public String destination() {
        return collector.toString();
    }

    @Override
    public List<Outcome> send(List<Hit> hits) throws IOException, InterruptedException {
        var appId = appIds.of(hits);
        if (appId == null) {
            return TrackingIds.missing(hits);
        }
        var sent = clock.millis();
        var json = new JsonWriter(hits.size() * 800)
                .object()
                .field("schema", PAYLOAD)
                .name("data")
                .array();
        hits.forEach(hit -> event.write(json, hit, appId, sent));
        var post = HttpPost.json(collector, json.endArray().end().toString()).header("SP-Anonymous", "*");
        return http.send(hits, post, reply -> Outcome.forAll(hits, reply.outcome(check)));
    }

    private static String igluUri(String text) {
        if (!text.matches("iglu:[A-Za-z0-9._-]+/[A-Za-z0-9._-]+/jsonschema/[0-9]+-[0-9]+-[0-9]+")) {
            throw new IllegalArgumentException();
        }
        return text;
    }
}
