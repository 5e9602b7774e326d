// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.json;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonWriterTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "plain",
                "\"\\",
                "\n\t\u0000\u001F",
                "\u007F\u0085\u009F\u00A0",
                "\u061C\u200D\u200E\u200F\u2010",
                "\u2027\u2028\u202E\u202F\u2065\u2066\u2069\u206A",
                "\u00e4\u8a9e",
                "\uD83D\uDE00",
                "\uD83D",
                "\uDE00x"
            })
    void bytesAndLength_ofAnyText_areThoseThatItTakes(String text) {
        var written = new JsonWriter().value(text).toString();
        assertThat(JsonWriter.length(text)).isEqualTo(written.length() - 2);
        assertThat(IntStream.range(0, text.length())
                        .map(i -> JsonWriter.bytes(text, i))
                        .sum())
                .isEqualTo(written.getBytes(StandardCharsets.UTF_8).length - 2);
    }

    @Test
    void writer_nestedObjectsAndArrays_placesCommas() {
        var json = new JsonWriter()
                .object()
                .field("a", "x")
                .field("skipped", null)
                .field("b", 1)
                .name("list")
                .array()
                .value("y")
                .object()
                .end()
                .array()
                .endArray()
                .value(true)
                .endArray()
                .name("empty")
                .object()
                .end()
                .field("c", 2.5)
                .field("d", false)
                .end();
        assertThat(json)
                .hasToString("{\"a\":\"x\",\"b\":1,\"list\":[\"y\",{},[],true],\"empty\":{},\"c\":2.5,\"d\":false}");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            quote          | a"b      | "a\\"b"
            backslash      | a\\b     | "a\\\\b"
            slash          | a/b      | "a/b"
            line break     | `a\nb`   | "a\\nb"
            null character | a\0b     | "a\\u0000b"
            escape         | a\033b   | "a\\u001bb"
            umlaut         | äöü      | "äöü"
            emoji          | 😀       | "😀"
            empty          | ``       | ""
            markup         | </script>| "</script>"
            """)
    void value_text_isEscapedWhereNeeded(String name, String text, String json) {
        assertThat(new JsonWriter().value(text)).hasToString(json);
    }

    @Test
    void value_loneSurrogates_areEscaped() {
        assertThat(new JsonWriter().value("\ud83d")).hasToString("\"\\ud83d\"");
        assertThat(new JsonWriter().value("\ude00")).hasToString("\"\\ude00\"");
        assertThat(new JsonWriter().value("\ude00\ud83d")).hasToString("\"\\ude00\\ud83d\"");
        assertThat(new JsonWriter().value("\ud83dx\ud83d\ude00\ud83d")).hasToString("\"\\ud83dx\ud83d\ude00\\ud83d\"");
    }

    @Test
    void value_everyCharacter_isReadBackByAnotherLibrary() {
        var all = new StringBuilder();
        for (var c = 0; c <= Character.MAX_VALUE; c++) {
            all.append((char) c).append('x');
        }
        var json = new JsonWriter()
                .object()
                .field("all", all.toString())
                .field(all.toString(), 1)
                .end()
                .toString();

        assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(json)).isTrue();
        assertThat(parsed(json).getString("all")).isEqualTo(all.toString());
        assertThat(parsed(json)).containsKey(all.toString());
    }

    @ParameterizedTest
    @ValueSource(
            doubles = {
                0,
                -0.0,
                1,
                -1,
                12.5,
                0.1,
                1e15,
                123456789012345.0,
                1e15 + 0.5,
                1e300,
                -1e-300,
                Double.MIN_VALUE,
                Double.MAX_VALUE,
                Long.MAX_VALUE,
                Long.MIN_VALUE,
                1.0 / 3
            })
    void value_anyNumber_isReadBackByAnotherLibrary(double value) {
        var json = new JsonWriter().object().field("n", value).end().toString();
        var read = (JsonNumber) parsed(json).get("n");
        assertThat(read.bigDecimalValue()).isEqualByComparingTo(new BigDecimal(Double.toString(value)));
    }

    @Test
    void value_wholeNumbers_haveNoFraction() {
        assertThat(new JsonWriter()
                        .array()
                        .value(12.0)
                        .value(-3.0)
                        .value(Long.MAX_VALUE)
                        .value(Long.MIN_VALUE)
                        .endArray())
                .hasToString("[12,-3,9223372036854775807,-9223372036854775808]");
    }

    @Test
    void value_anyObject_isWrittenByItsType() {
        assertThat(new JsonWriter()
                        .array()
                        .value((Object) 1L)
                        .value((Object) 2.5)
                        .value((Object) true)
                        .value((Object) "x")
                        .value((Object) null)
                        .value(new StringBuilder("y"))
                        .endArray())
                .hasToString("[1,2.5,true,\"x\",\"null\",\"y\"]");
    }

    @Test
    void value_nestedAndBigValues_areWrittenAsTheyAre() {
        var items = List.of(
                Map.of("price", new BigDecimal("12345678901234567.89")),
                List.of(new BigInteger("18446744073709552000"), "x"));
        var json = "[{\"price\":12345678901234567.89},[18446744073709552000,\"x\"]]";
        assertThat(new JsonWriter().value(items)).hasToString(json);
        assertThat(JsonWriter.text(items)).isEqualTo(json);
        assertThat(JsonWriter.text("x")).isEqualTo("x");
        assertThat(JsonWriter.text(12.5)).isEqualTo("12.5");
    }

    private static JsonObject parsed(String json) {
        try (var reader = Json.createReader(new StringReader(json))) {
            return reader.readObject();
        }
    }
}
