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
 * {@code snowplow}: a Snowplow collector, by the tracker protocol's {@code tp2}. Every value is a string that fits
 * Snowplow's table of events, because the pipeline rejects other events.
 *
 * <p>An event is a structured one ({@code se_*}), with as many properties as fit as JSON in {@code se_pr}, or, if
 * {@code event-schema} names a schema in the operator's registry, a self-describing one with {@code name},
 * {@code category}, {@code label}, {@code value} and {@code properties}. Shop events, searches, downloads and outbound
 * links use Snowplow's own schemas; parts without a field there are sent as an entity of {@code event-schema}, or left
 * out and logged. The page view is sent as {@code web_page}; the session, client hints, the server's duration
 * ({@code serverTiming} of the W3C) and the visitor's yes, the GDPR's basis for processing, are further entities; the
 * protocol cannot express a no. {@code SP-Anonymous} prevents the collector from using our server's address as the
 * visitor's and from giving all visitors of a request one network id.
 *
 * <p>The collector answers 200 to everything that it can store; what the pipeline does not understand ends up among its
 * failed events. Duplicates are removed downstream, by {@code eid}.
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
