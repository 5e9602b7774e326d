// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** No text of a hit holds a control character, wherever it comes from. */
class PlainTextsTest {

    private static final String UGLY = "a\0b\r\n\tc\u001B\u007F\u0085d\uD83D";
    private static final String PLAIN = "a b   c   d\uFFFD";

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', ignoreLeadingAndTrailingWhitespace = false, nullValues = "null", textBlock = """
            null|null
            |
            plain|plain
             as it is| as it is
            Grüße 💐|Grüße 💐""")
    void plain_textThatIs_staysTheSame(String text, String same) {
        assertThat(Texts.plain(text)).isSameAs(text).isEqualTo(same);
        assertThat(Texts.plainUrl(text)).isSameAs(text);
    }

    @Test
    void plain_controlsAndHalves_areSpacesAndMarks() {
        assertThat(Texts.plain(UGLY)).isEqualTo(PLAIN);
        assertThat(Texts.plain("\uDC90💐\uD83D!")).isEqualTo("\uFFFD💐\uFFFD!");
        assertThat(Texts.plain("\n title\0")).isEqualTo("title");
        assertThat(Texts.plain("\0")).isNull();
        assertThat(Texts.plain("\u00A0é\u2028")).isEqualTo("\u00A0é\u2028");
    }

    @ParameterizedTest
    @CsvSource({
        "/a%00b, /a%20b",
        "/%0d%0A%1f%7F, /%20%20%20%20",
        "/a%20b%C3%A4%80%, /a%20b%C3%A4%80%",
        "/%2500, /%2500",
        "q=%0, q=%0"
    })
    void plainUrl_escapedControls_areEscapedSpaces(String url, String plain) {
        assertThat(Texts.plainUrl(url)).isEqualTo(plain);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("records")
    void record_uglyTexts_holdsPlainOnes(Class<? extends Record> type) throws Exception {
        var components = type.getRecordComponents();
        var types = Stream.of(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        var arguments = Stream.of(types).map(PlainTextsTest::ugly).toArray();
        var made = type.getDeclaredConstructor(types).newInstance(arguments);
        for (var component : components) {
            if (component.getType() == String.class) {
                assertThat(component.getAccessor().invoke(made))
                        .as(component.getName())
                        .isEqualTo(PLAIN);
            }
        }
    }

    /** All that make up a hit. */
    static List<Class<? extends Record>> records() {
        return List.of(Hit.class, Page.class, Campaign.class, Visitor.class, ClientHints.class, TrackedEvent.class);
    }

    private static Object ugly(Class<?> type) {
        var others = Map.of(
                UUID.class, SampleHits.ID, Instant.class, SampleHits.TIME, Page.class, SampleHits.PAGE, int.class, 0);
        return type == String.class ? UGLY : type == boolean.class ? (Object) false : others.get(type);
    }

    @Test
    void properties_uglyTexts_areKeptAsPlainOnes() {
        var event = TrackedEvent.named("e")
                .property(UGLY, UGLY)
                .property("list", List.of(UGLY, 1))
                .property("map", Map.of(UGLY, UGLY))
                .property("text", new StringBuilder(UGLY))
                .property("nothing", "\0");
        assertThat(event.properties())
                .isEqualTo(
                        Map.of(PLAIN, PLAIN, "list", List.of(PLAIN, 1L), "map", Map.of(PLAIN, PLAIN), "text", PLAIN));
        assertThat(TrackedEvent.named("\0").isNamed()).isFalse();
    }

    @Test
    void aliases_uglyTexts_areKeptAsPlainOnes() {
        assertThat(SampleHits.VISITOR.withAliases(Map.of("_ga", UGLY)).aliases())
                .isEqualTo(Map.of("_ga", PLAIN));
    }

    @Test
    void campaign_nothingButControls_isNone() {
        assertThat(Campaign.builder().source("\0").buildOrNull()).isNull();
    }
}
