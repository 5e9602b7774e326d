// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.provider;

import dev.sidetrack.Consent;
import dev.sidetrack.Hit;
import dev.sidetrack.TrackedEvent;
import dev.sidetrack.Visitor;
import dev.sidetrack.config.Key;
import dev.sidetrack.config.ProviderSettings;
import dev.sidetrack.json.JsonWriter;
import dev.sidetrack.spi.Limits;
import dev.sidetrack.spi.Outcome;
import dev.sidetrack.spi.Provider;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * {@code google-analytics}: the Measurement Protocol of Google Analytics 4. Google answers 2xx whatever it gets, so names and
 * lengths are made to fit here.
 *
 * @see <a href="https://developers.google.com/analytics/devguides/collection/protocol/ga4/reference">Reference</a>
 * @see <a href="https://developers.google.com/analytics/devguides/collection/protocol/ga4/sending-events#limitations">Limits</a>
 */
@Dependent
@Named("google-analytics")
public class GoogleAnalytics implements Provider {

    static final Key<URI> URL = Key.url("url", "https://www.google-analytics.com");
    static final Key<String> API_SECRET = Key.secret("api-secret");

    private static final int MOST_EVENTS = 25;
    private static final int MOST_BYTES = 130_000;
    private static final int BYTES_AROUND_EVENTS = 2_000;

    private final HttpSender http;
    private Map<String, String> trackingIds;
    private String secret;
    private URI collect;

    @Inject
    GoogleAnalytics(HttpSender http) {
        this.http = http;
    }

    @Override
    public void configure(ProviderSettings settings) {
        trackingIds = settings.requiredTrackingIds();
        secret = settings.required(API_SECRET);
        collect = Urls.append(settings.get(URL), "/mp/collect");
    }

    @Override
    public List<Key<?>> keys() {
        return List.of(URL, API_SECRET);
    }

    @Override
    public Limits limits() {
        return Limits.NONE.hits(MOST_EVENTS).bytes(MOST_BYTES - BYTES_AROUND_EVENTS).scope(Limits.Scope.VISITOR).lateness(Duration.ofHours(72));
    }

    @Override
    public int bytes(Hit hit) {
        var json = new JsonWriter();
        writeEvent(json, hit);
        return json.toString().getBytes(StandardCharsets.UTF_8).length + 1;
    }

    @Override
    public String destination() {
        return collect.toString();
    }

    @Override
    public List<Outcome> send(List<Hit> hits) throws IOException, InterruptedException {
        var trackingId = trackingIds.get(hits.get(0).site());
        if (trackingId == null) {
            return Outcome.forAll(hits, Outcome.rejected("no tracking id for the host " + hits.get(0).page().host()));
        }
        var query = "?measurement_id=" + encoded(trackingId) + "&api_secret=" + encoded(secret);
        var post = HttpPost.json(URI.create(collect + query), body(hits)).secret(secret);
        return http.send(hits, post, reply -> Outcome.forAll(hits, reply.outcome()));
    }

    private static String body(List<Hit> hits) {
        var json = new JsonWriter(hits.size() * 500).object();
        json.field("client_id", ClientIds.of(hits.get(0)));
        var visitor = hits.get(hits.size() - 1).visitor();
        if (visitor != null) {
            json.field("user_agent", visitor.userAgent()).field("ip_override", visitor.address());
            writeConsent(json, visitor);
        }
        json.name("events").array();
        hits.forEach(hit -> writeEvent(json, hit));
        return json.endArray().end().toString();
    }

    private static void writeConsent(JsonWriter json, Visitor visitor) {
        if (visitor.consent() != Consent.UNASKED) {
            json.name("consent").object();
            json.field("ad_user_data", visitor.consent().name()).field("ad_personalization", visitor.consent().name());
            json.end();
        }
    }

    private static void writeEvent(JsonWriter json, Hit hit) {
        json.object();
        json.field("name", hit.isEvent() ? GoogleNames.event(hit.event().name()) : "page_view");
        json.field("timestamp_micros", micros(hit.time()));
        json.name("params").object();
        var params = new GoogleParams(json);
        writeVisit(params, hit.visitor());
        params.text("page_location", hit.page().url(), 1000);
        params.text("page_referrer", hit.page().referrer(), 420);
        params.text("page_title", hit.page().title(), 300);
        if (hit.isEvent()) {
            writeEventParams(params, hit.event());
        }
        json.end().end();
    }

    /** Without both of these Google keeps an event out of its reports. */
    private static void writeVisit(GoogleParams params, Visitor visitor) {
        if (visitor != null && visitor.session() != null) {
            params.value("session_id", visitor.session().id());
            params.value("session_number", (long) visitor.session().number());
        }
        params.value("engagement_time_msec", 1L);
        if (visitor != null) {
            params.text("language", visitor.language(), 100);
        }
    }

    private static void writeEventParams(GoogleParams params, TrackedEvent event) {
        params.text("event_category", event.category(), 100);
        params.text("event_label", event.label(), 100);
        if (event.value() != null) {
            params.value("value", event.value());
        }
        event.properties().forEach((name, value) -> {
            if (value instanceof String text) {
                params.text(GoogleNames.param(name), text, 100);
            } else {
                params.value(GoogleNames.param(name), value);
            }
        });
    }

    private static long micros(Instant time) {
        return TimeUnit.SECONDS.toMicros(time.getEpochSecond()) + time.getNano() / 1000;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
