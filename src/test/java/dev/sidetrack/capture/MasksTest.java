// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sidetrack.TrackedEvent;
import dev.sidetrack.config.ConfigurationException;
import dev.sidetrack.config.SettingsOf;
import dev.sidetrack.visitor.VisitorBeans;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class MasksTest {

    @ParameterizedTest(name = "{0}: {1}: {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            email          | plain               | /user/jane@shop.example/orders       | /user/*/orders
            email          | encoded             | /user/jane%40shop.example            | /user/*
            email          | encoded twice       | /go/jane%2540shop.example            | /go/*
            email          | dot encoded too     | /go/jane%40shop%2Eexample            | /go/*
            email          | behind a word       | /user:jane@shop.example              | /*
            email          | full-width          | /user/jane＠shop.example/1            | /user/*/1
            email          | small               | /user/jane﹫shop.example              | /user/*
            email          | full-width, encoded | /user/jane%EF%BC%A0shop.example      | /user/*
            email          | the same, twice     | /user/jane%25EF%25BC%25A0shop%252Eexample | /user/*
            email          | capitals            | /user/JANE%2540SHOP%2EEXAMPLE        | /user/*
            email          | percent, no address | /100%25/40.html                      | /100%25/40.html
            email          | two at signs        | /user/@jane@shop.example             | /user/*
            email          | two addresses       | /a@b.example/c@d.example             | /*/*
            email          | only a name         | /@jane/posts                         | /@jane/posts
            email          | no dot behind       | /jane@home                           | /jane@home
            email          | dot at the end      | /jane@home.                          | /jane@home.
            email          | ordinary            | /products/blue-mug/3                 | /products/blue-mug/3
            email          | slash at the end    | /jane@shop.example/                  | /*/
            email          | root                | /                                    | /
            email          | empty               | ``                                   | ``
            number         | number              | /orders/1234/items                   | /orders/*/items
            number         | number and letters  | /orders/1234a                        | /orders/1234a
            token          | long token          | /reset/8f14e45fceea167a5a36dedd4bea2543 | /reset/*
            token          | UUID                | /orders/4f8c1f0e-7d1b-4c55-9a0e-2b6f3d9c1a77 | /orders/*
            token          | long word           | /how-to-make-a-very-long-title       | /how-to-make-a-very-long-title
            token          | short               | /v1beta2                             | /v1beta2
            email, number  | both                | /jane@shop.example/3/x               | /*/*/x
            user-.*        | own pattern         | /p/user-jane/q                       | /p/*/q
            user-.*        | part of a segment   | /p/a-user-jane                       | /p/a-user-jane
            user-.*        | instead of ours     | /jane@shop.example                   | /jane@shop.example
            [0-9]{2\\,3}   | comma in a pattern  | /1/12/123/1234                       | /1/*/*/1234
            none           | nothing             | /jane@shop.example/3                 | /jane@shop.example/3
            """)
    void masked_anyPath_hidesWhatAPatternMatches(String masks, String name, String path, String masked) {
        assertThat(masks(masks).masked(path)).isEqualTo(masked);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            address in a title | Orders of jane.doe+x@shop.example (3)  | Orders of * (3)
            two addresses      | a@b.example,c@d.example                | *,*
            in brackets        | Jane <jane@shop.example>               | Jane <*>
            nothing but it     | jane@shop.example                      | *
            only a name        | @jane on the web                       | @jane on the web
            full-width         | Orders of jane＠shop.example            | Orders of *
            encoded            | mail jane%40shop.example now           | mail * now
            encoded twice      | mail jane%2540shop%252Eexample now     | mail * now
            local part quoted  | to "jane doe"@shop.example now         | to * now
            two signs          | jane@@shop.example                     | *
            escaped as HTML    | jane&#64;shop.example now              | * now
            the same in hex    | jane&#x40;shop.example now             | * now
            the same by name   | jane&commat;shop.example now           | * now
            escaped twice      | jane&amp;#64;shop.example now         | * now
            escaped as a script does | jane\\x40shop.example now        | * now
            escaped, encoded   | jane%26%2364%3Bshop.example now       | * now
            full width escaped | jane&#xFF20;shop.example now          | * now
            full width in JSON | jane\\uFF20shop.example now           | * now
            escaped by escape() | jane%uFF20shop.example now           | * now
            dot escaped        | jane&#64;shop&#46;example now         | * now
            escaped as JSON    | {"a":"jane\\u0040shop.example"}        | {"a":"*"}
            halfwidth dot      | jane@shop｡example                      | *
            other scripts      | анна@пример.рф, jane@münchen.example   | *, *
            quotes, no address | a "b" @ c.d, R&D &#169; 2026           | a "b" @ c.d, R&D &#169; 2026
            a share            | 40% of all, 100%                       | 40% of all, 100%
            a price            | 3 @ 5.00                               | 3 @ 5.00
            no dot behind      | jane@home                              | jane@home
            ordinary           | Blue mug                               | Blue mug
            none               | -                                      | -
            """)
    void maskedText_anyTitle_hasNoAddresses(String name, String text, String masked) {
        assertThat(masks("email, number").maskedText(text)).isEqualTo(masked);
        assertThat(masks("number").maskedText(text)).isEqualTo(text);
    }

    /** Issue 12 A.5: a title of 484 x and an address once leaked {@code annasmith@examp}. */
    @Test
    void page_textsThatAreCut_areMaskedBefore() {
        var tracked = new ClientOrigin(null, "https", "shop.example", 0);
        var privacy = privacy();
        for (var length = 470; length < 501; length++) {
            var title = "x".repeat(length) + " annasmith@example.com";
            assertThat(privacy.page(tracked, "/", null, title, null, null).title())
                    .doesNotContain("anna")
                    .hasSizeLessThanOrEqualTo(500);
        }
        for (var length = 2020; length < 2049; length++) {
            var path = "/" + "x".repeat(length) + "/annasmith@example.com/orders";
            var page = privacy.page(tracked, path, null, null, "https://search.example" + path, null);
            assertThat(page.path()).doesNotContain("anna").hasSizeLessThanOrEqualTo(2048);
            assertThat(page.referrer()).doesNotContain("anna").hasSizeLessThanOrEqualTo(2048);
        }
    }

    @Test
    void maskedText_thatHasBeenCut_hasNoHalfAddressAtItsEnd() {
        var address = "annasmith@example.com";
        for (var at = address.indexOf('@') + 1; at <= address.length(); at++) {
            var cut = "x".repeat(99 - at) + " " + address.substring(0, at);
            assertThat(masks("email").maskedText(cut, 100)).isEqualTo("x".repeat(99 - at) + " *");
        }
        assertThat(masks("email").maskedText("jane@home", 100)).isEqualTo("jane@home");
    }

    @Test
    void masked_event_hasNoAddressesInAnyText() {
        var event = TrackedEvent.named("mail to jane@shop.example")
                .category("from jane＠shop.example")
                .label("jane%40shop.example")
                .property("to", "jane@shop.example")
                .property("jane@shop.example", 1)
                .property("count", 3)
                .property("items", List.of(Map.of("by", List.of("jane@shop.example", 7)), "jane@shop.example"));
        var masked = masks("email").masked(event);
        assertThat(masked.toString()).doesNotContain("jane");
        assertThat(masked.name()).isEqualTo("mail to *");
        assertThat(masked.category()).isEqualTo("from *");
        assertThat(masked.label()).isEqualTo("*");
        assertThat(masked.properties())
                .containsEntry("to", "*")
                .containsEntry("*", 1L)
                .containsEntry("count", 3L)
                .containsEntry("items", List.of(Map.of("by", List.of("*", 7L)), "*"));
        assertThat(masks("none").masked(event)).isSameAs(event);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            q=jane@shop.example&page=2   | q=*&page=2
            q=to+jane%40shop.example     | q=*
            q=mug&page=2                 | q=mug&page=2
            q=100%25                     | q=100%25
            """)
    void maskedQuery_allowedParameters_haveNoAddresses(String query, String masked) {
        assertThat(masks("email").maskedQuery(query)).isEqualTo(masked);
        assertThat(masks("none").maskedQuery(query)).isEqualTo(query);
    }

    private static Privacy privacy() {
        var settings = SettingsOf.nothing();
        return new Privacy(
                settings,
                new Masks(settings),
                new QueryRules(settings),
                VisitorBeans.clientAddress(settings),
                VisitorBeans.countries(settings),
                VisitorBeans.userIds(settings),
                VisitorBeans.googleCookies(settings));
    }

    @Test
    void masked_longPathOnASmallStack_isMasked() throws InterruptedException {
        var masked = new String[1];
        var thread = new Thread(
                null,
                () -> masked[0] = masks("email, (?:a|b)*c").masked("/" + "a".repeat(2030) + "@b.example"),
                "small",
                256 * 1024);
        thread.start();
        thread.join();
        assertThat(masked[0]).isEqualTo("/*");
    }

    @Test
    void masked_default_isEmail() {
        assertThat(new Masks(SettingsOf.nothing()).masked("/jane@shop.example/1"))
                .isEqualTo("/*/1");
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void patterns_hostileText_lookAtEachCharacterAFewTimes(String text) {
        var segment = new Looks(text);
        Pattern.compile(Masks.NAMED.get("email")).matcher(segment).matches();
        assertThat(segment.count).isLessThan(50L * text.length());
        for (var pattern : List.of(Masks.EMAIL_IN_TEXT, Masks.EMAIL_AT_THE_END)) {
            var whole = new Looks(text);
            pattern.matcher(whole).replaceAll("*");
            assertThat(whole.count).as(pattern::pattern).isLessThan(50L * text.length());
        }
    }

    static Stream<String> hostile() {
        return Stream.of(
                "@".repeat(2000),
                "a%40".repeat(500),
                "%" + "25".repeat(1000),
                "%25".repeat(600) + "@" + "%2".repeat(600),
                "a".repeat(4000) + "@",
                "a@a.".repeat(1000),
                "a@" + ".a".repeat(1000),
                "a@" + "%2E".repeat(600));
    }

    /** A text that counts how often one of its characters is looked at, which is what a pattern's time goes by. */
    private static final class Looks implements CharSequence {

        private final String text;
        private long count;

        Looks(String text) {
            this.text = text;
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            count++;
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.subSequence(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }

    @Test
    void new_noPattern_failsTheDeploymentAndNamesTheKey() {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> masks("("))
                .withMessage("sidetrack.mask contains '(', which is not a valid regular expression.");
    }

    @Property
    void masked_anyPath_keepsItsSlashes(@ForAll String path) {
        for (var masks : new Masks[] {masks("email"), masks("email, token, number")}) {
            var masked = masks.masked(path);
            assertThat(masked.chars().filter(c -> c == '/').count())
                    .isEqualTo(path.chars().filter(c -> c == '/').count());
            assertThat(masked.split("/", -1)).noneMatch(segment -> segment.matches("\\w+@\\w+\\.\\w+"));
        }
    }

    private static Masks masks(String patterns) {
        return new Masks(SettingsOf.one("sidetrack.mask", patterns));
    }
}
