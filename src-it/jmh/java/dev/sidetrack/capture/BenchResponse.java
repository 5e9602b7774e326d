// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.capture;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.Collection;
import java.util.List;

/** A response that keeps its content type and forgets all else. */
final class BenchResponse extends HttpServletResponseWrapper {

    private final PrintWriter writer = new PrintWriter(Writer.nullWriter());
    private String contentType;

    BenchResponse() {
        super(BenchRequest.none(HttpServletResponse.class));
    }

    /** Makes it the response to the next request. */
    void recycle() {
        contentType = null;
    }

    @Override
    public void setContentType(String type) {
        contentType = type;
    }

    @Override
    public String getContentType() {
        return contentType;
    }

    @Override
    public void addHeader(String name, String value) {
        // Cookies.
    }

    @Override
    public void setHeader(String name, String value) {
        // Of pages with cookies.
    }

    @Override
    public String getHeader(String name) {
        return null;
    }

    @Override
    public Collection<String> getHeaders(String name) {
        return List.of();
    }

    @Override
    public int getStatus() {
        return SC_OK;
    }

    @Override
    public boolean isCommitted() {
        return false;
    }

    @Override
    public PrintWriter getWriter() {
        return writer;
    }
}
