// SPDX-License-Identifier: Apache-2.0
package shop;

import dev.sidetrack.Hit;
import dev.sidetrack.config.ConfigurationException;
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
import java.util.List;

/** A provider that says all it may. */
@Dependent
@Named("line")
public class LineProvider implements Provider {

    private static final Key<URI> URL = Key.url("url", null);
    private static final Key<String> TOKEN = Key.secret("token");
    private static final Key<Boolean> QUIET = Key.flag("quiet", false);
    private static final Key<Integer> MOST = Key.number("most", "10", 1, 100);

    @Inject
    HttpSender http;

    private URI url;
    private String token;
    private int most;

    @Override
    public void configure(ProviderSettings settings) {
        http = http.of(settings);
        url = settings.required(URL);
        token = settings.get(TOKEN);
        most = settings.get(MOST);
        if (settings.get(QUIET) && token == null) {
            throw new ConfigurationException(settings.nameOf(TOKEN) + " is missing.");
        }
    }

    @Override
    public List<Key<?>> keys() {
        return List.of(URL, TOKEN, QUIET, MOST);
    }

    @Override
    public Limits limits() {
        return Limits.NONE
                .hits(most)
                .bytes(100_000)
                .lateness(Duration.ofDays(3))
                .deduplicating();
    }

    @Override
    public int bytes(Hit hit) {
        return 100;
    }

    @Override
    public int concurrency() {
        return 2;
    }

    @Override
    public String destination() {
        return "line at " + url.getHost();
    }

    @Override
    public List<Outcome> send(List<Hit> hits) throws IOException, InterruptedException {
        var json = new JsonWriter()
                .object()
                .field("path", hits.get(0).page().path())
                .end()
                .toString();
        var post = HttpPost.json(url, json).header("Authorization", token).secret(token);
        return http.send(hits, post, reply -> Outcome.forAll(hits, outcome(reply)));
    }

    private static Outcome outcome(HttpReply reply) {
        return switch (reply.status()) {
            case 200 -> reply.body().isEmpty() ? Outcome.unclear() : Outcome.ACCEPTED;
            case 403 -> Outcome.stop("the token is wrong");
            case 413 -> Outcome.refused("too large");
            case 422 -> Outcome.rejected("not understood");
            case 429 -> Outcome.retry("too many", reply.retryAfter());
            case 202 -> Outcome.dropped("robot");
            default -> reply.outcome();
        };
    }
}
