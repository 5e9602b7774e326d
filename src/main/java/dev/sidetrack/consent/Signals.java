// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.consent;

/**
 * What the browser says by itself of being tracked.
 *
 * @param secGpc the {@code Sec-GPC} header (Global Privacy Control), or {@code null}
 * @param dnt the {@code DNT} header (Do Not Track), or {@code null}
 */
public record Signals(String secGpc, String dnt) {

    /** A browser that says nothing. */
    public static final Signals NONE = new Signals(null, null);

    /** These headers, of which nearly every request has none. */
    public static Signals of(String secGpc, String dnt) {
        return secGpc == null && dnt == null ? NONE : new Signals(secGpc, dnt);
    }
}
