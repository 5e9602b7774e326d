// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.sidetrack.SampleHits;
import dev.sidetrack.TrackedEvent;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class BeaconJsonTest {

    @Test
    void read_page_isAPageView() {
        assertThat(BeaconJson.read("{\"p\":\"/shop?utm_source=a\",\"r\":\"https://a.example/\",\"t\":\"Shop\"}"))
                .isEqualTo(new BeaconHit(
                        "/shop", "utm_source=a", "https://a.example/", "Shop", null, BrowserFacts.NOTHING));
    }

    @Test
    void read_event_hasAllItsParts() {
        var hit = BeaconJson.read(
                "{\"p\":\"/shop\",\"event\":\"cart-filled\",\"category\":\"shop\",\"label\":\"mug\",\"value\":12.5,"
                        + "\"properties\":{\"quantity\":2,\"gift\":true,\"note\":\"x\",\"nothing\":null}}");
        assertThat(hit.event())
                .isEqualTo(TrackedEvent.named("cart-filled")
                        .category("shop")
                        .label("mug")
                        .value(12.5)
                        .property("quantity", 2)
                        .property("gift", true)
                        .property("note", "x"));
    }

    @Test
    void read_unknownMembersAndNulls_areSkipped() {
        assertThat(BeaconJson.read(
                        " {\"x\":{\"p\":[1,{}]},\"p\":\"/shop\",\"r\":null,\"t\":null,\"properties\":null} "))
                .isEqualTo(new BeaconHit("/shop", null, null, null, null, BrowserFacts.NOTHING));
    }

    @Test
    void read_whatOnlyABrowserKnows_isThere() {
        var hit = BeaconJson.read(
                "{\"p\":\"/\",\"v\":\"019cb6f1-1a13-73c0-8d4e-0123456789ab\",\"s\":\"1920x1080\",\"d\":42}");
        assertThat(hit.seen()).isEqualTo(new BrowserFacts(SampleHits.ID, "1920x1080", Duration.ofMillis(42)));
        assertThat(BeaconJson.read("{\"p\":\"/\",\"v\":null,\"s\":null,\"d\":null}")
                        .seen())
                .isEqualTo(BrowserFacts.NOTHING);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            empty               | ``                                                | JSON
            no JSON             | p=/shop                                           | JSON
            array               | []                                                | JSON
            text                | "p"                                               | JSON
            cut off             | {"p":"/shop"                                      | JSON
            two                 | {"p":"/shop"}{}                                   | JSON
            path a number       | {"p":1}                                           | path
            path an object      | {"p":{}}                                          | path
            no path             | {}                                                | path
            null                | {"p":null}                                        | path
            foreign host        | {"p":"https://evil.example/"}                     | path
            value cut off       | {"p":"/","event":"e","value":1e}                  | JSON
            value no text       | {"p":"/","event":"e","value":""}                  | value must be a number
            value a price       | {"p":"/","event":"e","value":"9,99 €"}            | value must be a number
            value no number     | {"p":"/","event":"e","value":"NaN"}               | value must be a number
            value of C          | {"p":"/","event":"e","value":"0x1p3"}             | value must be a number
            value a flag        | {"p":"/","event":"e","value":true}                | value must be a number
            value an object     | {"p":"/","value":{}}                              | value must be a number
            """)
    void read_anythingElse_isRefusedWithAReason(String name, String text, String reason) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BeaconJson.read(text))
                .satisfies(refused ->
                        assertThat(refused.getMessage()).isNotBlank().contains(reason == null ? "" : reason));
    }

    /** A view is worth more than what only a browser knows of it. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            view no UUID       | "v":"1-1-1-1-1"
            view a number      | "v":1
            screen of words    | "s":"large"
            screen with script | "s":"1x1<script>"
            screen of nothing  | "s":"0x0"
            screen an object   | "s":{"w":1}
            wait negative      | "d":-1
            wait too long      | "d":1200000
            wait a word        | "d":"long"
            wait endless       | "d":1e999
            wait tiny          | "d":1e-9
            """)
    void read_browserFactThatIsNone_isLeftOutAlone(String name, String fact) {
        assertThat(BeaconJson.read("{\"p\":\"/\"," + fact + ",\"t\":\"T\"}"))
                .isEqualTo(new BeaconHit("/", null, null, "T", null, BrowserFacts.NOTHING));
        var other = fact.startsWith("\"s\"") ? "\"d\":42" : "\"s\":\"320x200\"";
        assertThat(BeaconJson.read("{\"p\":\"/\"," + other + "," + fact + "}").seen())
                .isEqualTo(BeaconJson.read("{\"p\":\"/\"," + other + "}").seen())
                .isNotEqualTo(BrowserFacts.NOTHING);
    }

    /** As PerformanceNavigationTiming has it: DOMHighResTimeStamp is a double. */
    @ParameterizedTest
    @CsvSource({"42, 42", "'\"42\"', 42", "41.6, 42", "0.2, 0", "0, 0", "999999, 999999", "1e3, 1000"})
    void read_wait_isWholeMilliseconds(String given, long millis) {
        assertThat(BeaconJson.read("{\"p\":\"/\",\"d\":" + given + "}").seen().serverTime())
                .isEqualTo(Duration.ofMillis(millis));
    }

    /** One rule for the four ways: what {@link TrackedEvent} makes of the same. */
    static Stream<Arguments> read_oddEvent_isWhatAnEventInJavaIs() {
        var event = TrackedEvent.named("e");
        return Stream.of(
                arguments("\"event\":null", TrackedEvent.named(null)),
                arguments("\"event\":\"\"", TrackedEvent.named("")),
                arguments("\"event\":\" \"", TrackedEvent.named(" ")),
                arguments(
                        "\"event\":null,\"label\":\"l\"",
                        TrackedEvent.named(null).label("l")),
                arguments("\"event\":12", TrackedEvent.named("12")),
                arguments("\"event\":true", TrackedEvent.named("true")),
                arguments("\"event\":\"e\",\"label\":12", event.label("12")),
                arguments("\"event\":\"e\",\"label\":0.5", event.label("0.5")),
                arguments("\"event\":\"e\",\"label\":null", event),
                arguments("\"event\":\"e\",\"category\":false", event.category("false")),
                arguments(
                        "\"event\":\"e\",\"category\":[1,2]",
                        event.category(List.of(1, 2).toString())),
                arguments("\"event\":\"e\",\"value\":\"9.99\"", event.value(9.99)),
                arguments("\"event\":\"e\",\"value\":\" 7 \"", event.value(7)),
                arguments("\"event\":\"e\",\"value\":\"-1e3\"", event.value(-1000)),
                arguments("\"event\":\"e\",\"value\":null", event.value(null)),
                arguments("\"event\":\"e\",\"value\":1e999", event.value(Double.POSITIVE_INFINITY)),
                arguments(
                        "\"event\":\"e\",\"properties\":{\"p\":1" + "0".repeat(400) + ",\"q\":2}",
                        event.property("p", BigInteger.TEN.pow(400)).property("q", 2)),
                arguments(
                        "\"event\":\"e\",\"properties\":{\"p\":1e400,\"q\":2}",
                        event.property("p", "1e400").property("q", 2)),
                arguments("\"event\":\"e\",\"properties\":[1]", event.property(null, List.of(1))),
                arguments("\"event\":\"e\",\"properties\":\"x\"", event.property(null, "x")),
                arguments(
                        "\"event\":\"e\",\"properties\":{\"a\":[[[[1],2]]]}",
                        event.property("a", List.of(List.of(List.of(List.of(1), 2))))));
    }

    @ParameterizedTest
    @MethodSource
    void read_oddEvent_isWhatAnEventInJavaIs(String members, TrackedEvent event) {
        assertThat(BeaconJson.read("{\"p\":\"/x\"," + members + "}").event()).isEqualTo(event);
    }

    /** Each event is made once: cutting it anew for each member would let 32 kB take long. */
    @Test
    void read_membersOverAndOver_takesTheLast() {
        var hit = BeaconJson.read("{\"p\":\"/\",\"event\":\"e\",\"category\":\"" + "x".repeat(10_000) + "\""
                + ",\"label\":1".repeat(1_500) + ",\"label\":\"last\"}");
        assertThat(hit.event())
                .isEqualTo(TrackedEvent.named("e").category("x".repeat(10_000)).label("last"));
    }

    @Test
    void read_endlessPropertiesOrDepth_isRefused() {
        var properties =
                IntStream.range(0, 51).mapToObj(i -> "\"p" + i + "\":1").collect(Collectors.joining(","));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BeaconJson.read("{\"p\":\"/\",\"properties\":{" + properties + "}}"))
                .withMessage("properties must be an object with at most 50 members and 500 values in them");
        assertThatIllegalArgumentException().isThrownBy(() -> BeaconJson.read("{\"x\":" + "[".repeat(8000)));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            members of one object   | "properties":{ONE}
            of several objects      | "properties":{TWO},"properties":{THREE}
            values of one array     | "properties":{"a":[ARRAY]}
            values nested           | "properties":{"a":[[ARRAY]]}
            """)
    void read_moreThanAHitMayHave_isRefusedHoweverItIsSpread(String name, String members) {
        var json = "{\"p\":\"/\",\"event\":\"e\","
                + members.replace("ONE", members(0, 51))
                        .replace("TWO", members(0, 30))
                        .replace("THREE", members(30, 60))
                        .replace("ARRAY", "1,".repeat(500) + "1")
                + "}";
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BeaconJson.read(json))
                .withMessageStartingWith("properties must be an object");
    }

    @Test
    void read_valuesAsBrowsersWriteThem_keepTheirWorth() {
        var hit = BeaconJson.read(
                "\uFEFF{\"p\":\"/\",\"event\":\"" + "x".repeat(101)
                        + "\",\"value\":18446744073709552000,\"properties\":"
                        + "{\"big\":18446744073709552000,\"tiny\":1e-7,\"items\":[{\"id\":\"M-1\",\"price\":0.1,\"none\":null}]}}");
        assertThat(hit.event())
                .isEqualTo(TrackedEvent.named("x".repeat(100))
                        .value(18446744073709552000.0)
                        .property("big", new BigInteger("18446744073709552000"))
                        .property("tiny", 1e-7)
                        .property("items", List.of(Map.of("id", "M-1", "price", 0.1))));
    }

    private static String members(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> "\"p" + i + "\":1").collect(Collectors.joining(","));
    }

    @Property
    void read_anyText_isAHitOrRefused(@ForAll String text) {
        check(text);
        check("{\"p\":\"/\",\"event\":\"" + text + "\"}");
        check("{\"p\":\"/\",\"value\":" + text + "}");
    }

    @Property
    void read_likelyText_isAHitOrRefused(
            @ForAll @Chars({'{', '}', '[', ']', '"', ':', ',', 'p', '/', '\\', 'u', '0', 'e', '-', '.'}) String text) {
        check(text);
        check("{\"p\":\"/\",\"event\":\"e\",\"properties\":{" + text + "}}");
        check("{\"p\":\"/\",\"value\":" + text + "}");
    }

    private static void check(String text) {
        try {
            assertThat(BeaconJson.read(text).path()).startsWith("/");
        } catch (IllegalArgumentException refused) {
            assertThat(refused.getMessage()).isNotBlank();
        }
    }
}
