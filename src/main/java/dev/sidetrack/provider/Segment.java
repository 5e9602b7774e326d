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
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

/**
 * {@code segment}: Segment's HTTP API, {@code /v1/batch}, which RudderStack, Jitsu and others support as well; for
 * them, set {@code url}, and {@code gzip=false} if they do not support compression. A page view is a {@code page} call,
 * an event a {@code track} call whose properties are category, label, value and the event's own. Shop events have the
 * names and properties of Segment's e-commerce spec. Consent is sent if {@code consent-category} maps purposes to
 * categories of the workspace: {@code analytics=Analytics, ads=Advertising}; a single name is the category of
 * analytics. With {@code identify=true}, an {@code identify} call says once which user a signed-in visitor is.
 *
 * <p>A request holds 500 kB and 2500 events, an event 32 kB: one that is too large makes the whole request fail with
 * 400, and the queue splits it until only that event is left. Otherwise Segment answers 200 even to events that it
 * drops later, which only its debugger shows. It removes duplicates by {@code messageId}, our hit id.
 *
 * @see <a href="https://segment.com/docs/connections/sources/catalog/libraries/server/http-api/">HTTP API</a>
 * @see <a href="https://segment.com/docs/connections/spec/common/">Common fields</a>
 */
@Dependent
@Named("segment")
public class Segment implements Provider {

    static final Key<URI> URL = Key.url("url", "https://api.segment.io");
    static final Key<String> WRITE_KEY = Key.secret("write-key");
    static final Key<List<String>> CONSENT_CATEGORY = Key.list("consent-category", "");
    static final Key<Boolean> GZIP = Key.flag("gzip", true);
    static final Key<Boolean> IDENTIFY = Key.flag("identify", false);

    private static final int MOST_HITS = 2500;
    private static final int MOST_BYTES = 500_000;
    private static final MostBytes MOST_OF_A_CALL = new MostBytes(800, 4, 1);
    private static final MostBytes MOST_OF_TWO_CALLS = new MostBytes(1_200, 6, 2);
    private static final int BYTES_AROUND_HITS = 200;

    private HttpSender http;
    private final Clock clock;
    private final Identified identified = new Identified();
    private String writeKey;
    private String check;
    private SegmentCall call;
    private boolean gzip;
    private boolean identifies;
    private URI batch;

    @Inject
    Segment(HttpSender http) {
        this(http, Clock.systemUTC());
    }

    Segment(HttpSender http, Clock clock) {
        this.http = http;
        this.clock = clock;
    }

    @Override
    public void configure(ProviderSettings settings) {
        http = http.of(settings);
        batch = Urls.append(settings.get(URL), "/v1/batch");
        writeKey = settings.required(WRITE_KEY);
        check = settings.nameOf(WRITE_KEY) + " and " + settings.nameOf(URL);
        call = SegmentCall.of(settings.get(CONSENT_CATEGORY), new CommerceSpec(settings.currency()));
        identifies = settings.get(IDENTIFY);
        gzip = settings.get(GZIP);
    }

    @Override
    public List<Key<?>> keys() {
        return List.of(URL, WRITE_KEY, CONSENT_CATEGORY, GZIP, IDENTIFY);
    }

    @Override
    public int concurrency() {
        return 8;
    }

    @Override
    public Limits limits() {
        return Limits.NONE.hits(MOST_HITS).bytes(MOST_BYTES - BYTES_AROUND_HITS).deduplicating();
    }

    @Override
    public int bytes(Hit hit) {
        return (identifies ? MOST_OF_TWO_CALLS : MOST_OF_A_CALL).of(hit);
    }

    @Override
    public String destination() {
        return batch.toString();
    }

    @Override
    public List<Outcome> send(List<Hit> hits) throws IOException, InterruptedException {
        var json = new JsonWriter(hits.size() * 700).object().name("batch").array();
        var news = identifies ? identified.newOnes(hits) : List.<Hit>of();
        news.forEach(hit -> call.writeIdentify(json, hit));
        hits.forEach(hit -> call.write(json, hit));
        json.endArray()
                .field("sentAt", clock.instant().truncatedTo(ChronoUnit.MILLIS).toString())
                .end();
        var basic = Base64.getEncoder().encodeToString((writeKey + ":").getBytes(StandardCharsets.UTF_8));
        var post = HttpPost.json(batch, json.toString())
                .header("Authorization", "Basic " + basic)
                .secret(basic)
                .secret(writeKey);
        return http.send(hits, gzip ? post.gzip() : post, reply -> {
            var outcome = outcome(reply);
            if (outcome == Outcome.ACCEPTED) {
                news.forEach(identified::remember);
            }
            return Outcome.forAll(hits, outcome);
        });
    }

    private Outcome outcome(HttpReply reply) {
        if (reply.isSuccess() && saysNo(reply)) {
            return new Outcome.Refused("rejected with HTTP status " + reply.status(), reply.status());
        }
        return switch (reply.status()) {
            // Segment's own libraries retry these.
            case 410, 460 -> new Outcome.Retry("HTTP status " + reply.status(), reply.status(), reply.retryAfter());
            case 429 -> {
                var wait = reply.retryAfter() == null ? reply.seconds("X-RateLimit-Reset") : reply.retryAfter();
                yield new Outcome.Retry("HTTP status 429", 429, wait);
            }
            default -> reply.outcome(check);
        };
    }

    /** {@code {"success":false}} or, from Jitsu, {@code {"ok":false}}; RudderStack's answer is not JSON. */
    private static boolean saysNo(HttpReply reply) {
        return Stream.of("success", "ok")
                .anyMatch(name -> Boolean.FALSE.equals(
                        ReplyJson.with(name, reply).at(name).value()));
    }
}
