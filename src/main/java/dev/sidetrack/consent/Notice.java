// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.consent;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.Locale.LanguageRange;
import java.util.MissingResourceException;
import java.util.ResourceBundle;
import java.util.ResourceBundle.Control;
import java.util.Set;

/**
 * What a new visitor is told: that this site uses a cookie to measure visits. Made for each new visitor, so it looks for a
 * language and a text only when a page asks.
 */
public final class Notice {

    /** The name of the request attribute that holds the notice, for pages without Faces and CDI. */
    public static final String ATTRIBUTE = "sidetrack.notice";

    private static final Logger LOG = System.getLogger(Notice.class.getName());
    private static final String OURS = "dev.sidetrack.consent.notice";
    private static final Control NO_FALLBACK = Control.getNoFallbackControl(Control.FORMAT_PROPERTIES);
    private static final Set<String> LANGUAGES = Set.of(Locale.getISOLanguages());
    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());
    private static final int LONGEST_HEADER = 500;

    private final String key;
    private final String site;
    private final String acceptLanguage;
    private final String bundle;
    private final String action;

    /** The notice of that site in the language the visitor likes best; {@code bundle} is the application's or {@code null}. */
    Notice(String site, String acceptLanguage, String bundle) {
        this("notice", site, acceptLanguage, bundle, null);
    }

    /** The text of that key; with an {@code action}, where the answer goes, it is a question. */
    Notice(String key, String site, String acceptLanguage, String bundle, String action) {
        this.key = key;
        this.site = site;
        this.acceptLanguage = acceptLanguage;
        this.bundle = bundle;
        this.action = action;
    }

    /** Whether the visitor is to answer. */
    public boolean isQuestion() {
        return action != null;
    }

    /** Where the answer is posted to, as the form field {@code choice}: {@code accept} or {@code decline}. */
    public String action() {
        return action;
    }

    /** The text, such as "shop.example uses a cookie to measure visits." */
    public String text() {
        try {
            return MessageFormat.format(get(key), site);
        } catch (IllegalArgumentException malformed) {
            LOG.log(Level.WARNING, "The text {0} in {1} cannot be shown: {2}", key, bundle, malformed.getMessage());
            return MessageFormat.format(ours().getString(key), site);
        }
    }

    /** The language of the text as a BCP 47 tag, such as {@code de}; {@code null} for an application's text that does not say. */
    public String language() {
        var found = bundleWith(key);
        var language = found.getLocale().equals(Locale.ROOT) ? null : found.getLocale().toLanguageTag();
        return language == null && found.getBaseBundleName().equals(OURS) ? "en" : language;
    }

    /** What the button that says yes is called. */
    public String accept() {
        return get("accept");
    }

    /** What the button that says no is called. */
    public String decline() {
        return get("decline");
    }

    /** What the button that closes the notice is called. */
    public String close() {
        return get("close");
    }

    /** The text, so that a template can print the notice itself. */
    @Override
    public String toString() {
        return text();
    }

    private String get(String key) {
        return bundleWith(key).getString(key);
    }

    /** The application replaces what it likes and leaves the rest to us. */
    private ResourceBundle bundleWith(String key) {
        var replaced = bundle == null ? null : replacement();
        return replaced != null && replaced.containsKey(key) ? replaced : ours();
    }

    private ResourceBundle ours() {
        return best(OURS, Notice.class.getClassLoader());
    }

    private ResourceBundle replacement() {
        try {
            return best(bundle, Thread.currentThread().getContextClassLoader());
        } catch (MissingResourceException none) {
            return null;
        }
    }

    private ResourceBundle best(String name, ClassLoader loader) {
        for (var range : ranges()) {
            var wanted = Locale.forLanguageTag(range.getRange());
            if (range.getWeight() > 0 && LANGUAGES.contains(wanted.getLanguage())) {
                var found = ResourceBundle.getBundle(name, ofList(wanted), loader, NO_FALLBACK);
                if (found.getLocale().getLanguage().equals(wanted.getLanguage())) {
                    return found;
                }
            }
        }
        return ResourceBundle.getBundle(name, Locale.ROOT, loader, NO_FALLBACK);
    }

    /** Language and country as the ISO lists have them: the JDK keeps every locale ever asked for, and anybody may ask. */
    private static Locale ofList(Locale wanted) {
        return new Locale(wanted.getLanguage(), COUNTRIES.contains(wanted.getCountry()) ? wanted.getCountry() : "");
    }

    private List<LanguageRange> ranges() {
        if (acceptLanguage == null || acceptLanguage.length() > LONGEST_HEADER) {
            return List.of();
        }
        try {
            return LanguageRange.parse(acceptLanguage);
        } catch (IllegalArgumentException | IndexOutOfBoundsException malformed) {
            return List.of();
        }
    }
}
