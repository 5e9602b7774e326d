// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextsTest {

    /** Clusters by UAX #29, escapes by RFC 3986 section 2.1. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            short enough           | abc               | 3 | abc
            letters                | abcd              | 3 | abc
            emoji at the end       | ab😀              | 3 | ab
            emoji whole            | ab😀c             | 4 | ab😀
            accent of its own      | abe\u0301         | 3 | ab
            skin tone              | ab👍🏽            | 4 | ab
            family                 | a👨‍👩‍👧        | 7 | a
            heart with a selector  | a❤\uFE0Fb         | 2 | a
            flag                   | a🇦🇹b            | 3 | a
            flag of tags           | a🏴󠁧󠁢󠁥󠁮󠁧󠁿 | 9 | a
            keycap                 | a1\uFE0F\u20E3   | 3 | a
            Korean in its parts    | a\u1112\u1161\u11AB | 3 | a
            Thai sara am           | aน้ำ               | 3 | a
            halfwidth voiced       | aｶﾞ               | 2 | a
            second flag            | 🇦🇹🇩🇪          | 6 | 🇦🇹
            """)
    void cut_text_neverWithinACharacter(String name, String text, int longest, String cut) {
        assertThat(Texts.cut(text, longest)).isEqualTo(cut);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            escape cut once       | /a%C3%BC        | 4 | /a
            escape cut twice      | /a%20b          | 3 | /a
            character of two      | /a%C3%BCb       | 5 | /a
            character of four     | /%F0%9F%98%80x  | 10 | /
            whole escapes         | /%F0%9F%98%80x  | 13 | /%F0%9F%98%80
            no UTF-8              | /%80%80%80%80%80%80 | 16 | /%80%80
            """)
    void cutUrl_url_neverWithinAnEscape(String name, String url, int longest, String cut) {
        assertThat(Texts.cutUrl(url, longest)).isEqualTo(cut);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            words               | blue mug sale         | 7  | blue mu
            within the address  | ask jane@shop.example | 10 | ask *
            before its sign     | ask jane@shop.example | 7  | ask *
            before it           | ask jane@shop.example | 4  | `ask `
            nothing but it      | jane%40shop.example   | 6  | *
            short enough        | jane@shop.example     | 17 | jane@shop.example
            """)
    void cutWords_text_hasNoPartOfAnAddress(String name, String text, int longest, String cut) {
        assertThat(Texts.cutWords(text, longest)).isEqualTo(cut);
    }

    /** C0, C1, U+2028 and bidi overrides (CVE-2021-42574). */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\nb",
                "a\rb",
                "a\u001bb",
                "a\u009bb",
                "a\u0085b",
                "a\u2028b",
                "a\u2029b",
                "a\u202eb",
                "a\u2066b",
                "a\u200bb",
                "a\ud83db"
            })
    void printable_whatALogWouldObey_isAQuestionMark(String text) {
        assertThat(Texts.printable(text)).isEqualTo("a?b");
        assertThat(Texts.printable("Größe 😀 %0A")).isEqualTo("Größe 😀 %0A");
        assertThat(Texts.printable(null)).isEqualTo("null");
    }

    @Property
    void cutBytes_anyText_fitsAndIsABeginning(@ForAll String text, @ForAll @IntRange(max = 40) int most) {
        var cut = Texts.cutBytes(text, most);
        assertThat(cut.getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(most);
        assertThat(text).startsWith(cut);
    }

    @Property
    void cut_anyText_fitsAndIsABeginning(@ForAll String text, @ForAll @IntRange(max = 40) int longest) {
        var cut = Texts.cut(text, longest);
        assertThat(cut.length()).isLessThanOrEqualTo(longest);
        assertThat(text).startsWith(cut);
    }
}
