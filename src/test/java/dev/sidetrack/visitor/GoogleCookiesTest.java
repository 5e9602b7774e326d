// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.visitor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidetrack.config.SettingsOf;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GoogleCookiesTest {

    private final GoogleCookies cookies = new GoogleCookies(SettingsOf.one("sidetrack.google-cookies", "true"));

    @Test
    void read_notToldTo_readsNothing() {
        assertThat(new GoogleCookies(SettingsOf.nothing()).read("_ga=GA1.1.123.456"))
                .isEmpty();
    }

    @Test
    void read_clientAndSessions_areByTheNamesOfTheirCookies() {
        assertThat(cookies.read(
                        "a=1; _ga=GA1.2.123.456; _ga_ABC=GS1.1.1700000000.3.1.1; _ga_DEF2=GS2.1.s1700000001$o3$g1"))
                .isEqualTo(Map.of("_ga", "123.456", "_ga_ABC", "1700000000", "_ga_DEF2", "1700000001"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            none          |
            others        | a=1; b=2
            other name    | x_ga=GA1.1.123.456
            no version    | _ga=123.456
            letters       | _ga=GA1.1.abc.def
            more behind   | _ga=GA1.1.123.456.789
            endless       | _ga=GA1.1.1234567890123.456
            lower case    | _ga_abc=GS1.1.1700000000.3
            session alone | _ga_ABC=GS1.1.1700000000
            script        | _ga=<script>
            """)
    void read_anythingElse_isEmpty(String name, String header) {
        assertThat(cookies.read(header)).isEmpty();
    }

    @Test
    void read_endlessSessions_areFew() {
        var header = new StringBuilder("_ga=GA1.1.1.2");
        for (var i = 0; i < 100; i++) {
            header.append("; _ga_A").append(i).append("=GS1.1.17.1");
        }
        assertThat(cookies.read(header.toString())).hasSizeLessThanOrEqualTo(4);
    }

    @Property(tries = 300)
    void read_anyText_isDigitsOnly(@ForAll String text) {
        assertThat(cookies.read("_ga=GA1.1." + text + "; _ga_A=GS1.1." + text).values())
                .allMatch(id -> id.matches("[\\d.]+"));
    }
}
