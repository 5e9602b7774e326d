// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.provider;

import dev.sidetrack.Consent;
import dev.sidetrack.Hit;
import dev.sidetrack.Texts;
import dev.sidetrack.Visitor;
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
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/**
 * {@code google-analytics}: the Measurement Protocol of Google Analytics 4. Google answers 2xx to everything, so names
 * and lengths are adjusted here. The tracking id is the measurement id of the web stream ({@code G-...}); for servers
 * in the EU only, {@code url} is {@code https://region1.google-analytics.com}.
 *
 * <p>Google's consent is about advertising. It is granted only for visitors who have agreed to the purpose that
 * {@code consent-to-ads} names, {@code ads} by default, and denied for others who were asked.
 *
 * <p>With {@code debug}, events are sent to Google's validation, which counts none of them, and its objections are
 * logged ({@code dev.sidetrack.provider}); it does not check the secret.
 *
 * @see <a href="https://developers.google.com/analytics/devguides/collection/protocol/ga4/reference">Reference</a>
 * @see <a
 *     href="https://developers.google.com/analytics/devguides/collection/protocol/ga4/sending-events#limitations">Limits</a>
 */
@Dependent
@Named("google-analytics")
public class GoogleAnalytics implements Provider {

    static final Key<URI> URL = Key.url("url", "https://www.google-analytics.com");
    static final Key<String> API_SECRET = Key.secret("api-secret");
    static final Key<String> CONSENT_TO_ADS = new Key<>(
            "consent-to-ads",
            "ads",
            "a purpose, or false for never",
            false,
            text -> "true".equals(text) ? "ads" : text);
    static final Key<Boolean> DEBUG = Key.flag("debug", false);

    private static final Logger LOG = System.getLogger("dev.sidetrack.provider");

    private static final int MOST_EVENTS = 25;
    private static final int MOST_BYTES = 130_000;
    private static final MostBytes MOST_OF_A_HIT = new MostBytes(1_500, 3, 3);
    private static final int LONGEST_USER_ID = 256;
    private static final String CLIENT_COOKIE = "_ga";

    private HttpSender http;
    private final Engagement engagement = new Engagement();
    private TrackingIds trackingIds;
    private String secret;
    private URI collect;
    private String check;
    private String purposeOfAds;
    private boolean debug;
    private GoogleEvent event;

    @Inject
    GoogleAnalytics(HttpSender http) {
        this.http = http;
    }

    @Override
    public void configure(ProviderSettings settings) {
        debug = settings.get(DEBUG);
        configure(settings, settings.get(URL), settings.required(API_SECRET));
    }

    void configure(ProviderSettings settings, URI url, String secret) {
        http = http.of(settings);
        trackingIds = new TrackingIds(settings);
        this.secret = secret;
        purposeOfAds = settings.get(CONSENT_TO_ADS);
        event = new GoogleEvent(settings.currency(), new Omissions(settings.name()));
        collect = Urls.append(url, debug ? "/debug/mp/collect" : "/mp/collect");
        check = settings.nameOf(API_SECRET) + " and " + settings.nameOf(URL);
    }

    @Override
    public List<Key<?>> keys() {
        return List.of(URL, API_SECRET, CONSENT_TO_ADS, DEBUG);
    }

    @Override
    public int concurrency() {
        // A request holds one visitor.
        return 32;
    }

    @Override
    public Limits limits() {
        return Limits.NONE
                .hits(MOST_EVENTS)
                .bytes(MOST_BYTES)
                .scope(Limits.Scope.VISITOR)
                .lateness(Duration.ofHours(72));
    }

    @Override
    public int bytes(Hit hit) {
        return MOST_OF_A_HIT.of(hit);
    }

    @Override
    public String destination() {
        return collect.toString();
    }

    @Override
    public List<Outcome> send(List<Hit> hits) throws IOException, InterruptedException {
        var trackingId = trackingIds.of(hits);
        if (trackingId == null) {
            return TrackingIds.missing(hits);
        }
        var query = "?measurement_id=" + encoded(trackingId) + (secret == null ? "" : "&api_secret=" + encoded(secret));
        var post = HttpPost.json(URI.create(collect + query), body(hits)).secret(secret);
        return http.send(hits, withHeaders(post, hits.get(0)), reply -> {
            if (debug && reply.isSuccess()) {
                log(ReplyJson.with("validationMessages", reply).at("validationMessages"));
            }
            var outcome = reply.outcome(check);
            if (outcome == Outcome.ACCEPTED) {
                engagement.seen(hits);
            }
            return Outcome.forAll(hits, outcome);
        });
    }

    /** The request with headers about the visitor. */
    HttpPost withHeaders(HttpPost post, Hit hit) {
        return post;
    }

    private static void log(ReplyJson messages) {
        for (var message : messages.elements()) {
            LOG.log(
                    Level.WARNING,
                    "{0} {1}: {2}",
                    message.at("validationCode").text(),
                    message.at("fieldPath").text(),
                    message.at("description").text());
        }
        if (List.of().equals(messages.value())) {
            LOG.log(Level.INFO, "Google's validation found no problem with these events.");
        }
    }

    private String body(List<Hit> hits) {
        var json = new JsonWriter(hits.size() * 500).object();
        // All are of one visitor.
        var first = hits.get(0);
        json.field("client_id", clientId(first));
        var visitor = first.visitor();
        if (visitor != null) {
            json.field("user_id", Texts.cut(visitor.userId(), LONGEST_USER_ID));
            json.field("user_agent", visitor.userAgent()).field("ip_override", visitor.address());
            writeCountry(json, visitor);
            GoogleDevice.write(json, visitor);
            writeConsent(json, visitor);
        }
        if (debug) {
            json.field("validation_behavior", "ENFORCE_RECOMMENDATIONS");
        }
        json.name("events").array();
        var engaged = engagement.before(hits);
        for (var i = 0; i < hits.size(); i++) {
            event.write(json, hits.get(i), trackingIds.of(hits.get(i)), engaged.get(i));
        }
        return json.endArray().end().toString();
    }

    /** The id that Google's own script has given the browser, if hits carry it. */
    private static String clientId(Hit hit) {
        var own = ClientIds.of(hit);
        return hit.visitor() == null ? own : hit.visitor().aliases().getOrDefault(CLIENT_COOKIE, own);
    }

    /** Otherwise Google derives it from the address. */
    private static void writeCountry(JsonWriter json, Visitor visitor) {
        if (visitor.address() == null && visitor.country() != null) {
            json.name("user_location").object();
            json.field("country_id", visitor.country()).end();
        }
    }

    /** For visitors who were not asked nothing is sent, which is not consent either. */
    private void writeConsent(JsonWriter json, Visitor visitor) {
        if (visitor.consent() != Consent.UNASKED) {
            var toAds = visitor.purposes().contains(purposeOfAds) ? Consent.GRANTED : Consent.DENIED;
            json.name("consent").object();
            json.field("ad_user_data", toAds.name())
                    .field("ad_personalization", toAds.name())
                    .end();
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
