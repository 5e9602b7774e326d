// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.store;

/** What a term is; {@link #code()} identifies it in the tables and never changes. */
public enum TermKind {
    /** The key of a site; empty for the default site. */
    SITE(1),
    /** A path. */
    PATH(2),
    /** A title. */
    TITLE(3),
    /** The host that a visit came from. */
    HOST(4),
    /** The page, with its host, that a visit came from. */
    REFERRER_PAGE(5),
    /** A {@link Channel}. */
    CHANNEL(6),
    /** A campaign's source. */
    SOURCE(7),
    /** A campaign's medium. */
    MEDIUM(8),
    /** A campaign's name. */
    CAMPAIGN(9),
    /** A campaign's term. */
    KEYWORD(10),
    /** A campaign's content. */
    CONTENT(11),
    /** The name of an event. */
    EVENT(12),
    /** An event's category. */
    CATEGORY(13),
    /** An event's label. */
    LABEL(14),
    /** A language. */
    LANGUAGE(15),
    /** A country. */
    COUNTRY(16),
    /** A browser. */
    BROWSER(17),
    /** An operating system. */
    SYSTEM(18),
    /** A kind of device. */
    DEVICE(19);

    private final int code;

    TermKind(int code) {
        this.code = code;
    }

    /** Its number in the tables. */
    public int code() {
        return code;
    }
}
