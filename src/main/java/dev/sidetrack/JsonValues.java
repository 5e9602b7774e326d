// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack;

import jakarta.json.JsonNumber;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.math.BigDecimal;

/** Values of Jakarta JSON Processing, whose own texts are JSON: a text in quotes, a number as a text. */
final class JsonValues {

    private static final boolean ARE_KNOWN = areKnown();

    private JsonValues() {}

    /** What the value stands for, in Java; {@code given} if it is none of JSON. */
    static Object plain(Object given) {
        return ARE_KNOWN && Known.isJson(given) ? Known.plain((JsonValue) given) : given;
    }

    /** Not every server has them. */
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
                // A map and a list.
                case OBJECT, ARRAY -> given;
            };
        }

        private static Number number(BigDecimal exact) {
            return exact.scale() == 0 ? exact.toBigInteger() : exact;
        }
    }
}
