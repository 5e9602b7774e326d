// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.spi.http;

import dev.sidetrack.Visitor;
import dev.sidetrack.json.JsonWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * A request to a provider. Its URL's query may hold a secret, so nothing prints it.
 *
 * @param url where to send it
 * @param contentType the media type of the body
 * @param body the body, not compressed
 * @param headers further headers
 * @param secrets parts of the request that must never be shown, not even in a dry run
 */
public record HttpPost(URI url, String contentType, byte[] body, Map<String, String> headers, List<String> secrets) {

    private static final String MASK = "***";
    private static final String CONTENT_ENCODING = "Content-Encoding";
    private static final int BUFFER = 8192;

    /**
     * {@return a request with a JSON body}
     *
     * @param url where to
     * @param json the body
     */
    public static HttpPost json(URI url, String json) {
        return new HttpPost(
                url, "application/json; charset=utf-8", json.getBytes(StandardCharsets.UTF_8), Map.of(), List.of());
    }

    /**
     * {@return a request with a body of form fields, or of several lines of them}
     *
     * @param url where to
     * @param form the body
     */
    public static HttpPost form(URI url, String form) {
        return new HttpPost(
                url, "application/x-www-form-urlencoded", form.getBytes(StandardCharsets.UTF_8), Map.of(), List.of());
    }

    /**
     * {@return this request with one more header; characters that a header cannot hold become question marks}
     *
     * @param name the header's name
     * @param value the header's value
     */
    public HttpPost header(String name, String value) {
        var more = new TreeMap<>(headers);
        more.put(name, value.replaceAll("[^ -~]", "?"));
        return new HttpPost(url, contentType, body, more, secrets);
    }

    /**
     * {@return this request with the headers {@code User-Agent} and {@code X-Forwarded-For} of the visitor}
     *
     * @param visitor the visitor whose hits the request holds, or {@code null}
     */
    public HttpPost of(Visitor visitor) {
        var post = visitor == null || visitor.userAgent() == null ? this : header("User-Agent", visitor.userAgent());
        return visitor == null || visitor.address() == null ? post : post.header("X-Forwarded-For", visitor.address());
    }

    /** {@return this request, sent with its body compressed by gzip} */
    public HttpPost gzip() {
        return header(CONTENT_ENCODING, "gzip");
    }

    /**
     * {@return this request, in which this secret is masked wherever it is shown}
     *
     * @param secret the secret as it appears in the request, or {@code null}
     */
    public HttpPost secret(String secret) {
        if (secret == null || secret.isEmpty()) {
            return this;
        }
        var more = new ArrayList<>(secrets);
        more.add(secret);
        return new HttpPost(url, contentType, body, headers, more);
    }

    /** The body as it is sent. */
    byte[] sentBody() {
        if (!headers.containsKey(CONTENT_ENCODING)) {
            return body;
        }
        var packed = new ByteArrayOutputStream(body.length / 4 + 64);
        try (var gzip = new QuickGzip(packed)) {
            gzip.write(body);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return packed.toByteArray();
    }

    /** The whole request as text with its secrets masked, as a dry run shows it. */
    String shown() {
        var text = new StringBuilder("POST ")
                .append(url)
                .append("\nContent-Type: ")
                .append(contentType);
        headers.forEach(
                (name, value) -> text.append('\n').append(name).append(": ").append(value));
        return masked(text.append("\n\n")
                .append(new String(body, StandardCharsets.UTF_8))
                .toString());
    }

    /**
     * All secrets, longest first because a shorter one may be part of it; each as it is, URL-encoded, and as in JSON.
     */
    String masked(String text) {
        var masked = text;
        for (var secret : secrets.stream()
                .sorted(Comparator.comparing(String::length).reversed())
                .toList()) {
            var quoted = new JsonWriter().value(secret).toString();
            masked = masked.replace(secret, MASK)
                    .replace(URLEncoder.encode(secret, StandardCharsets.UTF_8), MASK)
                    .replace(quoted.substring(1, quoted.length() - 1), MASK);
        }
        return masked;
    }

    /** {@return the address without its query} */
    public String destination() {
        return url.getScheme() + "://" + url.getRawAuthority() + url.getRawPath();
    }

    @Override
    public String toString() {
        return "POST " + destination();
    }

    /** The output is a sixth larger than by default, in half the time. */
    private static final class QuickGzip extends GZIPOutputStream {

        QuickGzip(OutputStream packed) throws IOException {
            super(packed, BUFFER);
            def.setLevel(Deflater.BEST_SPEED);
        }
    }
}
