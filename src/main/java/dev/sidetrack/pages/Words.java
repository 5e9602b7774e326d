// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.pages;

import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.Locale.LanguageRange;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.ResourceBundle.Control;

/** The texts of the pages in one of ten languages. */
final class Words {

    private static final String BUNDLE = "dev.sidetrack.pages.words";
    private static final Control NO_FALLBACK = Control.getNoFallbackControl(Control.FORMAT_PROPERTIES);
    private static final List<String> LANGUAGES = List.of("en", "de", "el", "es", "fr", "it", "nl", "pl", "pt", "sv");
    private static final int LONGEST_HEADER = 500;
    /** The region where most readers of a language live; the format of weeks and numbers depends on it. */
    private static final Map<String, String> REGIONS = Map.of(
            "en", "US", "de", "DE", "el", "GR", "es", "ES", "fr", "FR", "it", "IT", "nl", "NL", "pl", "PL", "pt", "BR",
            "sv", "SE");

    private final Locale locale;
    private final ResourceBundle texts;

    private Words(Locale locale) {
        this.locale = locale;
        this.texts = ResourceBundle.getBundle(BUNDLE, locale, Words.class.getClassLoader(), NO_FALLBACK);
    }

    /** The texts in the language that this {@code Accept-Language} header prefers among ours. */
    static Words of(String acceptLanguage) {
        return new Words(best(acceptLanguage));
    }

    private static Locale best(String acceptLanguage) {
        if (acceptLanguage == null || acceptLanguage.length() > LONGEST_HEADER) {
            return Locale.US;
        }
        try {
            var ranges = LanguageRange.parse(acceptLanguage);
            var tag = Locale.lookupTag(ranges, LANGUAGES);
            return tag == null ? Locale.US : new Locale(tag, region(tag, ranges));
        } catch (IllegalArgumentException | IndexOutOfBoundsException malformed) {
            return Locale.US;
        }
    }

    /** The reader's region if the header names one. */
    private static String region(String language, List<LanguageRange> ranges) {
        return ranges.stream()
                .map(range -> Locale.forLanguageTag(range.getRange()))
                .filter(locale -> locale.getLanguage().equals(language))
                .map(Locale::getCountry)
                .filter(country -> country.matches("[A-Z]{2}"))
                .findFirst()
                .orElse(REGIONS.get(language));
    }

    Locale locale() {
        return locale;
    }

    String language() {
        return locale.getLanguage();
    }

    boolean has(String key) {
        return texts.containsKey(key);
    }

    String get(String key) {
        return texts.getString(key);
    }

    String get(String key, Object... values) {
        return MessageFormat.format(texts.getString(key), values);
    }
}
