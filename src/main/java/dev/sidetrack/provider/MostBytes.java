// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.provider;

import dev.sidetrack.Hit;
import dev.sidetrack.json.HitTexts;

/**
 * The most bytes that a hit can take in a JSON request. Estimated from its texts, because writing a hit to measure it
 * costs as much as sending it.
 *
 * @param around the bytes in addition to its texts: names, ids, times and numbers
 * @param page how often, at most, it contains the texts of its page
 * @param others how often, at most, it contains other texts
 */
record MostBytes(int around, int page, int others) {

    private static final int ESCAPED = 6;
    private static final int NAMES_AND_NUMBER = 48;
    private static final HitTexts TEXTS = new HitTexts(MostBytes::of, NAMES_AND_NUMBER);

    int of(Hit hit) {
        return around + page * TEXTS.ofPage(hit) + others * TEXTS.besidesPage(hit);
    }

    /** Characters beyond ASCII count as escaped, which is more than they take in UTF-8. */
    private static int of(String text) {
        var bytes = text.length();
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (c < ' ' || c > '~' || c == '"' || c == '\\') {
                bytes += ESCAPED - 1;
            }
        }
        return bytes;
    }
}
