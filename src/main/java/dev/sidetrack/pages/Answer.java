// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.pages;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;

/** Writes responses with the headers that protect them: never cached, never framed, nothing loaded from other sites. */
final class Answer {

    static final String JSON = "application/json";
    static final String PROBLEM = "application/problem+json";
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self';"
                    + " form-action 'self'; base-uri 'none'; frame-ancestors ";
    private static final int WORTH_PACKING = 1_000;

    private final HttpServletRequest request;
    private final HttpServletResponse response;

    Answer(HttpServletRequest request, HttpServletResponse response) {
        this.request = request;
        this.response = response;
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Referrer-Policy", "same-origin");
        response.setHeader("X-Robots-Tag", "noindex, nofollow");
        response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
        response.setHeader("Content-Security-Policy", POLICY + "'none'");
    }

    /** Lets other sites embed the response in a frame. */
    Answer embeddable() {
        response.setHeader("Content-Security-Policy", POLICY + "*");
        response.setHeader("Cross-Origin-Resource-Policy", "cross-origin");
        return this;
    }

    void html(String text) throws IOException {
        write("text/html;charset=UTF-8", text.getBytes(StandardCharsets.UTF_8));
    }

    void json(String text) throws IOException {
        write(JSON, text.getBytes(StandardCharsets.UTF_8));
    }

    void csv(String name, String text) throws IOException {
        response.setHeader("Content-Disposition", "attachment; filename=\"" + name + "\"");
        write("text/csv;charset=UTF-8", text.getBytes(StandardCharsets.UTF_8));
    }

    void problem(Problem problem) throws IOException {
        response.setStatus(problem.status());
        write(PROBLEM, problem.json().getBytes(StandardCharsets.UTF_8));
    }

    /** Redirects to another of our addresses after a POST. */
    void seeOther(String address) {
        response.setStatus(HttpServletResponse.SC_SEE_OTHER);
        response.setHeader("Location", address);
    }

    private void write(String type, byte[] bytes) throws IOException {
        response.setContentType(type);
        response.setHeader("Vary", "Accept-Encoding");
        var packed = bytes.length > WORTH_PACKING && acceptsGzip(request) ? gzip(bytes) : null;
        if (packed != null) {
            response.setHeader("Content-Encoding", "gzip");
        }
        bytes(packed == null ? bytes : packed);
    }

    void bytes(byte[] bytes) throws IOException {
        response.setContentLength(bytes.length);
        if (!"HEAD".equals(request.getMethod())) {
            response.getOutputStream().write(bytes);
        }
    }

    static boolean acceptsGzip(HttpServletRequest request) {
        var accepted = request.getHeader("Accept-Encoding");
        return accepted != null && accepted.toLowerCase(Locale.ROOT).contains("gzip") && !accepted.contains("gzip;q=0");
    }

    static byte[] gzip(byte[] bytes) throws IOException {
        var packed = new ByteArrayOutputStream(bytes.length / 3);
        try (var out = new GZIPOutputStream(packed)) {
            out.write(bytes);
        }
        return packed.toByteArray();
    }
}
