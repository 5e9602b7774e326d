// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.consent;

/**
 * How much of a request may be tracked.
 *
 * @param level how much may be tracked
 * @param reason why not everything, or {@code null}
 */
public record Permission(Level level, String reason) {

    /** Everything that the settings let a hit carry. */
    public static final Permission ALL = new Permission(Level.ALL, null);

    /** How much may be tracked. */
    public enum Level {
        /** Everything that the settings let a hit carry. */
        ALL,
        /** A hit with a cookieless id and no personal data; nothing is set in the browser. */
        ANONYMOUS,
        /** Nothing. */
        NOTHING
    }

    /** Whether a signal of the browser decided, so that there is nothing to ask. */
    public boolean isBySignal() {
        return "gpc".equals(reason) || "dnt".equals(reason);
    }

    /** Whether there may be a hit at all. */
    public boolean isGiven() {
        return level != Level.NOTHING;
    }
}
