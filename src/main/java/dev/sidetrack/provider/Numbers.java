// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.provider;

import dev.sidetrack.json.JsonWriter;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Converts numbers to what services can represent: others, such as an order id of 18 digits, become text. */
final class Numbers {

    /** From here on, JSON readers with nothing but doubles, such as JavaScript, lose digits (RFC 8259 section 6). */
    private static final BigDecimal INEXACT = BigDecimal.valueOf(1L << 53);

    private Numbers() {}

    /** The value, in which whole numbers that a double cannot hold are texts, in lists and maps too. */
    static Object exact(Object value) {
        if (value instanceof Map<?, ?> members) {
            var exact = new LinkedHashMap<Object, Object>();
            members.forEach((name, member) -> exact.put(name, exact(member)));
            return exact;
        }
        if (value instanceof List<?> elements) {
            return elements.stream().map(Numbers::exact).toList();
        }
        var isDouble = !(value instanceof Number) || value instanceof Double;
        return isDouble || isBelow((Number) value, INEXACT) ? value : JsonWriter.text(value);
    }

    /** The value, or a text for a number with this many digits before the point. */
    static Object below(Object value, BigDecimal limit) {
        return !(value instanceof Number number) || isBelow(number, limit) ? value : JsonWriter.text(value);
    }

    /** Whether its absolute value is below this limit. */
    static boolean isBelow(Number number, BigDecimal limit) {
        return new BigDecimal(number.toString()).abs().compareTo(limit) < 0;
    }
}
