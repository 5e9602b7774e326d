// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.capture;

import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The {@code Cache-Control} of a response that gets cookies from us: what the application says, and our word in it. */
final class CacheControl {

    private static final String NAME = "Cache-Control";
    private static final String FORBIDDEN = "private, no-store";

    private final HttpServletResponse response;
    private List<String> before = List.of();
    private String ours;

    CacheControl(HttpServletResponse response) {
        this.response = response;
    }

    /** What the application has said, before or after us. */
    String said() {
        // Most say nothing.
        if (ours == null && response.getHeader(NAME) == null) {
            return "";
        }
        var now = new ArrayList<>(response.getHeaders(NAME));
        // Gone where the application has set another.
        if (ours != null && now.remove(ours)) {
            now.addAll(0, before);
        }
        now.removeIf(String::isBlank);
        return String.join(", ", now);
    }

    /** For this visitor's browser only, which may keep it as the application says. */
    void makePrivate() {
        // What a revalidated page says now takes the place of what was said with it: of that we know nothing.
        if (response.getStatus() == HttpServletResponse.SC_NOT_MODIFIED) {
            return;
        }
        var said = said();
        if (!SharedCaches.isKeptFromAll(said.toLowerCase(Locale.ROOT))) {
            say(said.isEmpty() ? (isNotCached() ? "no-cache, private" : "private") : said + ", private", said);
        }
    }

    /** For no cache at all. */
    void forbid() {
        var said = said();
        if (!SharedCaches.isStoredNowhere(said.toLowerCase(Locale.ROOT))) {
            say(FORBIDDEN, said);
        }
        SharedCaches.forbidTargeted(response);
    }

    /** Only what the application has said. */
    void restore() {
        if (ours != null && response.getHeaders(NAME).contains(ours)) {
            // A header cannot be removed; an empty one says nothing.
            response.setHeader(NAME, said());
        }
        ours = null;
    }

    private void say(String ours, String said) {
        this.before = said.isEmpty() ? List.of() : List.of(said);
        this.ours = ours;
        response.setHeader(NAME, ours);
    }

    /** Some browsers heed this older word only where there is no {@code Cache-Control} (RFC 9111 section 5.4). */
    private boolean isNotCached() {
        var pragma = response.getHeader("Pragma");
        return pragma != null && pragma.toLowerCase(Locale.ROOT).contains("no-cache");
    }
}
