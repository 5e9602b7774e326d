// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.provider;

import dev.sidetrack.Texts;

/**
 * Texts as Matomo can store them. It escapes them as HTML, then cuts some of them, even within a character. Its
 * database rejects half a character, and a text that is too long for its column, together with all hits of the request.
 */
final class MatomoText {

    /** To this length it cuts titles, words searched for, and addresses. */
    static final int LONGEST_TITLE = 1024;

    static final int LONGEST_CATEGORY_OF_SEARCH = 200;
    static final int LONGEST_ORDER_ID = 100;
    /** Of all other texts. */
    static final int LONGEST = 4096;

    private MatomoText() {}

    /** Whether PHP does not take it for empty: without it, Matomo would count a page view, or fail. */
    static boolean isSaid(Object value) {
        return value != null && !value.toString().isBlank() && !"0".equals(value.toString());
    }

    /** The text, cut to this number of bytes after it is escaped. */
    static String cut(String text, int most) {
        var bytes = 0;
        for (var i = 0; text != null && i < text.length(); i++) {
            bytes += bytes(text.charAt(i));
            if (bytes > most) {
                return Texts.cut(text, i);
            }
        }
        return text;
    }

    private static int bytes(char c) {
        return switch (c) {
            case '"', '\'' -> 6;
            case '&' -> 5;
            case '<', '>' -> 4;
            // Each half of a pair counts two.
            default -> c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
        };
    }
}
