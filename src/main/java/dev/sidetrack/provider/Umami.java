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
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code umami}: the batches of Umami's tracker API. The tracking id is the website's id, a UUID.
 *
 * <p>A request holds hits of one visitor: Umami drops hits of robots, and shows that only by answering without a
 * session if it dropped all of them (from 3.0.2 on; older versions never return one). It lists invalid hits; hits that
 * failed because of its own faults (such as a missing database of addresses) are retried. It reads the campaign from
 * the URL and does not remove duplicates. The value of an order, and of any event with a currency, is revenue. The
 * {@code cache} in its answers is never sent back: it would attribute one visitor's visit to another, and only saves
 * Umami a look-up.
 *
 * @see <a href="https://umami.is/docs/api/sending-stats">Sending stats</a>
 */
@Dependent
@Named("umami")
public class Umami implements Provider {

    static final Key<URI> URL = Key.url("url", "https://cloud.umami.is");

    private static final Outcome ROBOT = Outcome.dropped("robot");
    /** Its answer to a hit from an address that it is configured to ignore. */
    private static final int FORBIDDEN = 403;

    private static final int MOST_HITS = 50;
    private static final Duration FRESH = Duration.ofSeconds(10);

    private HttpSender http;
    private final Clock clock;
    private TrackingIds websites;
    private URI batch;
    private String check;
    private UmamiPayload payload;
    private volatile boolean tellsSessions;

    @Inject
    Umami(HttpSender http) {
        this(http, Clock.systemUTC());
    }

    Umami(HttpSender http, Clock clock) {
        this.http = http;
        this.clock = clock;
    }

    @Override
    public void configure(ProviderSettings settings) {
        http = http.of(settings);
        websites = new TrackingIds(settings);
        batch = Urls.append(settings.get(URL), "/api/batch");
        check = settings.nameOf(URL);
        payload = new UmamiPayload(settings.currency(), new Omissions(settings.name()));
    }

    @Override
    public List<Key<?>> keys() {
        return List.of(URL);
    }

    @Override
    public int concurrency() {
        // A request holds one visitor, and is answered from the operator's own database.
        return 16;
    }

    @Override
    public Limits limits() {
        return Limits.NONE.hits(MOST_HITS).scope(Limits.Scope.VISITOR);
    }

    @Override
    public String destination() {
        return batch.toString();
    }

    @Override
    public List<Outcome> send(List<Hit> hits) throws IOException, InterruptedException {
        var website = websites.of(hits);
        if (website == null) {
            return TrackingIds.missing(hits);
        }
        var json = new JsonWriter(hits.size() * 400).array();
        // Its times are whole seconds, which would lose the order of a visit; new hits get the time of its own clock.
        var areFresh = Duration.between(hits.get(0).time(), clock.instant()).compareTo(FRESH) < 0;
        hits.forEach(hit -> payload.write(json, website, hit, areFresh));
        var post = HttpPost.json(batch, json.endArray().toString());
        if (hits.get(0).visitor() == null || hits.get(0).visitor().userAgent() == null) {
            // Otherwise Umami would use ours, which is a robot's.
            post = post.header("User-Agent", "");
        }
        return http.send(hits, post, reply -> read(reply, hits));
    }

    private List<Outcome> read(HttpReply reply, List<Hit> hits) {
        if (!reply.isSuccess()) {
            return Outcome.forAll(hits, reply.outcome(check));
        }
        if (ReplyJson.with("beep", reply).at("beep").text() != null) {
            return Outcome.forAll(hits, ROBOT);
        }
        var json = ReplyJson.with("processed", reply);
        if (json.at("processed").number(-1) < 0) {
            return Outcome.forAll(hits, reply.notUnderstood(check));
        }
        var errors = errors(json);
        var others = isOfARobot(json) ? ROBOT : Outcome.ACCEPTED;
        var outcomes = new ArrayList<Outcome>(hits.size());
        for (var i = 0; i < hits.size(); i++) {
            outcomes.add(errors.getOrDefault(i, others));
        }
        return outcomes;
    }

    /**
     * A missing session means dropped hits only if this Umami has returned a session before: otherwise every hit to an
     * older version would be lost.
     */
    private boolean isOfARobot(ReplyJson json) {
        var hasSession = json.at("cache").text() != null;
        if (hasSession) {
            tellsSessions = true;
        }
        return tellsSessions && !hasSession;
    }

    private static Map<Integer, Outcome> errors(ReplyJson json) {
        var errors = new LinkedHashMap<Integer, Outcome>();
        for (var detail : json.at("details").elements()) {
            var error = detail.at("response").at("error");
            errors.put(
                    detail.at("index").number(-1),
                    error(error.at("message").text(), error.at("status").number(0)));
        }
        return errors;
    }

    private static Outcome error(String message, int status) {
        if (status == FORBIDDEN) {
            return Outcome.dropped("address ignored");
        }
        var reason = "Umami: " + message;
        return status / 100 == 5 ? new Outcome.Retry(reason, status, null) : new Outcome.Rejected(reason, status);
    }
}
