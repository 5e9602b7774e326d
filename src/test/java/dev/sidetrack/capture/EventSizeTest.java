// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.sidetrack.SampleHits;
import dev.sidetrack.TrackedEvent;
import dev.sidetrack.json.HitJson;
import dev.sidetrack.json.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class EventSizeTest {

    /** What a hit has besides its event. */
    private static final int HIT = 2_000;

    @Test
    void event_asOneIs_staysTheSame() {
        var event = TrackedEvent.named("order").category("shop").property("sku", "blue-mug");
        assertThat(EventSize.bounded(event)).isSameAs(event);
        assertThat(EventSize.bounded(null)).isNull();
    }

    @Test
    void event_justWithinTheBound_staysTheSame() {
        var event = TrackedEvent.named("order").property("text", "x".repeat(EventSize.MOST - 100));
        assertThat(EventSize.bounded(event)).isSameAs(event);
    }

    static Stream<Arguments> event_tooLarge_takesNoMoreThanTheBound() {
        var event = TrackedEvent.named("e");
        return Stream.of(
                arguments("label", event.label("x".repeat(1_000_000))),
                arguments("label of quotes", event.label("\"".repeat(40_000))),
                arguments(
                        "category and label", event.category("ä".repeat(30_000)).label("€".repeat(30_000))),
                arguments("property", event.property("text", "\"".repeat(1_000_000))),
                arguments("property's name", event.property("n".repeat(1_000_000), 1)),
                arguments("marks that are escaped", event.property("text", "\u200E\u2028\u202E\u2066".repeat(8_000))),
                arguments("label of such", event.label("\u061C".repeat(10_000))),
                arguments("emoji", event.property("text", "😀".repeat(30_000))),
                arguments("many", event.withProperties(many(20_000))),
                arguments("list", event.property("list", Collections.nCopies(4_900, "0123456789"))),
                arguments("numbers", event.property("list", Collections.nCopies(4_900, -1.2345678901234567E-101))),
                arguments("map", event.property("map", Map.of("of", many(4_000)))),
                arguments("lists in a map", event.property("m", Map.of("l", List.of("y".repeat(50_000), "z")))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void event_tooLarge_takesNoMoreThanTheBound(String name, TrackedEvent event) {
        assertThat(size(event)).isGreaterThan(EventSize.MOST);
        var bounded = EventSize.bounded(event);
        assertThat(size(bounded)).isLessThan(EventSize.MOST + HIT);
        assertThat(bounded.name()).isEqualTo("e");
    }

    @Test
    void event_tooLarge_keepsWhatComesFirst() {
        var bounded = EventSize.bounded(TrackedEvent.named("e")
                .category("shop")
                .property("sku", "blue-mug")
                .property("text", "x".repeat(40_000))
                .property("last", "gone"));
        assertThat(bounded.category()).isEqualTo("shop");
        assertThat(bounded.properties()).containsOnlyKeys("sku", "text").containsEntry("sku", "blue-mug");
        assertThat((String) bounded.properties().get("text")).hasSizeBetween(30_000, EventSize.MOST);
    }

    private static Map<String, Object> many(int count) {
        var many = new LinkedHashMap<String, Object>();
        for (var i = 0; i < count; i++) {
            many.put("name" + i, "value" + i);
        }
        return many;
    }

    private static int size(TrackedEvent event) {
        var json = new JsonWriter();
        HitJson.write(json, SampleHits.pageView().withEvent(event));
        return json.toString().getBytes(StandardCharsets.UTF_8).length;
    }
}
