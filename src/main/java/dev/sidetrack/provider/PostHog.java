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
import dev.sidetrack.spi.http.HttpReply;
import dev.sidetrack.spi.http.HttpSender;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.List;

/**
 * {@code posthog}: batches of PostHog's capture API, compressed with gzip. The tracking id is the project's token
 * ({@code phc_...}). Set {@code url} to {@code https://eu.i.posthog.com} for a project in the EU, or to the address of
 * your own PostHog.
 *
 * <p>PostHog removes duplicates with the same id and time. It creates no profile of a visitor except, with
 * {@code identify=true}, of one who has signed in: that person is then known by the user id, and {@code $identify} says
 * once that earlier hits with the client id belong to them. It accepts any property: those of an event are sent
 * unchanged, PostHog's own names are used where it has some, and shop events follow its e-commerce spec.
 *
 * <p>With {@code v1=true}, hits are sent to the newer {@code /i/v1/analytics/events}, which reports the outcome of each
 * event, if the host has it.
 *
 * @see <a href="https://posthog.com/docs/api/capture">Capture API</a>
 */
@Dependent
@Named("posthog")
public class PostHog implements Provider {

    static final Key<URI> URL = Key.url("url", "https://us.i.posthog.com");
    static final Key<Boolean> IDENTIFY = Key.flag("identify", false);
    /** Whether to use {@code /i/v1}, which not every host has. */
    static final Key<Boolean> V1 = Key.flag("v1", false);

    /** The documented 20 MB, less room for the token, which is not known yet when the limit is needed. */
    private static final int MOST_BYTES = 20_000_000 - 1_000;

    private static final MostBytes MOST_OF_A_HIT = new MostBytes(2_500, 5, 5);

    private static final int PAYMENT_REQUIRED = 402;

    private HttpSender http;
    private final Clock clock;
    private final Identified identified = new Identified();
    private final PostHogV1 v1 = new PostHogV1();
    private PostHogEvent event;
    private TrackingIds projects;
    private URI batch;
    private boolean isV1;
    private String check;
    private String checkOfV1;

    @Inject
    PostHog(HttpSender http) {
        this(http, Clock.systemUTC());
    }

    PostHog(HttpSender http, Clock clock) {
        this.http = http;
        this.clock = clock;
    }

    @Override
    public void configure(ProviderSettings settings) {
        http = http.of(settings);
        projects = new TrackingIds(settings);
        isV1 = settings.get(V1);
        event = new PostHogEvent(new CommerceSpec(settings.currency()), settings.get(IDENTIFY), isV1);
        batch = Urls.append(settings.get(URL), isV1 ? PostHogV1.PATH : "/batch/");
        check = "the tracking id and " + settings.nameOf(URL);
        checkOfV1 = settings.nameOf(V1);
    }

    @Override
    public List<Key<?>> keys() {
        return List.of(URL, IDENTIFY, V1);
    }

    @Override
    public int concurrency() {
        return 8;
    }

    @Override
    public Limits limits() {
        return Limits.NONE.bytes(MOST_BYTES).scope(Limits.Scope.SITE).deduplicating();
    }

    @Override
    public int bytes(Hit hit) {
        return MOST_OF_A_HIT.of(hit);
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
        var news = event.identifies() ? identified.newOnes(hits) : List.<Hit>of();
        var post = isV1
                ? v1.post(batch, project, hits, events(news, hits), clock.instant())
                : HttpPost.json(batch, body(project, news, hits));
        return http.send(hits, post.gzip(), reply -> {
            var outcomes = outcomes(hits, reply);
            if (outcomes.stream().allMatch(outcome -> outcome == Outcome.ACCEPTED)) {
                news.forEach(identified::remember);
            }
            return outcomes;
        });
    }

    private String body(String project, List<Hit> news, List<Hit> hits) {
        var key = new JsonWriter().value(project);
        return "{\"api_key\":" + key + ",\"batch\":" + events(news, hits) + "}";
    }

    private String events(List<Hit> news, List<Hit> hits) {
        var json = new JsonWriter(hits.size() * 1_000).array();
        news.forEach(hit -> event.writeIdentify(json, hit));
        hits.forEach(hit -> event.write(json, hit));
        return json.endArray().toString();
    }

    private List<Outcome> outcomes(List<Hit> hits, HttpReply reply) {
        if (isV1 && reply.isSuccess()) {
            return PostHogV1.outcomes(hits, reply, check);
        }
        if (isV1 && (reply.status() == 404 || reply.status() == 405)) {
            return Outcome.forAll(
                    hits,
                    Outcome.stop("this host does not support " + PostHogV1.PATH + " (HTTP status " + reply.status()
                            + "): check " + checkOfV1));
        }
        return Outcome.forAll(hits, read(reply));
    }

    /** A success may say in its body that the monthly quota is used up and nothing was stored. */
    private Outcome read(HttpReply reply) {
        var limited = ReplyJson.with("quota_limited", reply).at("quota_limited").elements().stream()
                .anyMatch(what -> "events".equals(what.text()));
        if (limited || reply.status() == PAYMENT_REQUIRED) {
            return Outcome.stop(
                    "PostHog's quota is used up (HTTP status " + reply.status() + "): check the billing of " + check);
        }
        if (reply.isSuccess() && ReplyJson.with("status", reply).at("status").value() == null) {
            return reply.notUnderstood(check);
        }
        return reply.outcome(check);
    }
}
