// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.capture;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.io.PrintWriter;

/**
 * Detects that a response is a page, so that its cookies are set just before the first byte could be sent, and watches
 * it for its title. It buffers nothing and passes every call on.
 */
final class TrackedResponse extends HttpServletResponseWrapper {

    private static final String CONTENT_TYPE = "Content-Type";

    private final RequestVisitor tracked;
    private final PageRules rules;
    private final boolean readsTitles;
    private boolean isTitled;
    private boolean hasBegun;
    private TitleWatch watch;
    private ServletOutputStream stream;
    private PrintWriter writer;

    TrackedResponse(HttpServletResponse response, RequestVisitor tracked, PageRules rules, boolean readsTitles) {
        super(response);
        this.tracked = tracked;
        this.rules = rules;
        this.readsTitles = readsTitles;
    }

    /** The page's own title so far, or {@code null}. */
    String title() {
        return watch == null || !readsTitles ? null : watch.title();
    }

    /** Whether the application has set the title, so that the page need not be scanned for one. */
    void isTitled(boolean isTitled) {
        this.isTitled = isTitled;
    }

    /** Whether its body has begun. */
    boolean hasBegun() {
        return hasBegun;
    }

    /** Whether it is a page that somebody sees, as far as is known so far. */
    boolean isPage() {
        return rules.couldBePage(getStatus(), getContentType())
                && (rules.isEverythingAPage() || !isDownload())
                && rules.isPage(
                        tracked.facts().request,
                        tracked.facts().path,
                        tracked.facts().kind(),
                        getStatus(),
                        getContentType(),
                        watch != null && watch.isHtml());
    }

    @Override
    public void setStatus(int status) {
        super.setStatus(status);
        if (status == SC_NOT_MODIFIED) {
            identifyVisitorOfPage();
        }
    }

    @Override
    public void setContentType(String type) {
        super.setContentType(type);
        identifyVisitorOfPage();
    }

    @Override
    public void setHeader(String name, String value) {
        super.setHeader(name, value);
        lookAt(name);
    }

    @Override
    public void addHeader(String name, String value) {
        super.addHeader(name, value);
        lookAt(name);
    }

    @Override
    public void setDateHeader(String name, long date) {
        super.setDateHeader(name, date);
        lookAt(name);
    }

    @Override
    public void addDateHeader(String name, long date) {
        super.addDateHeader(name, date);
        lookAt(name);
    }

    @Override
    public void setIntHeader(String name, int value) {
        super.setIntHeader(name, value);
        lookAt(name);
    }

    @Override
    public void addIntHeader(String name, int value) {
        super.addIntHeader(name, value);
        lookAt(name);
    }

    @Override
    public ServletOutputStream getOutputStream() throws IOException {
        begin();
        var its = super.getOutputStream();
        if (stream == null && isWatched()) {
            stream = new WatchedStream(its, watch);
        }
        return stream == null ? its : stream;
    }

    @Override
    public PrintWriter getWriter() throws IOException {
        begin();
        var its = super.getWriter();
        if (writer == null && isWatched()) {
            writer = new WatchedWriter(its, watch);
        }
        return writer == null ? its : writer;
    }

    @Override
    public void flushBuffer() throws IOException {
        begin();
        super.flushBuffer();
    }

    @Override
    public void reset() {
        super.reset();
        forget();
        Safely.run(tracked::setCookiesAgain);
    }

    @Override
    public void resetBuffer() {
        super.resetBuffer();
        forget();
    }

    /** The output so far is discarded; new output may use the stream instead of the writer. */
    private void forget() {
        watch = null;
        stream = null;
        writer = null;
    }

    private boolean isWatched() {
        if (watch == null
                && rules.couldBePage(getStatus(), getContentType())
                && rules.mayBePage(tracked.facts().kind(), getStatus(), getContentType())
                && isWorthWatching()
                && !isEncoded()
                && isTracked()) {
            watch = new TitleWatch(PageCharset.of(getContentType()));
        }
        return watch != null;
    }

    /** Compressed by the application itself; the server compresses after us. */
    private boolean isEncoded() {
        var encoding = getHeader("Content-Encoding");
        return encoding != null && !encoding.isBlank() && !encoding.strip().equalsIgnoreCase("identity");
    }

    /** A download, which does not replace the current page (RFC 6266 section 4.2). */
    private boolean isDownload() {
        var disposition = getHeader("Content-Disposition");
        return disposition != null && disposition.strip().regionMatches(true, 0, "attachment", 0, 10);
    }

    /** Whether to scan it for its title, or to find out whether it is HTML at all. */
    private boolean isWorthWatching() {
        return getContentType() == null ? tracked.facts().kind() == RequestKind.PAGE : readsTitles && !isTitled;
    }

    @Override
    public void sendRedirect(String location) throws IOException {
        begin();
        super.sendRedirect(location);
    }

    @Override
    public void sendError(int status) throws IOException {
        beginWith(status);
        super.sendError(status);
    }

    @Override
    public void sendError(int status, String message) throws IOException {
        beginWith(status);
        super.sendError(status, message);
    }

    /** The first byte may be sent at any time now. */
    private void begin() {
        identifyVisitorOfPage();
        hasBegun = true;
        Safely.run(tracked::writeCookies);
    }

    private void beginWith(int status) {
        if (status == SC_NOT_MODIFIED) {
            super.setStatus(status);
        }
        begin();
    }

    private void lookAt(String header) {
        if (CONTENT_TYPE.equalsIgnoreCase(header)) {
            identifyVisitorOfPage();
        } else if (SharedCaches.heed(header)) {
            Safely.run(tracked::reconsiderCookies);
        }
    }

    private void identifyVisitorOfPage() {
        if (!tracked.isIdentified()
                && rules.couldBePage(getStatus(), getContentType())
                && !isCommitted()
                && isPageOfOurs()) {
            Safely.run(tracked::visitor);
        }
    }

    private boolean isPageOfOurs() {
        var isUntyped = getContentType() == null
                && rules.mayBePage(tracked.facts().kind(), getStatus(), null)
                && tracked.facts().kind() == RequestKind.PAGE;
        return (isUntyped || isPage()) && isTracked();
    }

    private boolean isTracked() {
        return !tracked.facts().isExcluded() && !tracked.facts().isLeftToBeacon();
    }
}
