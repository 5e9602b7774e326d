// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.spi;

import dev.sidetrack.Hit;
import dev.sidetrack.config.Key;
import dev.sidetrack.config.ProviderSettings;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/**
 * Sends hits to one analytics service. A provider is a {@code @Dependent} CDI bean whose {@code @Named} name is the
 * type that {@code sidetrack.providers} (or {@code sidetrack.provider.<name>.type}) names; each configured name gets
 * its own instance.
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
 *     public List<Outcome> send(List<Hit> hits) throws IOException, InterruptedException {
 *         var message = HttpPost.json(url, "{\"text\":\"" + hits.size() + " new hits\"}");
 *         return http.send(hits, message, reply -> Outcome.forAll(hits, reply.outcome()));
 *     }
 * }
 * }</pre>
 */
public interface Provider {

    /**
     * Reads and checks the settings. Called once, before any other method.
     *
     * @param settings this provider's own settings
     * @throws dev.sidetrack.config.ConfigurationException if they are wrong, which fails the deployment
     */
    void configure(ProviderSettings settings);

    /** {@return what one request may hold} Default: no limits. */
    default Limits limits() {
        return Limits.NONE;
    }

    /**
     * {@return the most bytes that the hit can take in a request; called only if {@link #limits()} limits the bytes}
     *
     * @param hit the hit
     */
    default int bytes(Hit hit) {
        return 0;
    }

    /**
     * {@return how many requests may run concurrently on a node, unless {@code sidetrack.provider.<name>.concurrency}
     * is set} Default: 4.
     */
    default int concurrency() {
        return 4;
    }

    /**
     * {@return the purposes that visitors must have agreed to for it to get their hits, unless
     * {@code sidetrack.provider.<name>.needs-consent} is set; each must be one of {@code sidetrack.consent.purposes},
     * or the deployment fails} Default: none.
     *
     * <pre>{@code
     * public Set<String> neededPurposes() {
     *     return Set.of("ads");
     * }
     * }</pre>
     */
    default Set<String> neededPurposes() {
        return Set.of();
    }

    /** {@return the settings that this provider reads, so that a misspelled one can be reported} Default: none. */
    default List<Key<?>> keys() {
        return List.of();
    }

    /** {@return where hits go, in a few words without secrets, for the line that is logged at startup} */
    default String destination() {
        return getClass().getSimpleName();
    }

    /**
     * Sends hits in one request and returns the outcome of each. Called by several threads at once.
     *
     * @param hits at least one, at most as many as {@link #limits()} allows, oldest first
     * @return one outcome per hit, in their order
     * @throws IOException if there was no answer; the hits are retried
     * @throws InterruptedException if the server is stopping
     */
    List<Outcome> send(List<Hit> hits) throws IOException, InterruptedException;
}
