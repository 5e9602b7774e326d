// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class ScriptTest {

    @Test
    void script_compressed_isUnder1200Bytes() throws IOException {
        var compressed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(compressed)) {
            gzip.write(script());
        }
        assertThat(compressed.size()).isLessThan(1200);
    }

    @Test
    void script_underAStrictContentSecurityPolicy_needsNoExceptions() throws IOException {
        assertThat(new String(script(), StandardCharsets.UTF_8))
                .doesNotContainPattern(
                        "\\beval\\b|\\bFunction\\s*\\(|setTimeout\\s*\\(\\s*['\"]|innerHTML|document\\.write|javascript:")
                .doesNotContainPattern("\\.on[a-z]+\\s*=|setAttribute|createElement")
                .doesNotContainPattern("cookie|localStorage|sessionStorage|https?://");
    }

    private static byte[] script() throws IOException {
        try (var file = Beacon.class.getResourceAsStream("sidetrack.js")) {
            return file.readAllBytes();
        }
    }
}
