// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.capture;

import java.time.Duration;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * What only a browser can know of a page view.
 *
 * @param viewId the id that the browser has given the view, or {@code null}
 * @param screen the screen's size in CSS pixels, such as {@code 1920x1080}, or {@code null}
 * @param serverTime how long the browser waited for the page's first byte, or {@code null}
 */
record BrowserFacts(UUID viewId, String screen, Duration serverTime) {

    static final BrowserFacts NOTHING = new BrowserFacts(null, null, null);

    private static final Pattern UUID_TEXT = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    private static final Pattern SCREEN = Pattern.compile("[1-9][0-9]{0,4}x[1-9][0-9]{0,4}");
    private static final Pattern MILLIS = Pattern.compile("[0-9]{1,6}");

    /** With {@code v}, a UUID. */
    BrowserFacts view(String text) {
        return text == null
                ? this
                : new BrowserFacts(UUID.fromString(matching(UUID_TEXT, text, "v is a UUID")), screen, serverTime);
    }

    /** With {@code s}, width and height. */
    BrowserFacts screen(String text) {
        return text == null
                ? this
                : new BrowserFacts(
                        viewId, matching(SCREEN, text, "s is a screen's size, such as 1920x1080"), serverTime);
    }

    /** With {@code d}, a whole number of milliseconds. */
    BrowserFacts serverTime(String text) {
        return text == null
                ? this
                : new BrowserFacts(
                        viewId,
                        screen,
                        Duration.ofMillis(Long.parseLong(matching(MILLIS, text, "d is milliseconds, at most 999999"))));
    }

    private static String matching(Pattern pattern, String text, String otherwise) {
        if (!pattern.matcher(text).matches()) {
            throw new IllegalArgumentException(otherwise);
        }
        return text;
    }
}
