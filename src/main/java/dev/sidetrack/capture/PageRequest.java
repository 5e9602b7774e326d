// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.capture;

import dev.sidetrack.consent.Notice;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;

/**
 * A request whose response may be a page. It provides the notice for the page's visitor as an attribute. An
 * asynchronous answer is written to our response: plain {@code startAsync()} would use the server's own, and the page
 * would be sent before its cookies are set.
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
