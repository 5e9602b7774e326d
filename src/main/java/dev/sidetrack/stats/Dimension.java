// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.stats;

import dev.sidetrack.Texts;
import dev.sidetrack.store.Facet;
import java.util.Arrays;
import java.util.stream.Collectors;

/** What visits, views and events can be listed and filtered by. */
public enum Dimension {
    /** The path of a page, such as {@code /products}. */
    PAGE,
    /** The path of a visit's first view. */
    ENTRY,
    /** The path of a visit's last view. */
    EXIT,
    /** The host name that a visit came from. */
    REFERRER,
    /** {@code direct}, {@code search}, {@code social}, {@code mail}, {@code paid}, {@code referral} or {@code ai}. */
    CHANNEL,
    /** {@code utm_source} of a visit's campaign. */
    SOURCE,
    /** {@code utm_medium} of a visit's campaign. */
    MEDIUM,
    /** The name of a visit's campaign. */
    CAMPAIGN,
    /** The name of an event. */
    EVENT,
    /** Two capital letters of ISO 3166, such as {@code DE}. */
    COUNTRY,
    /** A language tag without its region, such as {@code de}. */
    LANGUAGE,
    /** The family of a browser, such as {@code Firefox}. */
    BROWSER,
    /** An operating system, such as {@code Windows}. */
    SYSTEM,
    /** {@code desktop}, {@code mobile} or {@code tablet}. */
    DEVICE;

    private static final int LONGEST_KEY = 50;

    /** {@return its name in addresses, such as {@code page}} */
    public String key() {
        return Texts.lowerCase(this);
    }

    /**
     * {@return the dimension with this name in addresses}
     *
     * @param key as in {@link #key()}
     * @throws IllegalArgumentException if there is none; the message lists all names
     */
    public static Dimension of(String key) {
        return Arrays.stream(values())
                .filter(each -> each.key().equals(key))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "unknown dimension '" + Texts.cut(key, LONGEST_KEY) + "': known are "
                                + Arrays.stream(values()).map(Dimension::key).collect(Collectors.joining(", "))));
    }

    /** The store's name for it. */
    Facet facet() {
        return Facet.valueOf(name());
    }
}
