// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.spi;

import dev.sidetrack.Hit;
import dev.sidetrack.config.Key;
import dev.sidetrack.config.ProviderSettings;
import java.io.IOException;
import java.util.List;

/**
 * Takes hits to one analytics service. A provider is a {@code @Dependent} CDI bean whose {@code @Named} name is the
 * type that {@code sidetrack.providers} (or {@code sidetrack.provider.<name>.type}) asks for; each configured name gets
 * an instance.
 *
 * <pre>{@code
 * @Dependent
 * @Named("chat")
 * public class ChatProvider implements Provider {
 *     static final Key<URI> URL = Key.url("url", "https://chat.example");
 *     @Inject HttpSender http;
 *     private URI url;
 *
 *     public void configure(ProviderSettings settings) {
 *         http = http.of(settings);
 *         url = settings.get(URL);
 *     }
 *
 *     public List<Outcome> send(List<Hit> hits) throws IOException {
 *         var message = HttpPost.json(url, "{\"text\":\"" + hits.size() + " new hits\"}");
 *         return http.send(hits, message, reply -> Outcome.forAll(hits, reply.outcome()));
 *     }
 * }
 * }</pre>
 */
public interface Provider {

    /**
     * Reads and checks the settings; called once, before anything else.
     *
     * @throws dev.sidetrack.config.ConfigurationException if it cannot work with them, which fails the deployment
     */
    void configure(ProviderSettings settings);

    /** What one request may hold. Default: no limits. */
    default Limits limits() {
        return Limits.NONE;
    }

    /** How many bytes the hit takes in a request, at the most; asked only where {@link #limits()} bound the bytes. */
    default int bytes(Hit hit) {
        return 0;
    }

    /**
     * How many requests may be under way at once on a node, unless {@code sidetrack.provider.<name>.concurrency} says
     * so. Default: 4.
     */
    default int concurrency() {
        return 4;
    }

    /** The settings this provider reads, so that a misspelled one can be told. Default: none. */
    default List<Key<?>> keys() {
        return List.of();
    }

    /** Where hits go, in a few words without secrets, for the line that is logged at start. */
    default String destination() {
        return getClass().getSimpleName();
    }

    /**
     * Sends hits in one request and says what became of each. Called by several threads at once.
     *
     * @param hits at least one, at most as many as {@link #limits()} allows, oldest first
     * @return one outcome per hit, in their order
     * @throws IOException if no answer was had at all, which is tried again
     * @throws InterruptedException if the server stops
     */
    List<Outcome> send(List<Hit> hits) throws IOException, InterruptedException;
}
