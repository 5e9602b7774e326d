// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.capture;

import dev.sidetrack.TrackedEvent;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;

/**
 * A hit reported by a beacon: a page view, or an event on a page.
 *
 * @param path the page's path, from the root of the host
 * @param query the page's query string, or {@code null}
 * @param referrer where the visitor came from, or {@code null}
 * @param title the page's title, or {@code null}
 * @param event what happened, or {@code null} for a page view
 * @param seen facts that only a browser knows
 */
record BeaconHit(String path, String query, String referrer, String title, TrackedEvent event, BrowserFacts seen) {

    /**
     * The page view described by the parameters {@code p}, {@code r}, {@code t} and optionally {@code v}, {@code s} and
     * {@code d}, always decoded as UTF-8.
     */
    static BeaconHit ofQuery(String query) {
        var values = new HashMap<String, String>();
        for (var pair : query == null ? new String[0] : query.split("&")) {
            var equals = pair.indexOf('=');
            if (equals > 0) {
                values.putIfAbsent(pair.substring(0, equals), pair.substring(equals + 1));
            }
        }
        values.replaceAll((name, value) -> decoded(value));
        var seen = BrowserFacts.NOTHING
                .view(values.get("v"))
                .screen(values.get("s"))
                .serverTime(values.get("d"));
        return of(values.get("p"), values.get("r"), values.get("t"), null, seen);
    }

    /** {@code null} if it is not encoded properly; of the optional parts only this one is lost. */
    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            return null;
        }
    }

    /** A hit on the page at {@code address}, a path with or without a query. */
    static BeaconHit of(String address, String referrer, String title, TrackedEvent event, BrowserFacts seen) {
        var fragment = address == null ? -1 : address.indexOf('#');
        var page = fragment < 0 ? address : address.substring(0, fragment);
        var question = page == null ? -1 : page.indexOf('?');
        var path = question < 0 ? page : page.substring(0, question);
        var query = question < 0 ? null : page.substring(question + 1);
        // Browsers encode spaces and the like, but leave a backslash in a query as it is.
        if (path == null
                || !path.startsWith("/")
                || path.chars().anyMatch(c -> c <= ' ' || "\\<>\"".indexOf(c) >= 0)
                || query != null && query.chars().anyMatch(c -> c < ' ')) {
            throw new IllegalArgumentException("p must be the page's path, which begins with / and has no spaces");
        }
        return new BeaconHit(RequestText.path(path), query, referrer, title, event, seen);
    }
}
