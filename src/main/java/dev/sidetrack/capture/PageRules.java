// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.capture;

import dev.sidetrack.config.Keys;
import dev.sidetrack.config.Settings;
import dev.sidetrack.config.Shared;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.util.BitSet;
import java.util.List;

/** Which requests make a page view, by path, status and content type. */
@Shared
class PageRules {

    private final String[] ignoredPrefixes;
    private final String[] beaconPrefixes;
    private final boolean botsExcluded;
    private final Bots bots;
    private final String[] contentTypes;
    private final boolean everyType;
    private final BitSet statuses = new BitSet();

    @Inject
    PageRules(Settings settings, Bots bots) {
        this.bots = bots;
        botsExcluded = settings.get(Keys.BOTS_EXCLUDED);
        beaconPrefixes = prefixes(settings.get(Keys.BEACON_PAGES));
        ignoredPrefixes = prefixes(settings.get(Keys.IGNORE_PATHS));
        contentTypes = settings.get(Keys.CONTENT_TYPES).toArray(String[]::new);
        everyType = settings.get(Keys.CONTENT_TYPES).contains("*");
        settings.get(Keys.STATUSES).forEach(statuses::set);
    }

    /** Why nothing of this request is tracked, or {@code null}. */
    String exclusion(HttpServletRequest request) {
        var method = request.getMethod();
        // These show nobody a page.
        if ("HEAD".equals(method) || "OPTIONS".equals(method) || "TRACE".equals(method)) {
            return "method";
        }
        if (beginsWithAny(request, ignoredPrefixes)) {
            return "path";
        }
        if (botsExcluded && isNobodys(request)) {
            return bots.isBot(request.getHeader("User-Agent")) ? "bot" : "prefetch";
        }
        return null;
    }

    /** Whether this page's view is counted by the beacon, since a cache may answer for us; events in it are still ours. */
    boolean isLeftToBeacon(HttpServletRequest request) {
        return beginsWithAny(request, beaconPrefixes);
    }

    /** The request's path below the context root, as the server understands it, however it was spelt. */
    static String path(HttpServletRequest request) {
        var info = request.getPathInfo();
        return info == null ? request.getServletPath() : request.getServletPath() + info;
    }

    /** Whether nothing of the page at {@code path}, which begins at the root of the host, is tracked. */
    boolean isIgnored(String path, String contextPath) {
        return path.startsWith(contextPath) && beginsWithAny(path.substring(contextPath.length()), ignoredPrefixes);
    }

    /** Every path begins with a slash, and so does every prefix, whether it is written or not. */
    private static String[] prefixes(List<String> texts) {
        return texts.stream().map(text -> text.startsWith("/") ? text : "/" + text).toArray(String[]::new);
    }

    private static boolean beginsWithAny(HttpServletRequest request, String[] prefixes) {
        return prefixes.length > 0 && beginsWithAny(path(request), prefixes);
    }

    private static boolean beginsWithAny(String path, String[] prefixes) {
        for (var prefix : prefixes) {
            if (path.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }

    /** A bot, or a browser that loads the page in case somebody will look at it. */
    private boolean isNobodys(HttpServletRequest request) {
        return isAhead(request.getHeader("Sec-Purpose"))
                || isAhead(request.getHeader("Purpose"))
                || isAhead(request.getHeader("X-Moz"))
                || bots.isBot(request.getHeader("User-Agent"));
    }

    private static boolean isAhead(String purpose) {
        return purpose != null && (purpose.startsWith("prefetch") || purpose.startsWith("prerender") || purpose.equals("preview"));
    }

    /** Whether a response with this status and content type, to a request for {@code destination}, is a page. */
    boolean isPage(int status, String contentType, String destination) {
        if (!statuses.get(status)) {
            return false;
        }
        return everyType || contentType != null && isPageType(contentType) && isDocument(destination);
    }

    /** Browsers that say what they want the response for ({@code Sec-Fetch-Dest}) tell pages from parts that a script fetches. */
    private static boolean isDocument(String destination) {
        return destination == null || destination.equals("document") || destination.equals("iframe") || destination.equals("frame");
    }

    private boolean isPageType(String contentType) {
        for (var type : contentTypes) {
            if (contentType.regionMatches(true, 0, type, 0, type.length())
                    && (contentType.length() == type.length() || " ;".indexOf(contentType.charAt(type.length())) >= 0)) {
                return true;
            }
        }
        return false;
    }
}
