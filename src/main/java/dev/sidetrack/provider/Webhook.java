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
import java.util.List;
import java.util.Map;

/**
 * {@code webhook}: CloudEvents 1.0 to any address, one per request or, with {@code batched=true}, up to
 * {@code batch-hits}. The event's {@code id} is the hit's, the {@code source} the page's origin unless {@code source}
 * is set; both stay the same when a hit is sent again. The {@code data} are the parts of a {@link Hit} by their names
 * there.
 *
 * <p>With a {@code signing-key}, {@code Sidetrack-Signature: t=1772600767,sha256=5f0c…} is the HMAC-SHA256 of the
 * sending time (in seconds), a full stop and the body: a receiver that rejects old times is safe from replayed
 * requests. A {@code token} is sent as a bearer token, {@code origin} as {@code WebHook-Request-Origin}, for receivers
 * that require it. The {@code OPTIONS} handshake is omitted: it protects strangers from being targeted by a sender's
 * users, but here the operator chooses the address. A receiver limits the rate by answering 429. Errors and the startup
 * log show the {@code url} without its query.
 *
 * <p>Any 2xx means accepted. Redirects are not followed. 401, 403, 410 and 415 stop the provider.
 *
 * @see <a href="https://github.com/cloudevents/spec/blob/main/cloudevents/formats/json-format.md">JSON format</a>
 * @see <a href="https://github.com/cloudevents/spec/blob/main/cloudevents/http-webhook.md">Web hooks for event
 *     delivery</a>
 */
@Dependent
@Named("webhook")
public class Webhook implements Provider {

    static final Key<URI> URL = Key.url("url", null);
    static final Key<String> TOKEN = HeaderKeys.secret("token");
    static final Key<String> SIGNING_KEY = Key.secret("signing-key");
    static final Key<String> ORIGIN = HeaderKeys.hostName("origin");
    static final Key<String> SOURCE = new Key<>(
            "source", null, "URI reference", false, text -> URI.create(text).toString());
    /** Only if the receiver has asked for it, as the binding says. */
    static final Key<Boolean> BATCHED = Key.flag("batched", false);

    static final Key<Integer> BATCH_HITS = Key.number("batch-hits", "100", 1, 1_000);

    private HttpSender http;
    private final Clock clock;
    private URI url;
    private String token;
    private String signingKey;
    private String origin;
    private CloudEvent event;
    private boolean batched;
    private int batchHits;
    private ProviderSettings settings;

    @Inject
    Webhook(HttpSender http) {
        this(http, Clock.systemUTC());
    }

    Webhook(HttpSender http, Clock clock) {
        this.http = http;
        this.clock = clock;
    }

    @Override
    public void configure(ProviderSettings settings) {
        http = http.of(settings);
        url = settings.required(URL);
        token = settings.get(TOKEN);
        signingKey = settings.get(SIGNING_KEY);
        origin = settings.get(ORIGIN);
        event = new CloudEvent(settings.get(SOURCE));
        batched = settings.get(BATCHED);
        batchHits = settings.get(BATCH_HITS);
        this.settings = settings;
    }

    @Override
    public List<Key<?>> keys() {
        return List.of(URL, TOKEN, SIGNING_KEY, ORIGIN, SOURCE, BATCHED, BATCH_HITS);
    }

    @Override
    public Limits limits() {
        return Limits.NONE.hits(batched ? batchHits : 1);
    }

    @Override
    public String destination() {
        // Its query may contain a token.
        return url.getScheme() + "://" + url.getRawAuthority() + url.getRawPath();
    }

    @Override
    public List<Outcome> send(List<Hit> hits) throws IOException, InterruptedException {
        return http.send(hits, post(hits), reply -> Outcome.forAll(hits, outcome(reply)));
    }

    private HttpPost post(List<Hit> hits) {
        var json = new JsonWriter(hits.size() * 600);
        if (batched) {
            json.array();
        }
        hits.forEach(hit -> event.write(json, hit));
        if (batched) {
            json.endArray();
        }
        var body = json.toString().getBytes(StandardCharsets.UTF_8);
        var type = batched ? "application/cloudevents-batch+json" : "application/cloudevents+json";
        var post = new HttpPost(url, type + "; charset=utf-8", body, Map.of(), List.of());
        post = post.secret(token).secret(url.getRawQuery());
        if (token != null) {
            post = post.header("Authorization", "Bearer " + token);
        }
        if (origin != null) {
            post = post.header("WebHook-Request-Origin", origin);
        }
        if (signingKey != null) {
            post = post.header("Sidetrack-Signature", Signature.of(body, signingKey, clock.instant()));
        }
        return post;
    }

    private Outcome outcome(HttpReply reply) {
        if (reply.isSuccess()) {
            return Outcome.ACCEPTED;
        }
        return switch (reply.status()) {
            case 401, 403 -> reply.outcome(settings.nameOf(TOKEN));
            case 415 ->
                Outcome.stop("does not understand CloudEvents" + (batched ? " in batches" : "")
                        + " (HTTP status 415): check " + settings.nameOf(batched ? BATCHED : URL));
            default -> reply.outcome(settings.nameOf(URL));
        };
    }
}
