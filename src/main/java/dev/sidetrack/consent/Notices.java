// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.consent;

import dev.sidetrack.config.ConsentMode;
import dev.sidetrack.config.Identity;
import dev.sidetrack.config.Keys;
import dev.sidetrack.config.Settings;
import dev.sidetrack.config.Shared;
import jakarta.inject.Inject;
import java.util.List;

/** Knows who has to be told or asked what. */
@Shared
public class Notices {

    private final boolean tells;
    private final String question;
    private final NoticeTexts texts;
    private final List<String> purposes;

    @Inject
    Notices(Settings settings) {
        var cookieless = settings.get(Keys.IDENTITY) == Identity.COOKIELESS;
        tells = settings.get(Keys.CONSENT) == ConsentMode.NOTICE && !cookieless;
        var asked = settings.get(Keys.CONSENT_PURPOSES);
        purposes = asked.size() > 1 ? asked : List.of();
        question = question(settings.get(Keys.CONSENT), cookieless);
        texts = new NoticeTexts(settings.get(Keys.NOTICE_BUNDLE));
    }

    /** Whether a visitor who gets a cookie is told so. */
    public boolean tellsNewVisitors() {
        return tells;
    }

    /** That this site sets a cookie. */
    public Notice told(String site, String acceptLanguage) {
        return new Notice("notice", site, acceptLanguage, texts);
    }

    /** Whether this site may do so, or count without; the answer goes to {@code action}. */
    public Notice asked(String site, String acceptLanguage, String action) {
        return new Notice(question, site, acceptLanguage, texts, action, purposes);
    }

    /** Who has been measured already is told so; else the purposes say for themselves what is asked. */
    private String question(ConsentMode mode, boolean cookieless) {
        if (mode != ConsentMode.OPT_OUT && !purposes.isEmpty()) {
            return "ask-purposes";
        }
        return (mode == ConsentMode.OPT_OUT ? "ask-out" : "ask") + (cookieless ? "-cookieless" : "");
    }
}
