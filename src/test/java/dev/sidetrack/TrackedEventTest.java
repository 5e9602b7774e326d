// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import jakarta.json.Json;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.Collections;
import java.util.ConcurrentModificationException;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrackedEventTest {

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", "\t\n"})
    void named_noName_hasNoneAndThrowsNothing(String name) {
        assertThat(TrackedEvent.named(name).name()).isEmpty();
        assertThat(TrackedEvent.named(name).isNamed()).isFalse();
    }

    /** On the queue it would make its whole batch unreadable. */
    @Test
    void isNamed_nothingButSpacesLeftOfALongName_isFalse() {
        assertThat(TrackedEvent.named(" ".repeat(100) + "x").isNamed()).isFalse();
    }

    @Test
    void named_tooLongName_isCutBetweenCharacters() {
        assertThat(TrackedEvent.named("n".repeat(100)).name()).hasSize(100);
        assertThat(TrackedEvent.named("n".repeat(101)).name()).isEqualTo("n".repeat(100));
        assertThat(TrackedEvent.named("n".repeat(99) + "\ud83d\ude00").name()).isEqualTo("n".repeat(99));
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void value_notFinite_isLeftOut(double value) {
        assertThat(TrackedEvent.named("e").label("l").value(value))
                .isEqualTo(TrackedEvent.named("e").label("l"));
    }

    @Test
    void properties_thatCannotBeRead_areLeftOut() {
        Map<String, Object> changing = new AbstractMap<>() {
            @Override
            public Set<Entry<String, Object>> entrySet() {
                throw new ConcurrentModificationException();
            }
        };
        assertThat(TrackedEvent.named("e").withProperties(changing)).isEqualTo(TrackedEvent.named("e"));
        var nested = TrackedEvent.named("e").property("map", Map.of(new Fails(), 1, "ok", 2));
        assertThat(nested.properties()).isEqualTo(Map.of("map", Map.of("ok", 2L)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u00A0", "\u200B", "\uFEFF"})
    void name_ofNothingToSee_isNone(String name) {
        assertThat(TrackedEvent.named(name).isNamed()).isFalse();
    }

    @Test
    void name_cutWithinAnAddress_saysNothingOfIt() {
        for (var address : List.of("jane@shop.example", "jane%2540shop.example", "jane&#64;shop.example")) {
            for (var length = 80; length < 100; length++) {
                var before = "x".repeat(length) + " ";
                assertThat(TrackedEvent.named(before + address).name()).startsWith(before.strip());
                assertThat(TrackedEvent.named(before + address + "x".repeat(20)).name())
                        .isIn(before + "*", before, before.strip());
            }
        }
        assertThat(TrackedEvent.named("x".repeat(96) + " R&D of").name()).endsWith(" R&D");
    }

    /** Java Language Specification 5.1.2: widening keeps a float's bits, not the decimals that somebody has written. */
    static Stream<Arguments> value_numberOfAnyType_isTheNearestDouble() {
        return Stream.of(
                arguments(0.1f, 0.1),
                arguments(15.1f, 15.1),
                arguments(Float.MIN_VALUE, 1.4E-45),
                arguments(Float.NaN, null),
                arguments(Float.POSITIVE_INFINITY, null),
                arguments(12.5, 12.5),
                arguments(-0.0, -0.0),
                arguments(7, 7.0),
                arguments((short) 7, 7.0),
                arguments(16_777_217, 16_777_217.0),
                arguments(9_007_199_254_740_993L, 9_007_199_254_740_992.0),
                arguments(new BigDecimal("12.50"), 12.5),
                arguments(new BigDecimal("12345678901234567.89"), 12345678901234568.0),
                arguments(new BigDecimal("1e400"), null),
                arguments(new BigInteger("18446744073709551615"), 18446744073709552000.0),
                arguments(BigInteger.TEN.pow(400), null),
                arguments(new AtomicLong(7), 7.0),
                arguments(new Unreadable(), null),
                arguments(null, null));
    }

    @ParameterizedTest
    @MethodSource
    void value_numberOfAnyType_isTheNearestDouble(Number given, Double nearest) {
        assertThat(TrackedEvent.named("e").value(given).value()).isEqualTo(nearest);
        var purchase =
                new Tracker().purchase("T1").item("SKU1", "Mug", given, 2).tax(given);
        assertThat(purchase.value(given).event().value()).isEqualTo(nearest);
        var item = Item.of("SKU1", "Mug", given);
        assertThat(Double.isFinite(item.price()) ? (Double) item.price() : null).isEqualTo(nearest);
    }

    @Test
    void value_primitive_isWhatIsWritten() {
        var event = TrackedEvent.named("e");
        assertThat(event.value(0.1f).value()).isEqualTo(0.1);
        assertThat(event.value(16_777_217).value()).isEqualTo(16_777_217.0);
        assertThat(event.value((byte) 1).value()).isEqualTo(1.0);
    }

    @Test
    void properties_withoutAName_areLeftOut() {
        var nameless = new HashMap<String, Object>();
        nameless.put(null, "v");
        nameless.put("", "v");
        nameless.put(" \u00A0", "v");
        nameless.put("p", "v");
        assertThat(new TrackedEvent("e", null, null, null, nameless).properties())
                .containsExactly(entry("p", "v"));
        assertThat(TrackedEvent.named("e").property(null, 1).properties()).isEmpty();
    }

    @Test
    void event_withThingsThatCannotBeCounted_isToldOnceAMinute() {
        var clock = new AtomicLong();
        var warnings = new EventWarnings(clock::get);
        try (var log = LogLines.of("dev.sidetrack")) {
            warnings.warn("First\u202E\n.");
            warnings.warn("Second.");
            clock.set(TimeUnit.SECONDS.toNanos(59));
            warnings.warn("Third.");
            clock.set(TimeUnit.SECONDS.toNanos(60));
            warnings.warn("Fourth.");
            assertThat(log.lines())
                    .containsExactly("WARNING First??.", "WARNING Fourth. (2 more since the last warning)");
        }
    }

    @Test
    void name_tooLong_isNotInTheLog() {
        try (var log = LogLines.of("dev.sidetrack")) {
            TrackedEvent.named("order of anna@example.com " + "x".repeat(100));
            assertThat(log.lines()).noneMatch(line -> line.contains("anna"));
        }
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
        var event = TrackedEvent.named("e")
                .durable(OnFailure.FAIL)
                .category("c")
                .label("l")
                .value(1)
                .property("p", 1);
        assertThat(event.isDurable()).isTrue();
        assertThat(event.onFailure()).isEqualTo(OnFailure.FAIL);
        assertThat(TrackedEvent.named("e").durable().onFailure()).isEqualTo(OnFailure.BUFFER);
        assertThat(TrackedEvent.named("e").isDurable()).isFalse();
    }

    static Stream<Arguments> property_anyType_keepsItsWorth() {
        return Stream.of(
                arguments("text", "text", "text"),
                arguments("flag", true, true),
                arguments("long", 5L, 5L),
                arguments("int", 5, 5L),
                arguments("short", (short) 5, 5L),
                arguments("byte", (byte) 5, 5L),
                arguments("double", 2.5, 2.5),
                arguments("float", 0.1f, 0.1),
                arguments("decimal", new BigDecimal("12.50"), 12.5),
                arguments(
                        "exact decimal",
                        new BigDecimal("12345678901234567.89"),
                        new BigDecimal("12345678901234567.89")),
                arguments("whole decimal", new BigDecimal("7"), 7.0),
                arguments("big integer", BigInteger.TEN, 10L),
                arguments(
                        "exact big integer",
                        new BigInteger("12345678901234567890"),
                        new BigInteger("12345678901234567890")),
                arguments("beyond any double", BigInteger.TEN.pow(400), "1" + "0".repeat(400)),
                arguments("atomic", new AtomicLong(7), 7L),
                arguments("not a number", Double.NaN, null),
                arguments("number in its own words", new Half(), 0.5),
                arguments("text of JSON", Json.createValue("Blue mug"), "Blue mug"),
                arguments("number of JSON", Json.createValue(2), 2L),
                arguments("decimal of JSON", Json.createValue(new BigDecimal("12.5")), 12.5),
                arguments("true of JSON", JsonValue.TRUE, true),
                arguments("null of JSON", JsonValue.NULL, null),
                arguments(
                        "object of JSON",
                        Json.createObjectBuilder()
                                .add("name", "Blue mug")
                                .add("tags", Json.createArrayBuilder().add("a"))
                                .build(),
                        Map.of("name", "Blue mug", "tags", List.of("a"))),
                arguments("text without an end", new Endless(), null),
                arguments("not a float", Float.NaN, null),
                arguments("endless", Double.NEGATIVE_INFINITY, null),
                arguments("char", 'x', "x"),
                arguments("builder", new StringBuilder("x"), "x"),
                arguments("enum", Consent.GRANTED, "GRANTED"),
                arguments("enum with a text of its own", Loud.QUIET, "QUIET"),
                arguments("optional", Optional.of(0.1f), 0.1),
                arguments("no optional", Optional.empty(), null),
                arguments("stream", Stream.of(1), null),
                arguments("nameless object", new Object(), null),
                arguments("optional int", OptionalInt.of(5), 5L),
                arguments("optional long", OptionalLong.of(5), 5L),
                arguments("optional double", OptionalDouble.empty(), null),
                arguments("instant", Instant.parse("2026-03-04T05:06:07.5Z"), "2026-03-04T05:06:07.500Z"),
                arguments("date", LocalDate.of(2026, 3, 4), "2026-03-04"),
                arguments(
                        "zoned",
                        ZonedDateTime.parse("2026-03-04T05:06:07+01:00[Europe/Vienna]"),
                        "2026-03-04T05:06:07+01:00"),
                arguments("old date", new Date(0), "1970-01-01T00:00:00Z"),
                arguments("date of SQL", java.sql.Date.valueOf("2026-03-04"), "2026-03-04"),
                arguments("duration", Duration.ofMinutes(90), "PT1H30M"),
                arguments("array", new int[] {1, 2}, List.of(1L, 2L)),
                arguments("objects", new Object[] {"a", null, 'b'}, List.of("a", "b")),
                arguments("set", new TreeSet<>(Set.of(2, 1)), List.of(1L, 2L)),
                arguments("map", Map.of(Loud.QUIET, Optional.of(1)), Map.of("QUIET", 1L)),
                arguments(
                        "items",
                        List.of(Map.of("id", "M-1", "tags", List.of("a"))),
                        List.of(Map.of("id", "M-1", "tags", List.of("a")))),
                arguments("four levels", List.of(List.of(List.of(List.of(1), 2))), List.of(List.of(List.of(2L)))),
                arguments("itself", itself(), List.of(List.of(List.of()))),
                arguments("fails", new Fails(), null));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void property_anyType_keepsItsWorth(String name, Object given, Object kept) {
        var properties = TrackedEvent.named("e").property(name, given).properties();
        assertThat(properties.get(name)).isEqualTo(kept);
        assertThat(properties.containsKey(name)).isEqualTo(kept != null);
    }

    @Test
    void property_endlessList_isCut() {
        var event = TrackedEvent.named("e").property("all", Collections.nCopies(1_000_000, 1));
        assertThat((List<?>) event.properties().get("all"))
                .hasSizeLessThan(5_000)
                .hasSizeGreaterThan(4_000);
    }

    @Test
    void property_null_changesNothing() {
        var event = TrackedEvent.named("e");
        assertThat(event.property("p", null)).isSameAs(event);
    }

    @Test
    void property_several_keepTheirOrder() {
        var event = TrackedEvent.named("e")
                .property("z", 1)
                .property("a", 2)
                .property("m", 3)
                .property("z", 4);
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

    private static List<Object> itself() {
        var list = new ArrayList<>();
        list.add(list);
        return list;
    }

    private enum Loud {
        QUIET;

        @Override
        public String toString() {
            return "quiet!";
        }
    }

    private static class Unreadable extends Number {
        private static final long serialVersionUID = 1;

        @Override
        public int intValue() {
            throw new IllegalStateException("lazy and detached");
        }

        @Override
        public long longValue() {
            throw new IllegalStateException("lazy and detached");
        }

        @Override
        public float floatValue() {
            throw new IllegalStateException("lazy and detached");
        }

        @Override
        public double doubleValue() {
            throw new IllegalStateException("lazy and detached");
        }
    }

    private static final class Half extends Unreadable {
        private static final long serialVersionUID = 1;

        @Override
        public double doubleValue() {
            return 0.5;
        }

        @Override
        public String toString() {
            return "1/2";
        }
    }

    /** As two entities that know each other. */
    private static final class Endless {
        @Override
        public String toString() {
            return "entity of " + this;
        }
    }

    private static final class Fails {
        @Override
        public String toString() {
            throw new IllegalStateException("lazy and detached");
        }
    }
}
