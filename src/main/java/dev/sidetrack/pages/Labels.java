// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.pages;

import dev.sidetrack.Texts;
import dev.sidetrack.stats.Dimension;
import java.util.Locale;
import java.util.regex.Pattern;

/** The labels of a dimension's values. */
final class Labels {

    private static final int LONGEST = 300;
    private static final Pattern MARKS =
            Pattern.compile("[\\p{Cntrl}\\u202A-\\u202E\\u2066-\\u2069\\u200E\\u200F\\u061C]");

    private final Words words;

    Labels(Words words) {
        this.words = words;
    }

    String of(Dimension dimension, String value) {
        if (value.isEmpty()) {
            return words.get(dimension == Dimension.REFERRER ? "direct" : "unknown");
        }
        var text =
                switch (dimension) {
                    case COUNTRY -> country(value);
                    case LANGUAGE -> language(value);
                    case CHANNEL -> named("channel." + value, value);
                    case DEVICE -> named("device." + value, value);
                    default -> value;
                };
        return shown(text);
    }

    /** A short mark before a country. */
    String code(Dimension dimension, String value) {
        return dimension == Dimension.COUNTRY && value.matches("[A-Z]{2}") ? value : null;
    }

    /** The text without characters that would change the text direction of the rest of the page. */
    static String inert(String text) {
        return MARKS.matcher(text).replaceAll("\uFFFD");
    }

    /** The same, shortened. */
    static String shown(String text) {
        var plain = inert(text);
        return plain.length() > LONGEST ? Texts.cut(plain, LONGEST) + '…' : plain;
    }

    private String named(String key, String value) {
        return words.has(key) ? words.get(key) : value;
    }

    private String country(String value) {
        return value.matches("[A-Z]{2}") ? new Locale("", value).getDisplayCountry(words.locale()) : value;
    }

    private String language(String value) {
        return value.matches("[a-z]{2,3}") ? new Locale(value).getDisplayLanguage(words.locale()) : value;
    }
}
