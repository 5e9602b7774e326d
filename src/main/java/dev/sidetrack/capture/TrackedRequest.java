// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.capture;

import dev.sidetrack.consent.PageVisit;
import jakarta.servlet.http.HttpServletResponse;
import java.util.UUID;

/**
 * A request while it is served, bound to its thread, so that interceptors and observers find it: what is known of it,
 * its visitor and its answer.
 */
final class TrackedRequest extends RequestVisitor {

    private Answer answer;

    TrackedRequest(RequestFacts facts, HttpServletResponse response, Visitors visitors) {
        super(facts, response, visitors);
    }

    /** The request that this thread serves, or {@code null}. */
    public static TrackedRequest current() {
        return PageVisit.current() instanceof TrackedRequest tracked ? tracked : null;
    }

    /** Has the response watched, since it may turn out to be a page. */
    void watch(PageRules rules, boolean readsTitles) {
        response(new TrackedResponse(response(), this, rules, readsTitles));
    }

    /** Whether the response may be a page and is watched for that. */
    boolean mayBePage() {
        return response() instanceof TrackedResponse;
    }

    /** Whether the response is a page, as far as is known now. */
    boolean isPage() {
        return response() instanceof TrackedResponse page && page.isPage();
    }

    /** Whether what happens now happens on the page that it asks for, though the response is not complete yet. */
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

    /** Whether nobody has asked for the answer: nothing has happened in it. */
    synchronized boolean isUneventful() {
        return answer == null;
    }

    /** How it is answered; who will say something of that later asks for it now. */
    synchronized Answer answer() {
        if (answer == null) {
            answer = new Answer();
        }
        return answer;
    }

    /**
     * The id of the view of a page that this request is, if it is one: asked for by the view and by all events beside
     * it.
     */
    UUID viewId() {
        return answer().viewId(facts().begunMicros());
    }

    /** The application says the title of the page. */
    void title(String said) {
        answer().title(said);
        if (response() instanceof TrackedResponse page) {
            page.isTitled(said != null);
        }
    }

    /**
     * What the application has said, else what the page itself says, as far as it has been written; or {@code null}.
     */
    String title() {
        var said = isUneventful() ? null : answer().title();
        return said == null && response() instanceof TrackedResponse page ? page.title() : said;
    }
}
