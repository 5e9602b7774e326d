// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.capture;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Enumeration;
import java.util.Locale;

/**
 * What a request says of whether somebody looks at what it asks for.
 *
 * @see <a href="https://wicg.github.io/nav-speculation/prefetch.html#sec-purpose-header">Sec-Purpose</a>
 */
final class Purpose {

    /** In which browsers and scripts say what a request is for. */
    private static final String[] PURPOSES = {"Sec-Purpose", "Purpose", "X-Purpose", "X-Moz", "X-Sec-Purpose"};
    /** Which frameworks add to such requests alone. */
    private static final String[] MARKS = {
        "Next-Router-Prefetch", "Next-Router-Segment-Prefetch", "X-Middleware-Prefetch", "HX-Preloaded"
    };

    private Purpose() {}

    /** Whether nobody looks at what is asked for now, by the word of the browser or of a script. */
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

    /** One word of several is enough, as where a browser and an extension each say one. */
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
