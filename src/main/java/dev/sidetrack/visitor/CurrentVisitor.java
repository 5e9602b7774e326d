// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.visitor;

import dev.sidetrack.Tracker;
import dev.sidetrack.config.ConsentMode;
import dev.sidetrack.config.Keys;
import dev.sidetrack.config.Settings;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;

/**
 * What a page may ask about its visitor and tell about itself, in EL.
 *
 * <pre>{@code
 * <title>#{sidetrack.title(product.name)}</title>
 * <c:if test="#{not empty sidetrack.notice}"><p role="alert">#{sidetrack.notice}</p></c:if>
 * }</pre>
 */
@Named("sidetrack")
@RequestScoped
public class CurrentVisitor {

    @Inject
    Settings settings;

    @Inject
    Tracker tracker;

    private Notice notice;

    /** The text of the notice if this is the visitor's first page, or {@code null}. */
    public String getNotice() {
        return notice == null ? null : notice.text();
    }

    /** Says the title of this page, and returns it. */
    public String title(String title) {
        return tracker.title(title);
    }

    /** Makes this request one of a new visitor; returns what to tell, or {@code null} if nothing is to be told. */
    public Notice welcome(String site, String acceptLanguage) {
        // Without a host name that can be shown, the request is none of a browser's.
        if (site != null && settings.get(Keys.CONSENT) == ConsentMode.NOTICE) {
            notice = new Notice(site, acceptLanguage, settings.get(Keys.NOTICE_BUNDLE));
        }
        return notice;
    }

    Notice notice() {
        return notice;
    }
}
