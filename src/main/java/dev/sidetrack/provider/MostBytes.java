// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.provider;

import dev.sidetrack.Hit;
import dev.sidetrack.json.HitTexts;

/**
 * How many bytes a hit takes at most in a request of JSON. Told from its texts, since to write a hit only to see how
 * long it gets costs as much as to send it.
 *
 * @param around what it takes besides its texts: names, ids, times and numbers
 * @param page how often it says the texts of its page at most
 * @param others how often it says others
 */
record MostBytes(int around, int page, int others) {

    private static final int ESCAPED = 6;
    private static final int NAMES_AND_NUMBER = 48;
    private static final HitTexts TEXTS = new HitTexts(MostBytes::of, NAMES_AND_NUMBER);

    int of(Hit hit) {
        return around + page * TEXTS.ofPage(hit) + others * TEXTS.besidesPage(hit);
    }

    /** What is not plain ASCII counts as if it were escaped, which is more than it takes in UTF-8. */
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
