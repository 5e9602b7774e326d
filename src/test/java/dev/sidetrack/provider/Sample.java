// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidetrack.testing.RecordedRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A request as a file below {@code src/test/resources/samples}. To be readable, its body is written in several lines:
 * line ends and the spaces after them are not part of it; everything else is, byte for byte.
 */
final class Sample {

    private Sample() {}

    /** Checks the request against the sample; a sample that is missing is written to {@code target/samples}. */
    static void check(String name, RecordedRequest request) throws IOException {
        var expected = read(name);
        if (expected == null) {
            var missing = Path.of("target/samples", name);
            Files.createDirectories(missing.getParent());
            Files.writeString(missing, folded(request.shown()));
            throw new AssertionError("no sample " + name + "; see " + missing);
        }
        assertThat(request.shown()).isEqualTo(expected);
    }

    /** The body of that sample. */
    static String body(String name) throws IOException {
        var sample = read(name);
        return sample.substring(sample.indexOf("\n\n") + 2);
    }

    private static String read(String name) throws IOException {
        try (var file = Sample.class.getResourceAsStream("/samples/" + name)) {
            return file == null ? null : unfolded(new String(file.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    private static String unfolded(String sample) {
        var body = sample.indexOf("\n\n") + 2;
        return sample.substring(0, body) + sample.substring(body).replaceAll("\n *", "");
    }

    /** Breaks lines before each {@code &} of a query and at the brackets and commas of JSON. */
    private static String folded(String shown) {
        var start = shown.indexOf("\n\n") + 2;
        var folded = new StringBuilder(shown.substring(0, start));
        var depth = 0;
        var inString = false;
        for (var i = start; i < shown.length(); i++) {
            var c = shown.charAt(i);
            inString ^= c == '"' && shown.charAt(i - 1) != '\\';
            if (c == '&' && shown.charAt(i + 1) != ' ') {
                folded.append('\n').append("  ".repeat(depth + 1)).append(c);
            } else if (inString || "{}[],".indexOf(c) < 0) {
                folded.append(c);
            } else {
                depth += c == '{' || c == '[' ? 1 : c == ',' ? 0 : -1;
                var line = "\n" + "  ".repeat(Math.max(0, depth));
                folded.append(c == '}' || c == ']' ? line + c : c + line);
            }
        }
        return folded.append('\n').toString();
    }
}
