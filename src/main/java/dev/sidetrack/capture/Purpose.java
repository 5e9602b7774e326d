// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.capture;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Enumeration;
import java.util.Locale;

/**
 * Whether somebody is looking at what a request asks for, according to its headers.
 *
 * @see <a href="https://wicg.github.io/nav-speculation/prefetch.html#sec-purpose-header">Sec-Purpose</a>
 */
final class Purpose {

    /** Headers in which browsers and scripts state the purpose of a request. */
    private static final String[] PURPOSES = {"Sec-Purpose", "Purpose", "X-Purpose", "X-Moz", "X-Sec-Purpose"};
    /** Headers that frameworks add to such requests only. */
    private static final String[] MARKS = {
        "Next-Router-Prefetch", "Next-Router-Segment-Prefetch", "X-Middleware-Prefetch", "HX-Preloaded"
    };

    private Purpose() {}

    /** Whether nobody is looking yet, according to the browser or a script. */
    static boolean isAhead(HttpServletRequest request) {
        for (var name : PURPOSES) {
            if (request.getHeader(name) != null && saysAhead(request.getHeaders(name))) {
                return true;
            }
        }
        for (var name : MARKS) {
            if (request.getHeader(name) != null) {
                return true;
            }
        }
        return false;
    }

    /** One of several values is enough, as when a browser and an extension each send one. */
    private static boolean saysAhead(Enumeration<String> purposes) {
        while (purposes.hasMoreElements()) {
            for (var purpose : purposes.nextElement().split(",")) {
                var word = purpose.strip().toLowerCase(Locale.ROOT);
                if (word.startsWith("prefetch") || word.startsWith("prerender") || word.startsWith("preview")) {
                    return true;
                }
            }
        }
        return false;
    }
}
