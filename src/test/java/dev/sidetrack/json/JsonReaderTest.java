// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonReaderTest {

    private static final String EVERYTHING = """
            { "text" : "a\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e4\\ud83d\\ude00", "ä\\u0041" : 1,\t"whole":-12, "half":0.5,
              "small":1E-7, "large":1.5e+300, "yes":true,"no":false,"none":null,
              "list":[ ], "object":{ }, "nested":[{"a":[1,[2,{"b":"c"}]]},3] }\r
            """;

    @ParameterizedTest
    @ValueSource(
            strings = {
                EVERYTHING,
                "{}",
                "[]",
                "[1]",
                "  [ 1 , 2 ]  ",
                "{\"a\":{\"b\":[]}}",
                "[\"\\u0000\"]",
                "[-0]",
                "[0.0]"
            })
    void reader_validText_readsWhatAnotherLibraryReads(String text) {
        var json = new JsonReader(text);
        var read = read(json, text.stripLeading().charAt(0));
        json.finish();
        try (var reader = Json.createReader(new StringReader(text))) {
            assertThat(read).isEqualTo(plain(reader.readValue()));
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            nothing               | ``
            only spaces           | `  `
            no object             | [1]
            end missing           | {"a":1
            colon missing         | {"a" 1}
            value missing         | {"a":}
            name missing          | {:1}
            name without quotes   | {a:1}
            single quotes         | {'a':1}
            comma missing         | {"a":1 "b":2}
            comma too much        | {"a":1,}
            comma first           | {,"a":1}
            two commas            | {"a":1,,"b":2}
            text behind           | {"a":1}x
            second value          | {"a":1}{}
            wrong bracket         | {"a":1]
            wrong inner bracket   | {"a":[1}
            word cut              | {"a":tru}
            word in capitals      | {"a":TRUE}
            unknown word          | {"a":undefined}
            unknown escape        | {"a":"\\x"}
            escape cut            | {"a":"\\u00e"}
            escape without digits | {"a":"\\uzzzz"}
            escape, foreign digit | {"a":"\\u٠٠٤١"}
            control character     | {"a":"\t"}
            control in a name     | {"a\t":1}
            no string end         | {"a":"b
            only a minus          | {"a":-}
            two minuses           | {"a":--1}
            minus behind          | {"a":1-}
            number and word       | {"a":1x}
            two points            | {"a":1.2.3}
            exponent missing      | {"a":1e}
            hexadecimal           | {"a":0x10}
            Java's float          | {"a":1f}
            not a number          | {"a":NaN}
            endless               | {"a":Infinity}
            leading zero          | {"a":01}
            leading plus          | {"a":+1}
            no digit before point | {"a":.5}
            no digit behind point | {"a":5.}
            comment               | {/**/"a":1}
            byte order mark       | \uFEFF{"a":1}
            no-break space        | {\u00a0"a":1}
            """)
    void reader_malformedText_isRefused(String name, String text) {
        assertThatExceptionOfType(MalformedJsonException.class).isThrownBy(() -> {
            var json = new JsonReader(text);
            json.beginObject();
            while (json.nextName() != null) {
                json.skip();
            }
            json.finish();
        });
    }

    @Test
    void reader_cutAnywhere_isRefused() {
        var whole = EVERYTHING.strip();
        for (var length = 0; length < whole.length(); length++) {
            var cut = whole.substring(0, length);
            assertThatExceptionOfType(MalformedJsonException.class)
                    .as(cut)
                    .isThrownBy(() -> read(new JsonReader(cut), '{'));
        }
    }

    @Test
    void skip_numbersOutOfOurRange_passesOverThem() {
        var json = new JsonReader("[18446744073709551616, -99999999999999999999999, 1e999, 5]");
        json.beginArray();
        for (var i = 0; i < 3; i++) {
            assertThat(json.nextElement()).isTrue();
            json.skip();
        }
        assertThat(json.nextElement()).isTrue();
        assertThat(json.integer()).isEqualTo(5);
    }

    @Test
    void value_ofAnyKind_isRead() {
        var text = "{\"a\":[1,2.5,\"x\",true,null,{}],\"b\":{\"c\":[]},\"a2\":false}";
        var members = new LinkedHashMap<String, Object>();
        members.put("a", Arrays.asList(1L, 2.5, "x", true, null, Map.of()));
        members.put("b", Map.of("c", List.of()));
        members.put("a2", false);
        assertThat(new JsonReader(text).value()).isEqualTo(members);
    }

    @Test
    void value_deepNesting_isRefused() {
        var json = new JsonReader("[".repeat(100_000));
        assertThatExceptionOfType(MalformedJsonException.class).isThrownBy(json::value);
    }

    @Test
    void skip_deepNesting_isRefused() {
        assertThatCode(() -> new JsonReader("[".repeat(16) + "]".repeat(16)).skip())
                .doesNotThrowAnyException();
        assertThatExceptionOfType(MalformedJsonException.class)
                .isThrownBy(() -> new JsonReader("[".repeat(1_000_000)).skip())
                .withMessage("less nesting expected at character 17");
        assertThatExceptionOfType(MalformedJsonException.class)
                .isThrownBy(() -> new JsonReader("{\"a\":".repeat(1_000_000)).skip());
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "-0, 0", "42, 42", "-42, -42", "999999999999999999, 999999999999999999"})
    void integer_wholeNumber_isRead(String text, long read) {
        assertThat(new JsonReader(text).integer()).isEqualTo(read);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "-", "x", "1.5", "1e3", "--1", "\"1\"", "null", "true", "9223372036854775808", "1-", "1+1"})
    void integer_somethingElse_isRefused(String text) {
        assertThatExceptionOfType(MalformedJsonException.class).isThrownBy(() -> new JsonReader(text).integer());
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "{}", "[]", "", "nul", "1e", "-"})
    void scalar_somethingElse_isRefused(String text) {
        assertThatExceptionOfType(MalformedJsonException.class).isThrownBy(() -> new JsonReader(text).scalar());
    }

    static Stream<Arguments> scalar_anyNumber_isExact() {
        return Stream.of(
                arguments("9223372036854775807", Long.MAX_VALUE),
                arguments("-9223372036854775808", Long.MIN_VALUE),
                arguments("9223372036854775808", new BigInteger("9223372036854775808")),
                arguments("18446744073709552000", new BigInteger("18446744073709552000")),
                arguments("12345678901234567.89", new BigDecimal("12345678901234567.89")),
                arguments("0.1", 0.1),
                arguments("1e+21", 1e21),
                arguments("1.7976931348623157E308", Double.MAX_VALUE),
                arguments("1e400", "1e400"),
                arguments("-1e999999999999", "-1e999999999999"),
                arguments("1".repeat(401), "1".repeat(401)));
    }

    @ParameterizedTest
    @MethodSource
    void scalar_anyNumber_isExact(String text, Object number) {
        assertThat(new JsonReader(text).scalar()).isEqualTo(number);
    }

    @Test
    void error_always_tellsThePositionAndNoneOfTheText() {
        assertThatExceptionOfType(MalformedJsonException.class)
                .isThrownBy(() -> new JsonReader("{\"token\" \"hush\"}").skip())
                .withMessage("a colon expected at character 9");
    }

    @Test
    void nextName_repeatedNames_areTheSameString() {
        var json = new JsonReader("[{\"name\":1},{\"name\":2},{\"n\\u0061me\":3}]");
        var names = new ArrayList<String>();
        json.beginArray();
        while (json.nextElement()) {
            json.beginObject();
            for (var name = json.nextName(); name != null; name = json.nextName()) {
                names.add(name);
                json.skip();
            }
        }
        assertThat(names).containsExactly("name", "name", "name");
        assertThat(names.get(1)).isSameAs(names.get(0));
    }

    @Test
    void nextName_namesOfOneHash_areNotMixedUp() {
        // "Aa" and "BB" have the same hash code.
        var json = new JsonReader("{\"Aa\":1,\"BB\":2,\"Aa\":3}");
        json.beginObject();
        assertThat(json.nextName()).isEqualTo("Aa");
        json.skip();
        assertThat(json.nextName()).isEqualTo("BB");
        json.skip();
        assertThat(json.nextName()).isEqualTo("Aa");
    }

    /** Reads any value by the reader's own methods, as far as the next character tells which. */
    private static Object read(JsonReader json, char next) {
        if (next == '{') {
            return readObject(json);
        }
        var list = new ArrayList<Object>();
        json.beginArray();
        while (json.nextElement()) {
            list.add(json.scalar());
        }
        return list;
    }

    private static Object readObject(JsonReader json) {
        var members = new LinkedHashMap<String, Object>();
        json.beginObject();
        for (var name = json.nextName(); name != null; name = json.nextName()) {
            switch (name) {
                case "none", "list", "object", "nested", "b" -> {
                    json.skip();
                    members.put(name, "skipped");
                }
                case "a" -> members.put(name, readObject(json));
                default -> members.put(name, json.scalar());
            }
        }
        return members;
    }

    private static Object plain(JsonValue value) {
        return switch (value.getValueType()) {
            case OBJECT -> plain(value.asJsonObject());
            case ARRAY -> plain(value.asJsonArray());
            case STRING -> ((JsonString) value).getString();
            case NUMBER -> number((JsonNumber) value);
            case TRUE -> true;
            case FALSE -> false;
            default -> "skipped";
        };
    }

    private static Object plain(JsonObject object) {
        var members = new LinkedHashMap<String, Object>();
        object.forEach((name, value) -> members.put(
                name, List.of("none", "list", "object", "nested", "b").contains(name) ? "skipped" : plain(value)));
        return members;
    }

    private static Object plain(JsonArray array) {
        return array.stream().map(JsonReaderTest::plain).toList();
    }

    private static Object number(JsonNumber number) {
        return number.toString().matches("-?[0-9]+") ? (Object) number.longValue() : (Object) number.doubleValue();
    }
}
