// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.capture;

import dev.sidetrack.consent.PageVisit;
import jakarta.servlet.http.HttpServletResponse;
import java.util.UUID;

/**
 * The request being served, bound to its thread so that interceptors and observers find it: its facts, its visitor and
 * its answer.
 */
final class TrackedRequest extends RequestVisitor {

    private Answer answer;

    TrackedRequest(RequestFacts facts, HttpServletResponse response, Visitors visitors) {
        super(facts, response, visitors);
    }

    /** The request that the current thread serves, or {@code null}. */
    public static TrackedRequest current() {
        return PageVisit.current() instanceof TrackedRequest tracked ? tracked : null;
    }

    /** Watches the response, because it may turn out to be a page. */
    void watch(PageRules rules, boolean readsTitles) {
        response(new TrackedResponse(response(), this, rules, readsTitles));
    }

    /** Whether the response may be a page and is watched for that. */
    boolean mayBePage() {
        return response() instanceof TrackedResponse;
    }

    /** Whether the response is a page, as far as is known so far. */
    boolean isPage() {
        return response() instanceof TrackedResponse page && page.isPage();
    }

    /** Whether events belong to the requested page although the response is not complete yet. */
    boolean isProbablyPage() {
        return "GET".equals(facts().request.getMethod()) && facts().kind() == RequestKind.PAGE
                || response().getContentType() != null && isPage();
    }

    @Override
    boolean hasBegun() {
        return response() instanceof TrackedResponse page && page.hasBegun();
    }

    @Override
    HttpServletResponse unwatched() {
        return response() instanceof TrackedResponse page ? (HttpServletResponse) page.getResponse() : response();
    }

    /** Whether the answer was never used, so that nothing has happened in the request. */
    synchronized boolean isUneventful() {
        return answer == null;
    }

    /** The answer; code that will report to it later must get it now. */
    synchronized Answer answer() {
        if (answer == null) {
            answer = new Answer();
        }
        return answer;
    }

    /** The id of this request's page view, shared by the view and all its events. */
    UUID viewId() {
        return answer().viewId(facts().begunMicros());
    }

    /** Sets the title of the page, as given by the application. */
    void title(String said) {
        answer().title(said);
        if (response() instanceof TrackedResponse page) {
            page.isTitled(said != null);
        }
    }

    /** The title given by the application, otherwise the page's own as far as it has been written, or {@code null}. */
    String title() {
        var said = isUneventful() ? null : answer().title();
        return said == null && response() instanceof TrackedResponse page ? page.title() : said;
    }
}
