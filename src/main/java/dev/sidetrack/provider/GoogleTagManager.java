// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.provider;

import dev.sidetrack.Hit;
import dev.sidetrack.config.Key;
import dev.sidetrack.config.ProviderSettings;
import dev.sidetrack.spi.http.HttpPost;
import dev.sidetrack.spi.http.HttpSender;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.net.URI;
import java.util.List;

/**
 * {@code google-tag-manager}: a server container of Google Tag Manager that has the client "Measurement Protocol
 * (GA4)", at its usual path {@code /mp/collect}. It gets the same as {@link GoogleAnalytics}, with the visitor's
 * address and user agent in the headers as well, where containers look for them. The tracking id is the measurement id
 * that the container's tag for Google Analytics gets unless it has its own; the {@code api-secret} is only needed if
 * the container checks it. With a {@code preview-header} (preview mode, menu, "Send requests manually") the container
 * shows the requests.
 *
 * <p>A container answers 400 to requests that none of its clients claims.
 *
 * @see <a href="https://developers.google.com/tag-platform/tag-manager/server-side/send-data#measurement_protocol">Send
 *     data to server-side Tag Manager</a>
 */
@Dependent
@Named("google-tag-manager")
public class GoogleTagManager extends GoogleAnalytics {

    static final Key<URI> URL = Key.url("url", null);
    static final Key<String> PREVIEW_HEADER = HeaderKeys.secret("preview-header");

    private String preview;

    @Inject
    GoogleTagManager(HttpSender http) {
        super(http);
    }

    @Override
    public void configure(ProviderSettings settings) {
        preview = settings.get(PREVIEW_HEADER);
        configure(settings, settings.required(URL), settings.get(API_SECRET));
    }

    @Override
    public List<Key<?>> keys() {
        return List.of(URL, API_SECRET, CONSENT_TO_ADS, PREVIEW_HEADER);
    }

    @Override
    HttpPost withHeaders(HttpPost post, Hit hit) {
        var ofVisitor = post.of(hit.visitor());
        return preview == null
                ? ofVisitor
                : ofVisitor.header("X-Gtm-Server-Preview", preview).secret(preview);
    }
}
