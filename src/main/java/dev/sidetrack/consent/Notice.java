// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.consent;

import dev.sidetrack.Texts;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;

/**
 * What a new visitor is told: that this site uses a cookie to measure visits. Made for each new visitor, so it looks
 * for a language and a text only when a page asks.
 */
public final class Notice {

    /** The name of the request attribute that holds the notice, for pages without Faces and CDI. */
    public static final String ATTRIBUTE = "sidetrack.notice";

    private static final Logger LOG = System.getLogger("dev.sidetrack.consent");

    private final String key;
    private final String site;
    private final String acceptLanguage;
    private final NoticeTexts texts;
    private final String action;
    private final List<String> purposes;

    /** That this site does something, in the language the visitor likes best. */
    Notice(String key, String site, String acceptLanguage, NoticeTexts texts) {
        this(key, site, acceptLanguage, texts, null, List.of());
    }

    /** The text of that key; with an {@code action}, where the answer goes, it is a question. */
    Notice(String key, String site, String acceptLanguage, NoticeTexts texts, String action, List<String> purposes) {
        this.key = key;
        this.site = site;
        this.acceptLanguage = acceptLanguage;
        this.texts = texts;
        this.action = action;
        this.purposes = purposes;
    }

    /** Whether the visitor is to answer. */
    public boolean isQuestion() {
        return action != null;
    }

    /** Where the answer is posted to, as the form field {@code choice}: {@code accept} or {@code decline}. */
    public String action() {
        return action;
    }

    /**
     * The names of the purposes that the visitor may choose among, by a form field {@code purpose} for each and
     * {@code choice=choose}; empty if there is only one.
     */
    public List<String> purposes() {
        return purposes;
    }

    /** What a purpose is called; its name if no text says more. */
    public String purpose(String name) {
        var text = "purpose." + name;
        var found = bundleWith(text);
        return found.containsKey(text) ? found.getString(text) : name;
    }

    /** The text, such as "shop.example uses a cookie to measure visits." */
    public String text() {
        try {
            return MessageFormat.format(get(key), site);
        } catch (IllegalArgumentException malformed) {
            LOG.log(
                    Level.WARNING,
                    "Showing the text {0} of sidetrack.notice.bundle failed: {1}",
                    key,
                    Texts.printable(malformed.toString()));
            return MessageFormat.format(texts.ours(acceptLanguage).getString(key), site);
        }
    }

    /**
     * The language of the text as a BCP 47 tag, such as {@code de}; {@code null} for an application's text that does
     * not say.
     */
    public String language() {
        var found = bundleWith(key);
        var language =
                found.getLocale().equals(Locale.ROOT) ? null : found.getLocale().toLanguageTag();
        return language == null && NoticeTexts.isOurs(found) ? "en" : language;
    }

    /** What the button that says yes to everything is called. */
    public String accept() {
        return get(purposes.isEmpty() ? "accept" : "accept-all");
    }

    /** What the button that says no to everything is called. */
    public String decline() {
        return get(purposes.isEmpty() ? "decline" : "decline-all");
    }

    /** What the button that says yes to the purposes chosen is called. */
    public String choose() {
        return get("choose");
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

    private ResourceBundle bundleWith(String key) {
        return texts.with(key, acceptLanguage);
    }
}
