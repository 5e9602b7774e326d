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
import java.util.List;

/**
 * {@code unomi}: the event collector of Apache Unomi 2. The tracking id is the scope, which must exist there. A page
 * view is a {@code view}, an event a {@code tracked}, whose schema ({@code docs/unomi-tracked-1.schema.json}) must be
 * registered with Unomi once.
 *
 * <p>The client id is the profile, as with a browser's cookie, and the visit the session. A request has one time and
 * one visitor, whose address and user agent are in the headers, so it holds one hit. Unomi answers 200 to events that
 * it does not store, such as those with an unknown scope, and only logs them. With a {@code peer-key}, the key of a
 * third-party server configured there, it uses our hit ids, and a duplicate replaces the first hit.
 *
 * @see <a href="https://unomi.apache.org/manual/latest/">Manual</a>
 */
@Dependent
@Named("unomi")
public class Unomi implements Provider {

    static final Key<URI> URL = Key.url("url", null);
    static final Key<String> PEER_KEY = HeaderKeys.secret("peer-key");

    private HttpSender http;
    private TrackingIds scopes;
    private URI collector;
    private String peerKey;
    private String check;
    private Omissions omissions;

    @Inject
    Unomi(HttpSender http) {
        this.http = http;
    }

    @Override
    public void configure(ProviderSettings settings) {
        http = http.of(settings);
        scopes = new TrackingIds(settings);
        collector = Urls.append(settings.required(URL), "/cxs/eventcollector");
        peerKey = settings.get(PEER_KEY);
        check = settings.nameOf(URL);
        omissions = new Omissions(settings.name());
    }

    @Override
    public List<Key<?>> keys() {
        return List.of(URL, PEER_KEY);
    }

    @Override
    public int concurrency() {
        // A request holds one hit.
        return 16;
    }

    @Override
    public Limits limits() {
        return Limits.NONE.hits(1);
    }

    @Override
    public String destination() {
        return collector.toString();
    }

    @Override
    public List<Outcome> send(List<Hit> hits) throws IOException, InterruptedException {
        var scope = scopes.of(hits);
        return scope == null
                ? TrackingIds.missing(hits)
                : http.send(hits, post(hits.get(0), scope), reply -> List.of(read(reply)));
    }

    private HttpPost post(Hit hit, String scope) {
        var json = new JsonWriter(1_000);
        var omitted = new Omitted();
        UnomiEvent.write(json, hit, scope, omitted);
        if (hit.isEvent()) {
            omissions.tell(hit.event().name(), omitted);
        }
        var url = URI.create(collector + "?timestamp=" + hit.time().toEpochMilli());
        // Unomi 2.1 creates a new profile for each session if only the body names the profile.
        var post = HttpPost.json(url, json.toString())
                .of(hit.visitor())
                .header("Cookie", "context-profile-id=" + UnomiEvent.profile(hit));
        return peerKey == null ? post : post.header("X-Unomi-Peer", peerKey).secret(peerKey);
    }

    /** The answer says whether session or profile changed; most events change neither. */
    private Outcome read(HttpReply reply) {
        var isKnown = !reply.isSuccess()
                || ReplyJson.with("updated", reply).at("updated").number(-1) >= 0;
        return isKnown ? reply.outcome(check) : reply.notUnderstood(check);
    }
}
