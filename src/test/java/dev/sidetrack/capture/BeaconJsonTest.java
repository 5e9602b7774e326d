// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sidetrack.SampleHits;
import dev.sidetrack.TrackedEvent;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
        assertThat(BeaconJson.read(" {\"x\":{\"p\":[1,{}]},\"p\":\"/shop\",\"r\":null,\"t\":null,\"event\":null} "))
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
            path a number       | {"p":1}                                           | p is a text
            path an object      | {"p":{}}                                          | p is a text
            no path             | {}                                                | path
            null                | {"p":null}                                        | path
            foreign host        | {"p":"https://evil.example/"}                     | path
            event without name  | {"p":"/","event":" "}                             | name
            value a text        | {"p":"/","event":"e","value":"1"}                 | value
            value too high      | {"p":"/","event":"e","value":1e999}               |
            value a flag        | {"p":"/","event":"e","value":true}                | value
            view no UUID        | {"p":"/","v":"1-1-1-1-1"}                         | v is a UUID
            view a number       | {"p":"/","v":1}                                   | v is a text
            screen of words     | {"p":"/","s":"large"}                             | s is a screen
            screen with script  | {"p":"/","s":"1x1<script>"}                       | s is a screen
            screen of nothing   | {"p":"/","s":"0x0"}                               | s is a screen
            wait a text         | {"p":"/","d":"42"}                                | d is a whole number
            wait a fraction     | {"p":"/","d":0.5}                                 | d is a whole number
            wait negative       | {"p":"/","d":-1}                                  | d is milliseconds
            wait too long       | {"p":"/","d":1000000}                             | d is milliseconds
            properties an array | {"p":"/","event":"e","properties":[1]}            | properties is
            """)
    void read_anythingElse_isRefusedWithAReason(String name, String text, String reason) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BeaconJson.read(text))
                .satisfies(refused ->
                        assertThat(refused.getMessage()).isNotBlank().contains(reason == null ? "" : reason));
    }

    @Test
    void read_endlessPropertiesOrDepth_isRefused() {
        var properties =
                IntStream.range(0, 51).mapToObj(i -> "\"p" + i + "\":1").collect(Collectors.joining(","));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BeaconJson.read("{\"p\":\"/\",\"properties\":{" + properties + "}}"))
                .withMessage("properties is an object with at most 50 members and 500 values in them");
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
                .withMessageStartingWith("properties is an object");
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
