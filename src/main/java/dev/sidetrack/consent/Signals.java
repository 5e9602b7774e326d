// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.consent;

import java.util.Enumeration;

/**
 * What the browser says by itself of being tracked.
 *
 * @param gpc whether it sends Global Privacy Control ({@code Sec-GPC: 1})
 * @param dnt whether it sends Do Not Track ({@code DNT: 1})
 */
public record Signals(boolean gpc, boolean dnt) {

    /** A browser that says nothing. */
    public static final Signals NONE = new Signals(false, false);

    /**
     * Of all headers {@code Sec-GPC} and {@code DNT}: a browser and an extension of it may both send one, and the
     * strictest counts.
     */
    public static Signals of(Enumeration<String> secGpc, Enumeration<String> dnt) {
        var gpc = isOn(secGpc);
        var doNotTrack = isOn(dnt);
        return gpc || doNotTrack ? new Signals(gpc, doNotTrack) : NONE;
    }

    private static boolean isOn(Enumeration<String> headers) {
        var on = false;
        while (headers.hasMoreElements()) {
            on |= isOn(headers.nextElement());
        }
        return on;
    }

    /**
     * Whether one of the values is a 1, which some write as the boolean of a structured field (RFC 9651): {@code ?1}.
     */
    private static boolean isOn(String header) {
        for (var value : header.split("[,;]")) {
            var bare = value.replace("\"", "").strip();
            if (bare.equals("1") || bare.equals("?1")) {
                return true;
            }
        }
        return false;
    }
}
