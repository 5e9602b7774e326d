// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.provider;

import dev.sidetrack.Hit;
import dev.sidetrack.config.Key;
import dev.sidetrack.config.ProviderSettings;
import dev.sidetrack.spi.Limits;
import dev.sidetrack.spi.Outcome;
import dev.sidetrack.spi.Provider;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;

/**
 * {@code universal-analytics}: Google's Measurement Protocol, version 1, with the parameters of the article. Google switched
 * its own service off in July 2024; collectors that speak the protocol live on.
 *
 * @see <a href="https://developers.google.com/analytics/devguides/collection/protocol/v1/devguide">Measurement Protocol</a>
 */
@Dependent
@Named("universal-analytics")
public class UniversalAnalytics implements Provider {

    static final Key<URI> URL = Key.url("url", "https://www.google-analytics.com");

    private static final int MOST_HITS = 20;
    private static final int MOST_BYTES = 16 * 1024;
    /** A number of milliseconds of up to 11 digits, which is not yet known when the size is asked for. */
    private static final int GROWTH_OF_AGE = 11;

    private final HttpSender http;
    private final Clock clock;
    private Map<String, String> trackingIds;
    private URI one;
    private URI many;

    @Inject
    UniversalAnalytics(HttpSender http) {
        this(http, Clock.systemUTC());
    }

    UniversalAnalytics(HttpSender http, Clock clock) {
        this.http = http;
        this.clock = clock;
    }

    @Override
    public void configure(ProviderSettings settings) {
        trackingIds = settings.requiredTrackingIds();
        one = Urls.append(settings.get(URL), "/collect");
        many = Urls.append(settings.get(URL), "/batch");
    }

    @Override
    public List<Key<?>> keys() {
        return List.of(URL);
    }

    @Override
    public Limits limits() {
        return Limits.NONE.hits(MOST_HITS).bytes(MOST_BYTES).lateness(Duration.ofHours(4));
    }

    @Override
    public int bytes(Hit hit) {
        return fields(hit).length() + GROWTH_OF_AGE;
    }

    @Override
    public String destination() {
        return one.toString();
    }

    @Override
    public List<Outcome> send(List<Hit> hits) throws IOException, InterruptedException {
        var known = hits.stream().filter(this::hasTrackingId).toList();
        var outcomes = (known.isEmpty() ? List.<Outcome>of() : post(known)).iterator();
        return hits.stream().map(hit -> hasTrackingId(hit) ? outcomes.next() : withoutTrackingId(hit)).toList();
    }

    private List<Outcome> post(List<Hit> hits) throws IOException, InterruptedException {
        var lines = hits.stream().map(this::fields).collect(Collectors.joining("\n"));
        var post = HttpPost.form(hits.size() == 1 ? one : many, lines);
        return http.send(hits, post, reply -> Outcome.forAll(hits, reply.outcome()));
    }

    private boolean hasTrackingId(Hit hit) {
        return trackingIds.containsKey(hit.site());
    }

    private static Outcome withoutTrackingId(Hit hit) {
        return Outcome.rejected("no tracking id for the host " + hit.page().host());
    }

    private String fields(Hit hit) {
        var page = hit.page();
        var visitor = hit.visitor();
        var event = hit.event();
        var form = new FormWriter()
                .field("v", 1)
                .field("tid", trackingIds.get(hit.site()))
                .field("cid", ClientIds.of(hit))
                .field("t", hit.isEvent() ? "event" : "pageview")
                .field("dh", page.host())
                .field("dp", page.path())
                .field("dt", page.title())
                .field("dr", page.referrer());
        if (visitor != null) {
            form.field("uip", visitor.address()).field("ua", visitor.userAgent());
        }
        if (event != null) {
            form.field("ec", event.category() == null ? "event" : event.category())
                    .field("ea", event.name())
                    .field("el", event.label())
                    .field("ev", event.value() == null ? null : Math.max(0, Math.round(event.value())));
        }
        var age = Duration.between(hit.time(), clock.instant());
        return form.field("qt", Math.max(0, age.toMillis()))
                .field("z", ThreadLocalRandom.current().nextInt(Integer.MAX_VALUE))
                .toString();
    }
}
