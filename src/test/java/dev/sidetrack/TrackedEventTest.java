// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrackedEventTest {

    @Test
    void named_noName_isRefused() {
        assertThatNullPointerException().isThrownBy(() -> TrackedEvent.named(null)).withMessage("an event needs a name");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t\n"})
    void named_blankName_isRefused(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> TrackedEvent.named(name));
    }

    @Test
    void named_longestName_isTaken() {
        assertThat(TrackedEvent.named("n".repeat(100)).name()).hasSize(100);
        assertThatIllegalArgumentException().isThrownBy(() -> TrackedEvent.named("n".repeat(101)))
                .withMessage("an event's name has 1 to 100 characters");
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void value_notFinite_isRefused(double value) {
        var event = TrackedEvent.named("e");
        assertThatIllegalArgumentException().isThrownBy(() -> event.value(value));
    }

    @Test
    void properties_withoutAName_areRefused() {
        var nameless = new HashMap<String, Object>();
        nameless.put(null, "v");
        assertThatNullPointerException().isThrownBy(() -> new TrackedEvent("e", null, null, null, nameless)).withMessage("a property needs a name");
    }

    @Test
    void methods_always_returnChangedCopies() {
        var bare = TrackedEvent.named("e");
        var full = bare.category("c").label("l").value(1).property("p", "v");

        assertThat(bare).isEqualTo(new TrackedEvent("e", null, null, null, null));
        assertThat(full.category()).isEqualTo("c");
        assertThat(full.label()).isEqualTo("l");
        assertThat(full.value()).isEqualTo(1.0);
        assertThat(full.properties()).containsOnlyKeys("p");
    }

    @Test
    void durable_thenChanged_staysDurable() {
        var event = TrackedEvent.named("e").durable(OnFailure.FAIL).category("c").label("l").value(1).property("p", 1);
        assertThat(event.isDurable()).isTrue();
        assertThat(event.onFailure()).isEqualTo(OnFailure.FAIL);
        assertThat(TrackedEvent.named("e").durable().onFailure()).isEqualTo(OnFailure.BUFFER);
        assertThat(TrackedEvent.named("e").isDurable()).isFalse();
    }

    static Stream<Arguments> property_anyType_isScalar() {
        return Stream.of(
                arguments("text", "text", "text"),
                arguments("flag", true, true),
                arguments("long", 5L, 5L),
                arguments("int", 5, 5L),
                arguments("short", (short) 5, 5L),
                arguments("byte", (byte) 5, 5L),
                arguments("double", 2.5, 2.5),
                arguments("float", 2.5f, 2.5),
                arguments("decimal", new BigDecimal("12.50"), 12.5),
                arguments("big integer", BigInteger.TEN, 10.0),
                arguments("not a number", Double.NaN, "NaN"),
                arguments("endless", Double.NEGATIVE_INFINITY, "-Infinity"),
                arguments("char", 'x', "x"),
                arguments("enum", Consent.GRANTED, "GRANTED"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void property_anyType_isScalar(String name, Object given, Object kept) {
        assertThat(TrackedEvent.named("e").property(name, given).properties()).containsEntry(name, kept);
    }

    @Test
    void property_null_changesNothing() {
        var event = TrackedEvent.named("e");
        assertThat(event.property("p", null)).isSameAs(event);
    }

    @Test
    void property_noName_isRefused() {
        var event = TrackedEvent.named("e");
        assertThatNullPointerException().isThrownBy(() -> event.property(null, 1)).withMessage("a property needs a name");
    }

    @Test
    void property_several_keepTheirOrder() {
        var event = TrackedEvent.named("e").property("z", 1).property("a", 2).property("m", 3).property("z", 4);
        assertThat(event.properties()).containsExactly(entry("z", 4L), entry("a", 2L), entry("m", 3L));
    }

    @Test
    void properties_changedOutside_stayTheSame() {
        var given = new HashMap<String, Object>();
        given.put("p", "before");
        var event = new TrackedEvent("e", null, null, null, given);
        given.put("p", "after");

        assertThat(event.properties()).containsExactly(entry("p", "before"));
        assertThat(event.properties()).isUnmodifiable();
    }

    private static Map.Entry<String, Object> entry(String name, Object value) {
        return Map.entry(name, value);
    }
}
