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
 * The notice for a new visitor: that this site uses a cookie to measure visits. It is created for each new visitor, so
 * it looks up a language and a text only when a page asks.
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

    /** A notice that informs, in the language that the visitor prefers. */
    Notice(String key, String site, String acceptLanguage, NoticeTexts texts) {
        this(key, site, acceptLanguage, texts, null, List.of());
    }

    /** A notice with this text; a question if there is an {@code action} to which the answer is posted. */
    Notice(String key, String site, String acceptLanguage, NoticeTexts texts, String action, List<String> purposes) {
        this.key = key;
        this.site = site;
        this.acceptLanguage = acceptLanguage;
        this.texts = texts;
        this.action = action;
        this.purposes = purposes;
    }

    /** Whether the notice is a question. */
    public boolean isQuestion() {
        return action != null;
    }

    /** The address to post the answer to, as the form field {@code choice}: {@code accept} or {@code decline}. */
    public String action() {
        return action;
    }

    /**
     * The names of the purposes that the visitor can choose from, with a form field {@code purpose} for each and
     * {@code choice=choose}; empty if there is only one.
     */
    public List<String> purposes() {
        return purposes;
    }

    /** The label of a purpose; its name if there is no text for it. */
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

    /** The label of the button that accepts everything. */
    public String accept() {
        return get(purposes.isEmpty() ? "accept" : "accept-all");
    }

    /** The label of the button that declines everything. */
    public String decline() {
        return get(purposes.isEmpty() ? "decline" : "decline-all");
    }

    /** The label of the button that accepts the chosen purposes. */
    public String choose() {
        return get("choose");
    }

    /** The label of the button that closes the notice. */
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
