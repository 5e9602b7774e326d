// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.capture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidetrack.ClientHints;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HintHeadersTest {

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', nullValues = "-", textBlock = """
            telephone        | "Chromium";v="124" | ?1 | "Android"    | "Chromium";v="124" | true  | Android
            desktop          | "Chromium";v="124" | ?0 | "Chrome OS"  | "Chromium";v="124" | false | Chrome OS
            nothing more     | "Chromium";v="124" | -  | -            | "Chromium";v="124" | -     | -
            other flag       | "Chromium";v="124" | 1  | ""           | "Chromium";v="124" | -     | -
            platform bare    | "Chromium";v="124" | ?1 | Android      | "Chromium";v="124" | true  | -
            platform half    | "Chromium";v="124" | ?1 | "            | "Chromium";v="124" | true  | -
            platform two     | "Chromium";v="124" | ?1 | "a", "b"     | "Chromium";v="124" | true  | -
            platform escaped | "Chromium";v="124" | ?1 | "a\\"b"      | "Chromium";v="124" | true  | -
            not ASCII        | "Chromium";v="124" | ?1 | "Ändroid"    | "Chromium";v="124" | true  | -
            """)
    void read_anyHeaders_isWhatTheyMean(
            String name,
            String brands,
            String mobile,
            String platform,
            String asBrands,
            Boolean asMobile,
            String asPlatform) {
        var request = new FakeRequest("/").header("Sec-CH-UA", brands);
        if (mobile != null) {
            request.header("Sec-CH-UA-Mobile", mobile);
        }
        if (platform != null) {
            request.header("Sec-CH-UA-Platform", platform);
        }
        assertThat(HintHeaders.read(request.http))
                .isEqualTo(new ClientHints(asBrands, asMobile, asPlatform, null, null, null));
    }

    @ParameterizedTest
    @CsvSource(
            value = {"-", "''", "' '", "Größe"},
            nullValues = "-")
    void read_withoutBrands_isNothing(String brands) {
        var request = new FakeRequest("/").header("Sec-CH-UA-Platform", "\"Linux\"");
        assertThat(HintHeaders.read((brands == null ? request : request.header("Sec-CH-UA", brands)).http))
                .isNull();
        assertThat(HintHeaders.read(request.header("Sec-CH-UA", "x".repeat(257)).http))
                .isNull();
    }
}
