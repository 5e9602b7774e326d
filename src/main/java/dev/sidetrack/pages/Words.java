// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.pages;

import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.Locale.LanguageRange;
import java.util.ResourceBundle;
import java.util.ResourceBundle.Control;

/** The texts of the pages in one of ten languages. */
final class Words {

    private static final String BUNDLE = "dev.sidetrack.pages.words";
    private static final Control NO_FALLBACK = Control.getNoFallbackControl(Control.FORMAT_PROPERTIES);
    private static final List<String> LANGUAGES = List.of("en", "de", "el", "es", "fr", "it", "nl", "pl", "pt", "sv");
    private static final int LONGEST_HEADER = 500;

    private final Locale locale;
    private final ResourceBundle texts;

    private Words(Locale locale) {
        this.locale = locale;
        this.texts = ResourceBundle.getBundle(BUNDLE, locale, Words.class.getClassLoader(), NO_FALLBACK);
    }

    /** In the language of ours that this {@code Accept-Language} header likes best. */
    static Words of(String acceptLanguage) {
        return new Words(best(acceptLanguage));
    }

    private static Locale best(String acceptLanguage) {
        if (acceptLanguage == null || acceptLanguage.length() > LONGEST_HEADER) {
            return Locale.ENGLISH;
        }
        try {
            var tag = Locale.lookupTag(LanguageRange.parse(acceptLanguage), LANGUAGES);
            return tag == null ? Locale.ENGLISH : Locale.forLanguageTag(tag);
        } catch (IllegalArgumentException | IndexOutOfBoundsException malformed) {
            return Locale.ENGLISH;
        }
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
