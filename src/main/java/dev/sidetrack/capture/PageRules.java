// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.capture;

import dev.sidetrack.config.Keys;
import dev.sidetrack.config.Settings;
import dev.sidetrack.config.Shared;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.util.BitSet;

/** Which requests make a page view, by path, status and content type. */
@Shared
class PageRules {

    private final String[] ignoredPrefixes;
    private final String[] contentTypes;
    private final boolean everyType;
    private final BitSet statuses = new BitSet();

    @Inject
    PageRules(Settings settings) {
        ignoredPrefixes = settings.get(Keys.IGNORE_PATHS).toArray(String[]::new);
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
        return isIgnored(request) ? "path" : null;
    }

    private boolean isIgnored(HttpServletRequest request) {
        if (ignoredPrefixes.length == 0) {
            return false;
        }
        // The path as the server understands it: another spelling of an ignored path is ignored too.
        var info = request.getPathInfo();
        var path = info == null ? request.getServletPath() : request.getServletPath() + info;
        for (var prefix : ignoredPrefixes) {
            if (path.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a response with this status and content type is a page. */
    boolean isPage(int status, String contentType) {
        return statuses.get(status) && (everyType || contentType != null && isPageType(contentType));
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
