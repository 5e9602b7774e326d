// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack;

import jakarta.json.JsonNumber;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.math.BigDecimal;

/** Converts values of Jakarta JSON Processing, whose own {@code toString()} is JSON, such as a text in quotes. */
final class JsonValues {

    private static final boolean ARE_KNOWN = areKnown();

    private JsonValues() {}

    /** The Java value of a JSON value; {@code given} itself if it is something else. */
    static Object plain(Object given) {
        return ARE_KNOWN && Known.isJson(given) ? Known.plain((JsonValue) given) : given;
    }

    /** Whether the server has JSON Processing. */
    private static boolean areKnown() {
        try {
            return Known.isJson(JsonValue.NULL);
        } catch (LinkageError missing) {
            return false;
        }
    }

    private static final class Known {

        static boolean isJson(Object given) {
            return given instanceof JsonValue;
        }

        static Object plain(JsonValue given) {
            return switch (given.getValueType()) {
                case STRING -> ((JsonString) given).getString();
                case NUMBER -> number(((JsonNumber) given).bigDecimalValue());
                case TRUE -> true;
                case FALSE -> false;
                case NULL -> null;
                // Objects are maps, arrays are lists.
                case OBJECT, ARRAY -> given;
            };
        }

        private static Number number(BigDecimal exact) {
            return exact.scale() == 0 ? exact.toBigInteger() : exact;
        }
    }
}
