// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.capture;

import dev.sidetrack.config.Keys;
import dev.sidetrack.config.PrefetchMode;
import dev.sidetrack.config.Settings;
import dev.sidetrack.config.Shared;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * Requests for pages that somebody may look at later, or never. A browser that has got one does not ask again when it
 * shows the page, so that the view is lost; where {@code sidetrack.prefetch=refuse}, it gets none and asks when
 * somebody looks.
 *
 * @see <a href="https://developer.chrome.com/docs/web-platform/prerender-pages">Chrome on prerendering</a>
 * @see <a href="https://wicg.github.io/nav-speculation/prefetch.html#sec-purpose-header">Sec-Purpose</a>
 */
@Shared
class Prefetch {

    private final boolean refuses;
    private final PageRules rules;

    @Inject
    Prefetch(Settings settings, PageRules rules) {
        this.refuses = settings.get(Keys.PREFETCH) == PrefetchMode.REFUSE;
        this.rules = rules;
    }

    /** Whether a page is asked for ahead of time and shall not be given. */
    boolean isRefused(HttpServletRequest request) {
        // A page that is prerendered asks for its images and scripts by the same word.
        if (!refuses || !Purpose.isAhead(request) || RequestKind.isPassive(request)) {
            return false;
        }
        var path = PageRules.path(request);
        return !rules.isIgnored(path) && rules.isPageByName(path);
    }

    /** As Chrome advises: a status that is not kept, so that it asks again. */
    static void refuse(HttpServletResponse response) {
        response.setHeader("Cache-Control", "no-store");
        response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
    }
}
