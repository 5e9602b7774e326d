// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.capture;

import java.time.Duration;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Facts about a page view that only a browser knows. Invalid values are left out; the view still counts.
 *
 * @param viewId the id that the browser has given the view, or {@code null}
 * @param screen the screen's size in CSS pixels, such as {@code 1920x1080}, or {@code null}
 * @param serverTime how long the browser waited for the page's first byte, or {@code null}
 */
record BrowserFacts(UUID viewId, String screen, Duration serverTime) {

    static final BrowserFacts NOTHING = new BrowserFacts(null, null, null);

    private static final Pattern UUID_TEXT = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    private static final Pattern SCREEN = Pattern.compile("[1-9][0-9]{0,4}x[1-9][0-9]{0,4}");
    private static final Pattern MILLIS = Pattern.compile("[0-9]{1,6}([.][0-9]{1,20})?");

    /** A copy with {@code v}, a UUID. */
    BrowserFacts view(String text) {
        return matches(UUID_TEXT, text) ? new BrowserFacts(UUID.fromString(text), screen, serverTime) : this;
    }

    /** A copy with {@code s}, width and height. */
    BrowserFacts screen(String text) {
        return matches(SCREEN, text) ? new BrowserFacts(viewId, text, serverTime) : this;
    }

    /** A copy with {@code d}, a number of milliseconds below a million. */
    BrowserFacts serverTime(String text) {
        return matches(MILLIS, text)
                ? new BrowserFacts(viewId, screen, Duration.ofMillis(Math.round(Double.parseDouble(text))))
                : this;
    }

    private static boolean matches(Pattern pattern, String text) {
        return text != null && pattern.matcher(text).matches();
    }
}
