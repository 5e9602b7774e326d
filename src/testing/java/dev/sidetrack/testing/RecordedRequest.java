// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.testing;

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
 * A request exactly as a provider sent it.
 *
 * @param first the request line
 * @param headers the header lines, in their order
 * @param bytes the body, as sent
 */
public record RecordedRequest(String first, List<String> headers, byte[] bytes) {

    /** Headers that the HTTP client adds by itself. */
    private static final Set<String> OF_THE_CLIENT =
            Set.of("connection", "content-length", "host", "http2-settings", "upgrade");

    /** {@return the path and the query, as they were written} */
    public String target() {
        return first.split(" ")[1];
    }

    /** {@return the path alone} */
    public String path() {
        return target().split("\\?")[0];
    }

    /**
     * {@return the value of this header, or {@code null}}
     *
     * @param name the header's name
     */
    public String header(String name) {
        var start = name.toLowerCase(Locale.ROOT) + ":";
        return headers.stream()
                .filter(header -> header.toLowerCase(Locale.ROOT).startsWith(start))
                .map(header -> header.substring(start.length()).strip())
                .findFirst()
                .orElse(null);
    }

    /** {@return the names of the headers that the HTTP client does not add by itself, in lower case} */
    public Set<String> headerNames() {
        return headers.stream()
                .map(header -> header.split(":")[0].toLowerCase(Locale.ROOT))
                .filter(name -> !OF_THE_CLIENT.contains(name))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** {@return the body as text, decompressed if necessary} */
    public String body() {
        return new String(unpacked(), StandardCharsets.UTF_8);
    }

    /** {@return the bytes of the body, decompressed if necessary} */
    public byte[] unpacked() {
        if (!"gzip".equals(header("Content-Encoding"))) {
            return bytes;
        }
        try (var unpacked = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            return unpacked.readAllBytes();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** {@return method, address, headers by name, a blank line and the body, in one text to compare} */
    public String shown() {
        var shown = new StringBuilder(first.replace(" HTTP/1.1", "")).append('\n');
        headerNames()
                .forEach(name ->
                        shown.append(name).append(": ").append(header(name)).append('\n'));
        return shown.append('\n').append(body()).toString();
    }
}
