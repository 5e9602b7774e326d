// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.capture;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A response as a server makes it: once it is committed, headers have no effect. */
public final class FakeResponse {

    final HttpServletResponse http = Part.of(HttpServletResponse.class, this);
    private final List<String> cookies = new ArrayList<>();
    private final Map<String, List<String>> headers = new HashMap<>();
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private int status = 200;
    private String contentType;
    private boolean isCommitted;

    /** The {@code Set-Cookie} headers that reach the browser, by name, in order. */
    List<String> cookieNames() {
        return cookies.stream()
                .map(cookie -> cookie.substring(0, cookie.indexOf('=')))
                .toList();
    }

    List<String> cookies() {
        return cookies;
    }

    /** All values of that header, as one; {@code null} where there is none. */
    String header(String name) {
        var values = headers.get(name.toLowerCase(Locale.ROOT));
        return values == null ? null : String.join(", ", values);
    }

    byte[] body() {
        return body.toByteArray();
    }

    String text() {
        return body.toString(StandardCharsets.UTF_8);
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
        if (!isCommitted) {
            headers.remove(name.toLowerCase(Locale.ROOT));
            if (name.equalsIgnoreCase("Set-Cookie")) {
                cookies.clear();
            }
        }
        addHeader(name, value);
    }

    public Collection<String> getHeaders(String name) {
        if (name.equalsIgnoreCase("Set-Cookie")) {
            return List.copyOf(cookies);
        }
        return List.copyOf(headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of()));
    }

    public void setIntHeader(String name, int value) {
        setHeader(name, String.valueOf(value));
    }

    public void addIntHeader(String name, int value) {
        addHeader(name, String.valueOf(value));
    }

    public void setDateHeader(String name, long date) {
        setHeader(
                name,
                DateTimeFormatter.RFC_1123_DATE_TIME.format(
                        Instant.ofEpochMilli(date).atZone(ZoneOffset.UTC)));
    }

    public void addHeader(String name, String value) {
        switch (isCommitted ? "" : name.toLowerCase(Locale.ROOT)) {
            case "set-cookie" -> cookies.add(value);
            case "content-type" -> contentType = value;
            case "" -> {}
            default ->
                headers.computeIfAbsent(name.toLowerCase(Locale.ROOT), any -> new ArrayList<>())
                        .add(value);
        }
    }

    public String getHeader(String name) {
        if (name.equalsIgnoreCase("Content-Type")) {
            return contentType;
        }
        var values = headers.get(name.toLowerCase(Locale.ROOT));
        return values == null ? null : values.get(0);
    }

    public boolean isCommitted() {
        return isCommitted;
    }

    public PrintWriter getWriter() {
        return new PrintWriter(body, true, StandardCharsets.UTF_8) {
            @Override
            public void write(String text) {
                super.write(text);
                flush();
            }
        };
    }

    public ServletOutputStream getOutputStream() {
        return new ServletOutputStream() {
            @Override
            public void write(int b) {
                body.write(b);
            }

            @Override
            public boolean isReady() {
                return true;
            }

            @Override
            public void setWriteListener(WriteListener listener) {
                throw new UnsupportedOperationException();
            }
        };
    }

    public void setContentLength(int length) {
        setHeader("Content-Length", String.valueOf(length));
    }

    public void flushBuffer() {
        isCommitted = true;
    }

    public void sendError(int status) {
        this.status = status;
        isCommitted = true;
    }

    public void sendRedirect(String location) {
        this.status = 302;
        isCommitted = true;
    }

    public void resetBuffer() {
        body.reset();
    }

    public void reset() {
        if (isCommitted) {
            throw new IllegalStateException("committed");
        }
        cookies.clear();
        headers.clear();
        contentType = null;
        status = 200;
    }
}
