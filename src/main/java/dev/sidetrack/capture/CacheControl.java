// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.capture;

import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The {@code Cache-Control} of a response that gets our cookies: the application's directives plus ours. */
final class CacheControl {

    private static final String NAME = "Cache-Control";
    private static final String FORBIDDEN = "private, no-store";

    private final HttpServletResponse response;
    private List<String> before = List.of();
    private String ours;

    CacheControl(HttpServletResponse response) {
        this.response = response;
    }

    /** What the application has set, before or after us. */
    String said() {
        // Most responses have none.
        if (ours == null && response.getHeader(NAME) == null) {
            return "";
        }
        var now = new ArrayList<>(response.getHeaders(NAME));
        // The application may have replaced it.
        if (ours != null && now.remove(ours)) {
            now.addAll(0, before);
        }
        now.removeIf(String::isBlank);
        return String.join(", ", now);
    }

    /** Makes the response private to this visitor's browser, which may store it as the application says. */
    void makePrivate() {
        // The headers of a 304 replace those of the stored page, which are unknown here.
        if (response.getStatus() == HttpServletResponse.SC_NOT_MODIFIED) {
            return;
        }
        var said = said();
        if (!SharedCaches.isKeptFromAll(said.toLowerCase(Locale.ROOT))) {
            say(said.isEmpty() ? (isNotCached() ? "no-cache, private" : "private") : said + ", private", said);
        }
    }

    /** Lets no cache store the response. */
    void forbid() {
        var said = said();
        if (!SharedCaches.isStoredNowhere(said.toLowerCase(Locale.ROOT))) {
            say(FORBIDDEN, said);
        }
        SharedCaches.forbidTargeted(response);
    }

    /** Restores what the application has set. */
    void restore() {
        if (ours != null && response.getHeaders(NAME).contains(ours)) {
            // Headers cannot be removed; an empty one has no effect.
            response.setHeader(NAME, said());
        }
        ours = null;
    }

    private void say(String ours, String said) {
        this.before = said.isEmpty() ? List.of() : List.of(said);
        this.ours = ours;
        response.setHeader(NAME, ours);
    }

    /** Browsers heed this older header only without a {@code Cache-Control} (RFC 9111 section 5.4). */
    private boolean isNotCached() {
        var pragma = response.getHeader("Pragma");
        return pragma != null && pragma.toLowerCase(Locale.ROOT).contains("no-cache");
    }
}
