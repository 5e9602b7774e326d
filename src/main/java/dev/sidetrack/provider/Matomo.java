// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.provider;

import static java.util.stream.Collectors.toSet;

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
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * {@code matomo}: bulk requests of Matomo's Tracking HTTP API. The tracking id is the number of the site in Matomo; the
 * token needs at least write access to it, or Matomo ignores the visitor's address and the time of a hit.
 *
 * <p>The time of a hit is sent as {@code cdt}. Matomo, and its plugin for campaigns, reads the campaign from the URL. A
 * view whose query has the {@code search-parameter} is a search; the parameter must be in
 * {@code sidetrack.query-parameters} too. Properties of events are sent as {@code dimensions} says, such as
 * {@code sku=1, plan=2}: Matomo has no other field for them. Matomo does not remove duplicates. It rolls back a bulk
 * request as a whole if it fails (500).
 *
 * @see <a href="https://developer.matomo.org/api-reference/tracking-api">Tracking HTTP API</a>
 */
@Dependent
@Named("matomo")
public class Matomo implements Provider {

    static final Key<URI> URL = Key.url("url", null);
    static final Key<String> TOKEN = Key.secret("token");
    static final Key<List<String>> DIMENSIONS = Key.list("dimensions", "");
    static final Key<String> SEARCH_PARAMETER = Key.text("search-parameter", null);

    /**
     * Matomo finishes requests even after the client has disconnected and removes no duplicates: after a timeout, for
     * example while its database is locked, hits would be counted twice.
     */
    private static final Duration REQUEST_TIMEOUT = Duration.ofMinutes(1);

    private static final int MOST_HITS = 200;
    /** Well below PHP's default limit of 8 MB. */
    private static final int MOST_BYTES = 4_000_000;
    /** Percent-encoding turns one character into three. */
    private static final MostBytes MOST_OF_A_HIT = new MostBytes(1_500, 3 * 3, 3 * 3);

    private HttpSender http;
    private TrackingIds sites;
    private URI tracker;
    private String token;
    private MatomoQuery query;
    private String check;

    @Inject
    Matomo(HttpSender http) {
        this.http = http;
    }

    @Override
    public void configure(ProviderSettings settings) {
        http = http.of(settings, REQUEST_TIMEOUT);
        sites = new TrackingIds(settings);
        tracker = Urls.append(settings.required(URL), "/matomo.php");
        token = settings.required(TOKEN);
        check = settings.nameOf(TOKEN) + ", " + settings.nameOf(URL)
                + " and the tracking id, which is the number of the site";
        var dimensions = new LinkedHashMap<String, String>();
        for (var dimension : settings.get(DIMENSIONS)) {
            var parts = dimension.split("\\s*=\\s*");
            if (parts.length != 2 || !parts[1].matches("[1-9][0-9]{0,5}")) {
                throw new ConfigurationException(settings.nameOf(DIMENSIONS) + " contains '" + dimension
                        + "': expected a property and a number, such as sku=1.");
            }
            dimensions.put(parts[0], "dimension" + parts[1]);
        }
        query = new MatomoQuery(dimensions, settings.get(SEARCH_PARAMETER), new Omissions(settings.name()));
    }

    @Override
    public List<Key<?>> keys() {
        return List.of(URL, TOKEN, DIMENSIONS, SEARCH_PARAMETER);
    }

    @Override
    public int concurrency() {
        return 8;
    }

    @Override
    public Limits limits() {
        return Limits.NONE.hits(MOST_HITS).bytes(MOST_BYTES).scope(Limits.Scope.SITE);
    }

    @Override
    public int bytes(Hit hit) {
        return MOST_OF_A_HIT.of(hit);
    }

    @Override
    public String destination() {
        return tracker.toString();
    }

    @Override
    public List<Outcome> send(List<Hit> hits) throws IOException, InterruptedException {
        var site = sites.of(hits);
        if (site == null) {
            return TrackingIds.missing(hits);
        }
        return http.send(hits, HttpPost.json(tracker, body(site, hits)).secret(token), reply -> read(reply, hits));
    }

    private String body(String site, List<Hit> hits) {
        var json = new JsonWriter(hits.size() * 500).object();
        json.name("requests").array();
        hits.forEach(hit -> json.value("?" + query.of(site, hit)));
        return json.endArray().field("token_auth", token).end().toString();
    }

    /** Matomo answers 200 with counts. */
    private List<Outcome> read(HttpReply reply, List<Hit> hits) {
        if (!reply.isSuccess()) {
            return Outcome.forAll(hits, reply.outcome(check));
        }
        var json = ReplyJson.with("tracked", reply);
        var tracked = json.at("tracked").number(-1);
        if (tracked < 0) {
            return Outcome.forAll(hits, reply.notUnderstood(check));
        }
        if (!"success".equals(json.at("status").text())) {
            // If PHP has printed a notice before, the status is no longer the 500 that it should be.
            return Outcome.forAll(hits, Outcome.retry("Matomo failed and tracked no hit of the request", null));
        }
        if (tracked == 0) {
            return Outcome.forAll(hits, noneTracked(json.at("invalid").number(0) >= hits.size()));
        }
        return partly(json, hits.size(), Math.max(0, hits.size() - tracked));
    }

    /**
     * Matomo calls all hits of a site invalid only if the token or the site is wrong. In maintenance it tracks none and
     * calls none invalid.
     */
    private Outcome noneTracked(boolean areInvalid) {
        return areInvalid
                ? Outcome.stop("Matomo found all hits invalid: check " + check)
                : Outcome.retry("Matomo is unavailable (it tracked nothing, as during maintenance)", null);
    }

    /** The hits that it names as invalid, plus, from the end, as many as it did not track without naming them. */
    private static List<Outcome> partly(ReplyJson json, int hits, int untracked) {
        var indices = json.at("invalid_indices").elements().stream()
                .map(index -> index.number(-1))
                .collect(toSet());
        var outcomes = new ArrayList<Outcome>(Collections.nCopies(hits, Outcome.ACCEPTED));
        var unnamed = untracked;
        for (var i = 0; i < hits; i++) {
            if (indices.contains(i)) {
                outcomes.set(i, Outcome.rejected("Matomo found it invalid"));
                unnamed--;
            }
        }
        for (var i = hits - 1; unnamed > 0 && i >= 0; i--) {
            if (!indices.contains(i)) {
                outcomes.set(i, Outcome.rejected(unnamed(json)));
                unnamed--;
            }
        }
        return outcomes;
    }

    private static String unnamed(ReplyJson json) {
        return json.at("invalid").number(0) > 0 && json.at("invalid_indices").value() == null
                ? "Matomo found some invalid and tells which only to a superuser's token"
                : "Matomo tracked fewer than it was sent and does not tell which, as when its database is locked";
    }
}
