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
 * Requests for pages that somebody may look at later, or never. A browser that has prefetched a page does not request
 * it again when it shows it, so the view is lost; with {@code sidetrack.prefetch=refuse} prefetches fail, and the
 * browser requests the page when somebody looks at it.
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

    /** Whether this is a prefetch of a page that must be refused. */
    boolean isRefused(HttpServletRequest request) {
        // A prerendered page requests its images and scripts with the same header.
        if (!refuses || !Purpose.isAhead(request) || RequestKind.isPassive(request)) {
            return false;
        }
        var path = PageRules.path(request);
        return !rules.isIgnored(path) && rules.isPageByName(path);
    }

    /** As Chrome advises: a status that is not cached, so that it requests the page again. */
    static void refuse(HttpServletResponse response) {
        response.setHeader("Cache-Control", "no-store");
        response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
    }
}
