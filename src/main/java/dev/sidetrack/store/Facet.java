// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.store;

import java.util.Arrays;

/** What the roll-ups list numbers by; {@link #code()} identifies it in the tables and never changes. */
public enum Facet {
    /** Everything, in one row. */
    ALL(0, null),
    /** The path of a page. */
    PAGE(1, null),
    /** The path of a visit's first view. */
    ENTRY(2, "v.entry"),
    /** The path of a visit's last view. */
    EXIT(3, "v.leaving"),
    /** The host that a visit came from. */
    REFERRER(4, "o.referrer"),
    /** The channel that a visit came through. */
    CHANNEL(5, "o.channel"),
    /** A campaign's source. */
    SOURCE(6, "o.source"),
    /** A campaign's medium. */
    MEDIUM(7, "o.medium"),
    /** A campaign's name. */
    CAMPAIGN(8, "o.campaign"),
    /** The name of an event. */
    EVENT(9, null),
    /** A visitor's country. */
    COUNTRY(10, "c.country"),
    /** A visitor's language. */
    LANGUAGE(11, "c.language"),
    /** A browser. */
    BROWSER(12, "c.browser"),
    /** An operating system. */
    SYSTEM(13, "c.system"),
    /** A kind of device. */
    DEVICE(14, "c.device");

    private final int code;
    private final String column;

    Facet(int code, String column) {
        this.code = code;
        this.column = column;
    }

    static Facet of(int code) {
        return Arrays.stream(values())
                .filter(facet -> facet.code == code)
                .findFirst()
                .orElseThrow();
    }

    /** Its number in the tables. */
    public int code() {
        return code;
    }

    /** The kind of terms that it lists. */
    public TermKind kind() {
        return switch (this) {
            case PAGE, ENTRY, EXIT -> TermKind.PATH;
            case REFERRER -> TermKind.HOST;
            case ALL -> TermKind.SITE;
            default -> TermKind.valueOf(name());
        };
    }

    /**
     * The column of a visit {@code v}, its origin {@code o} or its client {@code c}; {@code null} if a visit may have
     * several values.
     */
    public String column() {
        return column;
    }
}
