// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.consent;

import java.util.Enumeration;
import java.util.regex.Pattern;

/**
 * The browser's own signals about tracking.
 *
 * @param gpc whether it sends Global Privacy Control ({@code Sec-GPC: 1})
 * @param dnt whether it sends Do Not Track ({@code DNT: 1})
 */
public record Signals(boolean gpc, boolean dnt) {

    /** Another number is not a signal. */
    private static final Pattern WITH_EXTENSION = Pattern.compile("1[^0-9.]");

    /** No signal. */
    public static final Signals NONE = new Signals(false, false);

    /**
     * Reads all headers {@code Sec-GPC} and {@code DNT}: a browser and an extension may both send one, and the
     * strictest counts.
     */
    public static Signals of(Enumeration<String> secGpc, Enumeration<String> dnt) {
        var gpc = isOn(secGpc, false);
        var doNotTrack = isOn(dnt, true);
        return gpc || doNotTrack ? new Signals(gpc, doNotTrack) : NONE;
    }

    private static boolean isOn(Enumeration<String> headers, boolean mayGoOn) {
        var on = false;
        while (headers.hasMoreElements()) {
            on |= isOn(headers.nextElement(), mayGoOn);
        }
        return on;
    }

    /**
     * Whether one of the values is a 1, which some write as a structured boolean (RFC 9651): {@code ?1}; with
     * {@code mayGoOn}, extensions may follow (section 5.2 of Tracking Preference Expression).
     */
    private static boolean isOn(String header, boolean mayGoOn) {
        for (var value : header.split("[,;]")) {
            var bare = value.replace("\"", "").strip();
            if (bare.equals("1")
                    || bare.equals("?1")
                    || mayGoOn && WITH_EXTENSION.matcher(bare).lookingAt()) {
                return true;
            }
        }
        return false;
    }
}
