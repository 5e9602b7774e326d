// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.function.Supplier;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BeaconHitTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            path               | /shop/products                 | /shop/products |
            root               | /                              | /              |
            query              | /shop/products?utm_source=a    | /shop/products | utm_source=a
            empty query        | /shop/products?                | /shop/products | ``
            fragment           | /shop/products#top             | /shop/products |
            query and fragment | /shop/products?a=1#top?b=2     | /shop/products | a=1
            query in fragment  | /shop/products#top?b=2         | /shop/products |
            question in query  | /shop/products?a=1?b=2         | /shop/products | a=1?b=2
            address in query   | /go?to=https://a.example//x    | /go            | to=https://a.example//x
            backslash in query | /a?path=C:\\\\temp            | /a             | path=C:\\\\temp
            quotes in query    | /a?q="x"<y                     | /a             | q="x"<y
            two slashes        | //b/p?a=1                      | /b/p           | a=1
            foreign letters    | /käse                          | /käse          |
            """, quoteCharacter = '`')
    void of_addressOfAPage_isPathAndQuery(String name, String address, String path, String query) {
        var hit = BeaconHit.of(address, "r", "t", null, BrowserFacts.NOTHING);
        assertThat(hit).isEqualTo(new BeaconHit(path, query, "r", "t", null, BrowserFacts.NOTHING));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "shop",
                "https://evil.example/",
                "/\\evil.example",
                "/a b",
                "/<script>",
                "/\"x",
                "/a\r\nX: y",
                "/\u0000",
                "javascript:alert(1)",
                "?x=1",
                "#top"
            })
    void of_anythingElse_isRefused(String address) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BeaconHit.of(address, null, null, null, BrowserFacts.NOTHING))
                .withMessage("p must be the page's path, which begins with / and has no spaces");
    }

    @Test
    void of_none_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BeaconHit.of(null, null, null, null, BrowserFacts.NOTHING));
    }

    @Test
    void of_longAddress_keepsAllOfIt() {
        var hit = BeaconHit.of(
                "/" + "a".repeat(2500) + "?utm_source=news&x=" + "b".repeat(3000),
                null,
                null,
                null,
                BrowserFacts.NOTHING);
        assertThat(hit.path()).hasSize(2501);
        assertThat(hit.query()).startsWith("utm_source=news&x=b").hasSize(3018);
    }

    @Test
    void ofQuery_parameters_areDecodedAsUtf8() {
        assertThat(BeaconHit.ofQuery("p=%2Fk%C3%A4se%3Fa%3D1&r=https%3A%2F%2Fa.example%2F&t=K%C3%A4se+%26+Wein&x=y"))
                .isEqualTo(
                        new BeaconHit("/käse", "a=1", "https://a.example/", "Käse & Wein", null, BrowserFacts.NOTHING));
        assertThat(BeaconHit.ofQuery("p=/a&p=/b"))
                .isEqualTo(new BeaconHit("/a", null, null, null, null, BrowserFacts.NOTHING));
    }

    @ParameterizedTest
    @ValueSource(strings = {"p=%", "p=/%u1234", "p=/a%2&t=T"})
    void ofQuery_pathWronglyEncoded_isRefusedWithoutRepeatingIt(String query) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BeaconHit.ofQuery(query))
                .withMessage("p must be the page's path, which begins with / and has no spaces");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "p=/a&t=%zz",
                "p=/a&x=%2",
                "p=/a&r=%-1",
                "p=/a&t=100%",
                "p=/a&v=1",
                "p=/a&s=large",
                "p=/a&d=-1",
                "p=/a&d=1200000",
                "p=/a&d=long"
            })
    void ofQuery_partThatCannotBeRead_isLeftOutAlone(String query) {
        assertThat(BeaconHit.ofQuery(query + "&s=320x200"))
                .isEqualTo(new BeaconHit(
                        "/a",
                        null,
                        null,
                        null,
                        null,
                        query.contains("s=") ? BrowserFacts.NOTHING : BrowserFacts.NOTHING.screen("320x200")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "&", "=", "p", "p=", "r=/a", "&&&", "=/a"})
    void ofQuery_noPath_isRefused(String query) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BeaconHit.ofQuery(query))
                .withMessageStartingWith("p must be the page's path");
        assertThatIllegalArgumentException().isThrownBy(() -> BeaconHit.ofQuery(null));
    }

    @Property
    void everything_anyText_isAHitOrRefusedWithAReason(@ForAll String text) {
        check(() -> BeaconHit.of(text, text, text, null, BrowserFacts.NOTHING));
        check(() -> BeaconHit.of("/" + text, text, text, null, BrowserFacts.NOTHING));
        check(() -> BeaconHit.ofQuery(text));
        check(() -> BeaconHit.ofQuery("p=/&t=" + text));
    }

    @Property
    void ofQuery_likelyText_isAHitOrRefusedWithAReason(
            @ForAll @Chars({'p', 'r', 't', '=', '&', '%', '/', '?', '#'}) @CharRange(from = '0', to = 'F')
                    String text) {
        check(() -> BeaconHit.ofQuery("p=/" + text));
    }

    private static void check(Supplier<BeaconHit> reading) {
        try {
            var hit = reading.get();
            assertThat(hit.path())
                    .startsWith("/")
                    .doesNotStartWith("//")
                    .doesNotContain("?", "#", " ", "\n", "<")
                    .hasSizeLessThanOrEqualTo(2048);
        } catch (IllegalArgumentException refused) {
            // The reason becomes a header: nothing of the request may be in it.
            assertThat(refused.getMessage())
                    .matches("[ -~]+")
                    .isEqualTo("p must be the page's path, which begins with / and has no spaces");
        }
    }
}
