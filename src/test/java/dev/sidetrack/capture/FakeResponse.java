// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.capture;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletResponse;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A response as a server makes it: once it is committed, headers have no effect. */
public final class FakeResponse {

    final HttpServletResponse http = Part.of(HttpServletResponse.class, this);
    private final List<String> cookies = new ArrayList<>();
    private int status = 200;
    private String contentType;
    private boolean isCommitted;

    /** The {@code Set-Cookie} headers that reach the browser, by name, in order. */
    List<String> cookieNames() {
        return cookies.stream().map(cookie -> cookie.substring(0, cookie.indexOf('='))).toList();
    }

    List<String> cookies() {
        return cookies;
    }

    public void setStatus(int status) {
        this.status = status;
    }

    public int getStatus() {
        return status;
    }

    public void setContentType(String contentType) {
        this.contentType = isCommitted ? this.contentType : contentType;
    }

    public String getContentType() {
        return contentType;
    }

    public void setHeader(String name, String value) {
        addHeader(name, value);
    }

    public void addHeader(String name, String value) {
        switch (isCommitted ? "" : name.toLowerCase(Locale.ROOT)) {
            case "set-cookie" -> cookies.add(value);
            case "content-type" -> contentType = value;
            default -> { }
        }
    }

    public boolean isCommitted() {
        return isCommitted;
    }

    public PrintWriter getWriter() {
        return new PrintWriter(new StringWriter());
    }

    public ServletOutputStream getOutputStream() {
        return null;
    }

    public void flushBuffer() {
        isCommitted = true;
    }

    public void sendError(int status) {
        this.status = status;
        isCommitted = true;
    }

    public void reset() {
        if (isCommitted) {
            throw new IllegalStateException("committed");
        }
        cookies.clear();
        contentType = null;
        status = 200;
    }
}
