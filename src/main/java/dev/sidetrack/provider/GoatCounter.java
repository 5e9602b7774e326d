// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.provider;

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
import dev.sidetrack.spi.http.HttpReply;
import dev.sidetrack.spi.http.HttpSender;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * {@code goatcounter}: GoatCounter's API. An event's name is sent as the path and its label as the title; there are no
 * fields for category, value, properties, host, consent and duration.
 *
 * <p>It accepts 500 hits per request, and 60 requests in two minutes (see {@link #limits()}). If it answers 400 with
 * errors by index, it has accepted the hits without an error; hits that it filters by address are named in a header. It
 * does not recognize duplicates.
 *
 * @see <a href="https://www.goatcounter.com/help/api">API</a>
 */
@Dependent
@Named("goatcounter")
public class GoatCounter implements Provider {

    static final Key<URI> URL = Key.url("url", null);
    static final Key<String> TOKEN = HeaderKeys.secret("token");

    private static final int MOST_HITS = 500;
    private static final int MOST_REQUESTS = 60;

    private HttpSender http;
    private String token;
    private String check;
    private URI count;

    @Inject
    GoatCounter(HttpSender http) {
        this.http = http;
    }

    @Override
    public void configure(ProviderSettings settings) {
        http = http.of(settings);
        count = Urls.append(settings.required(URL), "/api/v0/count");
        token = settings.required(TOKEN);
        check = settings.nameOf(TOKEN) + " and " + settings.nameOf(URL);
    }

    @Override
    public List<Key<?>> keys() {
        return List.of(URL, TOKEN);
    }

    @Override
    public Limits limits() {
        return Limits.NONE.hits(MOST_HITS).requests(MOST_REQUESTS, Duration.ofMinutes(2));
    }

    @Override
    public String destination() {
        return count.toString();
    }

    @Override
    public List<Outcome> send(List<Hit> hits) throws IOException, InterruptedException {
        var json = new JsonWriter(hits.size() * 400).object();
        if (hits.stream().anyMatch(hit -> hit.visitor() == null)) {
            // Otherwise it would reject hits without a visitor; the sessions of others still count.
            json.field("no_sessions", true);
        }
        json.name("hits").array();
        hits.forEach(hit -> write(json, hit));
        var post = HttpPost.json(count, json.endArray().end().toString());
        var letIn = post.header("Authorization", "Bearer " + token).secret(token);
        return http.send(hits, letIn, reply -> outcomes(hits, reply));
    }

    private static void write(JsonWriter json, Hit hit) {
        json.object();
        if (hit.isEvent()) {
            json.field("path", hit.event().name())
                    .field("title", Texts.cut(hit.event().label(), 1024))
                    .field("event", true);
        } else {
            json.field("path", Texts.cutUrl(hit.page().pathAndQuery(), 2048))
                    .field("title", Texts.cut(hit.page().title(), 1024));
        }
        json.field("query", Texts.cutUrl(CampaignQuery.of(hit), 2048));
        json.field("ref", Texts.cutUrl(hit.page().referrer(), 2048));
        json.time("created_at", hit.time());
        var screen = Screen.of(hit);
        if (screen != null) {
            json.name("size")
                    .array()
                    .value(screen.width())
                    .value(screen.height())
                    .value(1L)
                    .endArray();
        }
        if (hit.visitor() != null) {
            write(json, hit.visitor());
        }
        json.end();
    }

    private static void write(JsonWriter json, Visitor visitor) {
        var session = visitor.session();
        json.field("session", session == null ? visitor.clientId() : visitor.clientId() + '.' + session.id());
        json.field("ip", visitor.address()).field("user_agent", Texts.cut(visitor.userAgent(), 512));
        json.field("location", visitor.address() == null ? visitor.country() : null);
        json.field("language", visitor.language());
    }

    private List<Outcome> outcomes(List<Hit> hits, HttpReply reply) {
        if (reply.outcome(check) instanceof Outcome.Accepted) {
            return outcomes(hits, filtered(reply));
        }
        if (reply.status() == 400) {
            var errors = errors(reply, hits.size());
            if (!errors.isEmpty()) {
                errors.putAll(filtered(reply));
                return outcomes(hits, errors);
            }
        }
        if (reply.status() == 429 && reply.retryAfter() == null) {
            var wait = reply.seconds("X-Rate-Limit-Reset");
            return Outcome.forAll(hits, new Outcome.Retry("HTTP status 429", 429, wait));
        }
        return Outcome.forAll(hits, reply.outcome(check));
    }

    private static List<Outcome> outcomes(List<Hit> hits, Map<Integer, Outcome> others) {
        return IntStream.range(0, hits.size())
                .mapToObj(i -> others.getOrDefault(i, Outcome.ACCEPTED))
                .toList();
    }

    /** Reads {@code X-Goatcounter-Filter: 5, 10}. */
    private static Map<Integer, Outcome> filtered(HttpReply reply) {
        var filtered = new HashMap<Integer, Outcome>();
        for (var part :
                reply.headers().firstValue("X-Goatcounter-Filter").orElse("").split(",")) {
            if (isIndex(part.strip())) {
                filtered.put(Integer.valueOf(part.strip()), Outcome.dropped("address ignored"));
            }
        }
        return filtered;
    }

    /** The errors by index; none if the reply is about the request as a whole. */
    private static Map<Integer, Outcome> errors(HttpReply reply, int hits) {
        var errors = new HashMap<Integer, Outcome>();
        if (ReplyJson.with("errors", reply).at("errors").value() instanceof Map<?, ?> byIndex) {
            for (var error : byIndex.entrySet()) {
                var index = error.getKey().toString();
                var reason = new ReplyJson(error.getValue()).text();
                if (reason == null || !isIndex(index) || Integer.parseInt(index) >= hits) {
                    return Map.of();
                }
                errors.put(Integer.valueOf(index), new Outcome.Rejected(reason, 400));
            }
        }
        return errors;
    }

    private static boolean isIndex(String text) {
        return text.matches("[0-9]{1,4}");
    }
}
