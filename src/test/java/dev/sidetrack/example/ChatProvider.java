// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.example;

import dev.sidetrack.Hit;
import dev.sidetrack.config.Key;
import dev.sidetrack.config.ProviderSettings;
import dev.sidetrack.json.JsonWriter;
import dev.sidetrack.spi.Outcome;
import dev.sidetrack.spi.Provider;
import dev.sidetrack.spi.http.HttpPost;
import dev.sidetrack.spi.http.HttpSender;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.IOException;
import java.net.URI;
import java.util.List;

// docs/providers.md shows all that follows.
@Dependent
@Named("chat")
public class ChatProvider implements Provider {

    static final Key<URI> URL = Key.url("url", null);

    @Inject
    HttpSender http;

    private URI url;

    @Override
    public void configure(ProviderSettings settings) {
        http = http.of(settings);
        url = settings.required(URL);
    }

    @Override
    public List<Outcome> send(List<Hit> hits) throws IOException, InterruptedException {
        var text = hits.size() + " new hits, the last one on "
                + hits.get(hits.size() - 1).page().path();
        var message = HttpPost.json(
                url, new JsonWriter().object().field("text", text).end().toString());
        return http.send(hits, message, reply -> Outcome.forAll(hits, reply.outcome()));
    }
}
