// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.capture;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestTextTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            plain                  | /shop/a                     | /shop/a
            no path                |                             | /
            session id             | /shop/a;jsessionid=1F2E     | /shop/a
            parameters between     | /shop;x=1/a;y=2;z/b         | /shop/a/b
            only a parameter       | ;x=1                        | ``
            encoded                | /a%20b                      | /a%20b
            two slashes            | //b/p                       | /b/p
            more slashes           | ///b//p                     | /b//p
            slash and backslash    | /\\b/p                       | /b/p
            hidden by parameters   | /;x//b                      | /b
            """)
    void path_anyUri_hasNoParameters(String name, String uri, String path) {
        assertThat(RequestText.path(uri)).isEqualTo(path);
    }

    @Test
    void path_veryLong_isCut() {
        assertThat(RequestText.url(RequestText.path("/" + "a".repeat(100_000)))).hasSize(2048);
        assertThat(RequestText.url(RequestText.path("/" + "a".repeat(2046) + "%C3%BC")))
                .hasSize(2047);
        assertThat(RequestText.url(RequestText.path("/" + "a;b/".repeat(100_000))))
                .hasSize(2048)
                .doesNotContain(";");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            name           | shop.example         | shop.example
            capitals       | Shop.EXAMPLE         | shop.example
            address        | 192.0.2.7            | 192.0.2.7
            IPv6           | [2001:DB8::1]        | [2001:db8::1]
            with a port    | shop.example:8080    | shop.example:8080
            underscore     | my_host              | my_host
            empty          | ``                   |
            none           |                      |
            space          | a b                  |
            line break     | `a\nb`               |
            markup         | <b>                  |
            slash          | a/b                  |
            at sign        | me@a.example         |
            percent        | a%20b                |
            foreign letter | müller.example       |
            dot at the end | shop.example.        | shop.example
            only dots      | .                    |
            bare IPv6      | 2001:db8::1          | [2001:db8::1]
            Kelvin sign    | \u212Aelvin.example  |
            """)
    void host_anyName_isLowerCaseOrNull(String name, String given, String host) {
        assertThat(RequestText.host(given)).isEqualTo(host);
    }

    @Test
    void host_tooLong_isNull() {
        assertThat(RequestText.host("a".repeat(253))).hasSize(253);
        assertThat(RequestText.host("a".repeat(254))).isNull();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            one            | de                      | de
            region         | de-AT                   | de-AT
            several        | de-AT,de;q=0.9,en;q=0.8 | de-AT
            weight         | de;q=0.9                | de
            space          | de , en                 | de
            script         | zh-Hant-TW              | zh-Hant-TW
            none           |                         |
            empty          | ``                      |
            any            | *                       |
            one letter     | d                       |
            markup         | <script>                |
            markup behind  | de<script>              |
            line break     | `de\r\nX: y`            |
            underscore     | de_AT                   |
            comma first    | `,de`                   |
            too long       | aaaaaaaa-bbbbbbbb-cccccccc-dddddddd-e |
            """)
    void language_anyHeader_isTheFirstTagOrNull(String name, String header, String language) {
        assertThat(RequestText.language(header)).isEqualTo(language);
    }

    @Test
    void userAgent_missingOrLong_isNullOrCut() {
        assertThat(RequestText.userAgent(null)).isNull();
        assertThat(RequestText.userAgent("  ")).isNull();
        assertThat(RequestText.userAgent("Mozilla/5.0")).isEqualTo("Mozilla/5.0");
        assertThat(RequestText.userAgent("x".repeat(10_000))).hasSize(512);
    }

    @Test
    void title_missingOrLong_isNullOrCut() {
        assertThat(RequestText.title(null)).isNull();
        assertThat(RequestText.title("\n ")).isNull();
        assertThat(RequestText.title("  Blue mug\n")).isEqualTo("Blue mug");
        assertThat(RequestText.title("x".repeat(10_000))).hasSize(500);
        assertThat(RequestText.title("x".repeat(499) + "😀")).hasSize(499);
    }

    @Property
    void everything_anyText_isShortAndClean(@ForAll String text) {
        assertThat(RequestText.path(text)).doesNotContain(";").hasSizeLessThanOrEqualTo(2048);
        assertThat(RequestText.userAgent(text))
                .satisfiesAnyOf(
                        agent -> assertThat(agent).isNull(),
                        agent -> assertThat(agent).isNotBlank().hasSizeLessThanOrEqualTo(512));
        assertThat(RequestText.host(text))
                .satisfiesAnyOf(
                        host -> assertThat(host).isNull(),
                        host -> assertThat(host).matches("[a-z0-9._:\\[\\]-]{1,253}"));
        assertThat(RequestText.language(text))
                .satisfiesAnyOf(
                        language -> assertThat(language).isNull(),
                        language -> assertThat(language).matches("[A-Za-z0-9-]{2,35}"));
    }
}
