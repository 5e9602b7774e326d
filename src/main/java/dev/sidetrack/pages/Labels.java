// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.pages;

import dev.sidetrack.stats.Dimension;
import java.util.Locale;

/** What the values of a dimension are called. */
final class Labels {

    private static final int LONGEST = 300;

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

    /** Cut, and without what would turn the writing of the rest of the page around. */
    static String shown(String text) {
        var plain = text.replaceAll("[\\p{Cntrl}\\u202A-\\u202E\\u2066-\\u2069\\u200E\\u200F\\u061C]", "\uFFFD");
        return plain.length() > LONGEST ? plain.substring(0, LONGEST) + '…' : plain;
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
