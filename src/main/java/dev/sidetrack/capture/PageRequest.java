// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.capture;

import dev.sidetrack.consent.Notice;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;

/**
 * A request whose response may be a page. The page finds in it what its visitor is to be told, if it asks. An
 * asynchronous answer is written to our response: {@code startAsync()} by itself goes on with the server's own, which
 * would send a page off before its cookies are set.
 */
final class PageRequest extends HttpServletRequestWrapper {

    private final TrackedRequest tracked;

    PageRequest(HttpServletRequest request, TrackedRequest tracked) {
        super(request);
        this.tracked = tracked;
    }

    @Override
    public Object getAttribute(String name) {
        return Notice.ATTRIBUTE.equals(name) ? tracked.notice() : super.getAttribute(name);
    }

    @Override
    public AsyncContext startAsync() {
        return startAsync(this, tracked.response());
    }
}
