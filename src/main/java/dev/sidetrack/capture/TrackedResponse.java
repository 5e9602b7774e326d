// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.capture;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.io.PrintWriter;

/**
 * Notices when a response turns out to be a page, so that its cookies are set just before the first byte could leave. It
 * buffers nothing and passes every call on.
 */
final class TrackedResponse extends HttpServletResponseWrapper {

    private static final String CONTENT_TYPE = "Content-Type";

    private final TrackedRequest tracked;
    private final PageRules rules;

    TrackedResponse(HttpServletResponse response, TrackedRequest tracked, PageRules rules) {
        super(response);
        this.tracked = tracked;
        this.rules = rules;
    }

    @Override
    public void setContentType(String type) {
        super.setContentType(type);
        identifyVisitorOfPage();
    }

    @Override
    public void setHeader(String name, String value) {
        super.setHeader(name, value);
        identifyIfContentType(name);
    }

    @Override
    public void addHeader(String name, String value) {
        super.addHeader(name, value);
        identifyIfContentType(name);
    }

    @Override
    public ServletOutputStream getOutputStream() throws IOException {
        identifyVisitorOfPage();
        return super.getOutputStream();
    }

    @Override
    public PrintWriter getWriter() throws IOException {
        identifyVisitorOfPage();
        return super.getWriter();
    }

    @Override
    public void flushBuffer() throws IOException {
        identifyVisitorOfPage();
        super.flushBuffer();
    }

    @Override
    public void reset() {
        super.reset();
        Safely.run(tracked::resetCookies);
    }

    private void identifyIfContentType(String name) {
        if (CONTENT_TYPE.equalsIgnoreCase(name)) {
            identifyVisitorOfPage();
        }
    }

    private void identifyVisitorOfPage() {
        if (!tracked.isExcluded() && !tracked.isIdentified() && !isCommitted() && isPageOfOurs()) {
            Safely.run(tracked::visitor);
        }
    }

    private boolean isPageOfOurs() {
        return !tracked.isLeftToBeacon() && rules.isPage(getStatus(), getContentType(), tracked.request.getHeader("Sec-Fetch-Dest"));
    }
}
