// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.provider;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;

/**
 * A request as it came over the wire.
 *
 * @param first the request line
 * @param headers the header lines, in their order
 * @param bytes the body, as sent
 */
public record Recorded(String first, List<String> headers, byte[] bytes) {

    /** What the HTTP client adds of itself. */
    private static final Set<String> OF_THE_CLIENT =
            Set.of("connection", "content-length", "host", "http2-settings", "upgrade");

    /** The path and the query. */
    String target() {
        return first.split(" ")[1];
    }

    /** The path alone. */
    String path() {
        return target().split("\\?")[0];
    }

    /** The value of that header, or {@code null}. */
    String header(String name) {
        var start = name.toLowerCase(Locale.ROOT) + ":";
        return headers.stream()
                .filter(header -> header.toLowerCase(Locale.ROOT).startsWith(start))
                .map(header -> header.substring(start.length()).strip())
                .findFirst()
                .orElse(null);
    }

    /** The names of the headers that the HTTP client does not add of itself, in lower case. */
    Set<String> headerNames() {
        return headers.stream()
                .map(header -> header.split(":")[0].toLowerCase(Locale.ROOT))
                .filter(name -> !OF_THE_CLIENT.contains(name))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The body, unpacked if it is packed. */
    public String body() {
        if (!"gzip".equals(header("Content-Encoding"))) {
            return new String(bytes, StandardCharsets.UTF_8);
        }
        try (var unpacked = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            return new String(unpacked.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** Request line, headers by name, body: what a sample shows. */
    String shown() {
        var shown = new StringBuilder(first.replace(" HTTP/1.1", "")).append('\n');
        headerNames()
                .forEach(name ->
                        shown.append(name).append(": ").append(header(name)).append('\n'));
        return shown.append('\n').append(body()).toString();
    }
}
