// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.consent;

import dev.sidetrack.config.ConsentMode;
import dev.sidetrack.config.Identity;
import dev.sidetrack.config.Keys;
import dev.sidetrack.config.Settings;
import dev.sidetrack.config.Shared;
import jakarta.inject.Inject;
import java.util.List;

/** Determines which notice a visitor gets. */
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

    /** Whether visitors are informed about the cookie. */
    public boolean tellsNewVisitors() {
        return tells;
    }

    /** The notice that this site sets a cookie. */
    public Notice told(String site, String acceptLanguage) {
        return new Notice("notice", site, acceptLanguage, texts);
    }

    /** The question whether this site may do so, or count without a cookie; the answer is posted to {@code action}. */
    public Notice asked(String site, String acceptLanguage, String action) {
        return new Notice(question, site, acceptLanguage, texts, action, purposes);
    }

    /** Visitors who are measured already are told so; otherwise the purposes say what is asked. */
    private String question(ConsentMode mode, boolean cookieless) {
        if (mode != ConsentMode.OPT_OUT && !purposes.isEmpty()) {
            return "ask-purposes";
        }
        return (mode == ConsentMode.OPT_OUT ? "ask-out" : "ask") + (cookieless ? "-cookieless" : "");
    }
}
