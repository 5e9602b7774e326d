// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.provider;

import dev.sidetrack.Hit;
import dev.sidetrack.Texts;
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
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * {@code posthog}: batches of PostHog's capture API, packed by gzip. The tracking id is the project's token ({@code phc_...}).
 * Give {@code https://eu.i.posthog.com} as {@code url} for a project in the EU, or the address of one's own PostHog.
 *
 * <p>PostHog removes what comes twice with the same id and time. It makes no profile of a visitor. It takes any property: those
 * of an event go as they are, what it has names of its own for goes by these.
 *
 * @see <a href="https://posthog.com/docs/api/capture">Capture API</a>
 */
@Dependent
@Named("posthog")
public class PostHog implements Provider {

    static final Key<URI> URL = Key.url("url", "https://us.i.posthog.com");

    /** The documented 20 MB, less room for the token, which is not yet known when the size is asked for. */
    private static final int MOST_BYTES = 20_000_000 - 1_000;
    private static final int LONGEST_ID = 200;
    private static final int PAYMENT_REQUIRED = 402;

    private final HttpSender http;
    private TrackingIds projects;
    private URI batch;
    private String check;

    @Inject
    PostHog(HttpSender http) {
        this.http = http;
    }

    @Override
    public void configure(ProviderSettings settings) {
        projects = new TrackingIds(settings);
        batch = Urls.append(settings.get(URL), "/batch/");
        check = "the tracking id and " + settings.nameOf(URL);
    }

    @Override
    public List<Key<?>> keys() {
        return List.of(URL);
    }

    @Override
    public Limits limits() {
        return Limits.NONE.bytes(MOST_BYTES).scope(Limits.Scope.SITE).deduplicating();
    }

    @Override
    public int bytes(Hit hit) {
        return body("", List.of(hit)).getBytes(StandardCharsets.UTF_8).length;
    }

    @Override
    public String destination() {
        return batch.toString();
    }

    @Override
    public List<Outcome> send(List<Hit> hits) throws IOException, InterruptedException {
        var project = projects.of(hits);
        if (project == null) {
            return TrackingIds.missing(hits);
        }
        var post = HttpPost.json(batch, body(project, hits)).gzip();
        return http.send(hits, post, reply -> Outcome.forAll(hits, read(reply)));
    }

    private static String body(String project, List<Hit> hits) {
        var json = new JsonWriter(hits.size() * 700).object().field("api_key", project);
        json.name("batch").array();
        for (var hit : hits) {
            json.object();
            json.field("event", hit.isEvent() ? hit.event().name() : "$pageview");
            json.field("distinct_id", Texts.cut(ClientIds.of(hit), LONGEST_ID));
            json.field("uuid", hit.id().toString());
            json.field("timestamp", hit.time().toString());
            json.name("properties").object();
            properties(hit).forEach(Integer.MAX_VALUE, (name, value) -> json.name(name).value(value));
            json.end().end();
        }
        return json.endArray().end().toString();
    }

    private static Properties properties(Hit hit) {
        var page = hit.page();
        var properties = new Properties()
                .with("$process_person_profile", false)
                .with("$lib", "sidetrack")
                .with("$current_url", page.url())
                .with("$host", page.host())
                .with("$pathname", page.path())
                .with("title", page.title())
                .with("$referrer", page.referrer())
                .with("$session_id", ClientIds.sessionOf(hit))
                .with("server_time_ms", hit.serverTime() == null ? null : hit.serverTime().toMillis());
        CampaignQuery.parameters(hit).forEach(properties::with);
        var visitor = hit.visitor();
        if (visitor != null) {
            properties.with("$ip", visitor.address())
                    .with("$raw_user_agent", visitor.userAgent())
                    .with("$browser_language", visitor.language())
                    .with("$user_id", visitor.userId())
                    .with("consent", visitor.consent().name().toLowerCase(Locale.ROOT));
        }
        if (visitor == null || visitor.address() == null) {
            // Otherwise PostHog would locate our own address.
            properties.with("$geoip_disable", true);
        }
        return hit.isEvent() ? properties.with(hit.event()) : properties;
    }

    /** A success may say in its body that the month's quota is used up and that nothing was kept. */
    private Outcome read(HttpReply reply) {
        var json = ReplyJson.of(reply);
        var limited = json.at("quota_limited").elements().stream().anyMatch(what -> "events".equals(what.text()));
        if (limited || reply.status() == PAYMENT_REQUIRED) {
            return Outcome.stop("PostHog's quota is used up (HTTP status " + reply.status() + "): check the billing of " + check);
        }
        if (reply.isSuccess() && json.at("status").value() == null) {
            return Outcome.retry("the reply is not one of PostHog's", null);
        }
        return reply.outcome(check);
    }
}
