// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack;

import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Calendar;
import java.util.Collection;
import java.util.Collections;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Converts whatever an application passes as a property to what a hit carries: {@code String}, {@code Boolean},
 * {@code Long}, {@code Double}, {@code BigInteger}, {@code BigDecimal}, and lists and maps of these, three levels deep;
 * texts are {@link Texts#plain plain}. Values that JSON cannot express (null, NaN, deeper nesting, values that fail
 * when read) are left out. Nothing in here throws.
 */
final class PropertyValues {

    private static final int LEVELS = 3;
    private static final int MOST = 5_000;

    private int left = MOST;

    private PropertyValues() {}

    /** The properties, unmodifiable and in order. */
    static Map<String, Object> of(Map<?, ?> given) {
        try {
            return given == null || given.isEmpty()
                    ? Map.of()
                    : Collections.unmodifiableMap(new PropertyValues().members(given, 0));
        } catch (RuntimeException | LinkageError | StackOverflowError unreadable) {
            // For example a map that another thread changes.
            EventWarnings.tell("The properties cannot be read and are left out: "
                    + unreadable.getClass().getName());
            return Map.of();
        }
    }

    /**
     * The {@code double} nearest to a number's decimal text, unlike the widening of a {@code float}; infinite beyond
     * the range, {@code null} for none and for one that cannot be read.
     */
    static Double nearest(Number given) {
        if (given == null) {
            return null;
        }
        try {
            return given instanceof Float ? Double.parseDouble(given.toString()) : given.doubleValue();
        } catch (RuntimeException unreadable) {
            EventWarnings.tell("A number cannot be read and is left out: "
                    + unreadable.getClass().getName());
            return null;
        }
    }

    private Object value(Object given, int level) {
        try {
            if (left-- <= 0) {
                EventWarnings.tell("Properties have more than " + MOST + " values in all; what is more is left out.");
                return null;
            }
            return kept(JsonValues.plain(given), level);
        } catch (RuntimeException | LinkageError | StackOverflowError unreadable) {
            // For example entities whose texts contain each other.
            EventWarnings.tell("A property cannot be read and is left out: "
                    + unreadable.getClass().getName());
            return null;
        }
    }

    private Object kept(Object given, int level) {
        if (given == null || given instanceof Boolean || given instanceof Long) {
            return given;
        }
        if (given instanceof String text) {
            return Texts.plain(text);
        }
        if (given instanceof Number number) {
            return number(number);
        }
        if (given instanceof Map
                || given instanceof Collection
                || given.getClass().isArray()) {
            return level == LEVELS ? tooDeep() : nested(given, level + 1);
        }
        return isOptional(given) ? kept(content(given), level) : said(given);
    }

    private Object nested(Object given, int level) {
        if (given instanceof Map<?, ?> map) {
            return Collections.unmodifiableMap(members(map, level));
        }
        var elements = new ArrayList<>();
        if (given instanceof Collection<?> collection) {
            collection.forEach(element -> add(elements, element, level));
        } else {
            for (var i = 0; i < Array.getLength(given); i++) {
                add(elements, Array.get(given, i), level);
            }
        }
        return Collections.unmodifiableList(elements);
    }

    private LinkedHashMap<String, Object> members(Map<?, ?> given, int level) {
        var members = new LinkedHashMap<String, Object>();
        given.forEach((key, member) -> {
            var value = value(member, level);
            var name = name(key);
            if (name == null) {
                EventWarnings.tell("A property has no name and is left out.");
            } else if (value != null) {
                members.put(name, value);
            }
        });
        return members;
    }

    private static String name(Object key) {
        try {
            var name = key == null ? null : Texts.plain(text(key));
            return name == null || Texts.trimmed(name).isEmpty() ? null : name;
        } catch (RuntimeException | LinkageError | StackOverflowError unreadable) {
            return null;
        }
    }

    private void add(List<Object> elements, Object given, int level) {
        var value = value(given, level);
        if (value != null) {
            elements.add(value);
        }
    }

    private static Object tooDeep() {
        EventWarnings.tell("A property is nested more than " + LEVELS + " levels deep; what is deeper is left out.");
        return null;
    }

    /** Its {@code toString()}, unless that is only its identity, as with streams and suppliers. */
    private static String said(Object given) {
        var text = text(given);
        if (text.startsWith(given.getClass().getName() + "@")) {
            EventWarnings.tell("A property has no text of its own and is left out: "
                    + given.getClass().getName());
            return null;
        }
        return Texts.plain(text);
    }

    /** The simplest type that keeps the number exactly: a {@code Long}, a {@code Double}, or a big one. */
    private static Object number(Number given) {
        if (given instanceof Integer || given instanceof Short || given instanceof Byte) {
            return given.longValue();
        }
        if (given instanceof Double || given instanceof Float) {
            return finite(given);
        }
        if (given instanceof BigInteger whole) {
            return whole.bitLength() < Long.SIZE ? (Object) whole.longValue() : inRange(whole);
        }
        var decimal = given instanceof BigDecimal exact ? exact : decimal(given);
        if (decimal == null) {
            return finite(given);
        }
        if (!(given instanceof BigDecimal) && decimal.scale() == 0) {
            return number(decimal.toBigInteger());
        }
        var nearest = decimal.doubleValue();
        return Double.isFinite(nearest) && BigDecimal.valueOf(nearest).compareTo(decimal) == 0
                ? (Object) nearest
                : inRange(decimal);
    }

    /** Converts a number of the application's own type; {@code null} if its text is not a decimal, such as 1/2. */
    private static BigDecimal decimal(Number given) {
        try {
            return new BigDecimal(given.toString());
        } catch (NumberFormatException written) {
            return null;
        }
    }

    private static Double finite(Number given) {
        if (!Double.isFinite(given.doubleValue())) {
            EventWarnings.tell("A property is not a finite number and is left out.");
            return null;
        }
        return nearest(given);
    }

    /** As text if no JSON reader could represent it. */
    private static Object inRange(Number big) {
        return Double.isFinite(big.doubleValue()) ? big : big.toString();
    }

    private static boolean isOptional(Object given) {
        return given instanceof Optional
                || given instanceof OptionalInt
                || given instanceof OptionalLong
                || given instanceof OptionalDouble;
    }

    private static Object content(Object optional) {
        if (optional instanceof OptionalInt number) {
            return number.isPresent() ? number.getAsInt() : null;
        }
        if (optional instanceof OptionalLong number) {
            return number.isPresent() ? number.getAsLong() : null;
        }
        if (optional instanceof OptionalDouble number) {
            return number.isPresent() ? number.getAsDouble() : null;
        }
        return ((Optional<?>) optional).orElse(null);
    }

    /** Enums by name, dates and times in ISO 8601, anything else by {@code toString()}. */
    private static String text(Object given) {
        if (given instanceof Enum<?> constant) {
            return constant.name();
        }
        if (given instanceof Date date) {
            return iso(date);
        }
        if (given instanceof Calendar calendar) {
            return calendar.toInstant().toString();
        }
        return given instanceof ZonedDateTime time ? time.toOffsetDateTime().toString() : given.toString();
    }

    private static String iso(Date date) {
        try {
            return date.toInstant().toString();
        } catch (UnsupportedOperationException dateOrTimeOfSql) {
            return date.toString();
        }
    }
}
