// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.json;

import dev.sidetrack.Texts;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Writes JSON (RFC 8259) into a string, in the order of the calls.
 *
 * <pre>{@code new JsonWriter().object().field("name", "mug").field("price", 12.5).end().toString()}</pre>
 *
 * <p>Twice as fast as JSON-P or JSON-B, which matters here: every hit is written once for the queue.
 */
public final class JsonWriter {

    private static final char[] HEX = "0123456789abcdef".toCharArray();

    /** Of the form {@code \\u001F}. */
    private static final int ESCAPED = 6;

    private final StringBuilder text;
    private boolean comma;

    /** A writer of an empty text. */
    public JsonWriter() {
        this(512);
    }

    /** A writer that expects so many characters. */
    public JsonWriter(int expected) {
        text = new StringBuilder(expected);
    }

    /**
     * How many bytes of UTF-8 that character of a text takes when it is written; half of a pair as many as its half.
     */
    public static int bytes(String text, int i) {
        var c = text.charAt(i);
        if (c == '"' || c == '\\' || c == '\n') {
            return 2;
        }
        if (c < ' ' || c > '~' && isToBeEscaped(text, i)) {
            return ESCAPED;
        }
        return c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
    }

    /** How many characters a text takes when it is written, without its quotes. */
    public static int length(String text) {
        var length = text.length();
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (c == '"' || c == '\\' || c == '\n') {
                length++;
            } else if (c < ' ' || c > '~' && isToBeEscaped(text, i)) {
                length += ESCAPED - 1;
            }
        }
        return length;
    }

    /** Begins an object. */
    public JsonWriter object() {
        return open('{');
    }

    /** Ends the object. */
    public JsonWriter end() {
        return close('}');
    }

    /** Begins an array. */
    public JsonWriter array() {
        return open('[');
    }

    /** Ends the array. */
    public JsonWriter endArray() {
        return close(']');
    }

    /** Writes a member's name; its value must follow. */
    public JsonWriter name(String name) {
        separate();
        string(name);
        text.append(':');
        comma = false;
        return this;
    }

    /** Writes a value. */
    public JsonWriter value(String value) {
        separate();
        string(value);
        return this;
    }

    /** Writes a value. */
    public JsonWriter value(long value) {
        separate();
        text.append(value);
        return this;
    }

    /** Writes a finite value, a whole one without a fraction. */
    public JsonWriter value(double value) {
        if (value == (long) value && Math.abs(value) < 1e15) {
            return value((long) value);
        }
        separate();
        text.append(value);
        return this;
    }

    /** Writes a value. */
    public JsonWriter value(boolean value) {
        separate();
        text.append(value);
        return this;
    }

    /** Writes a string, number, boolean, list or map; anything else as its string. */
    public JsonWriter value(Object value) {
        if (value instanceof Long number) {
            return value(number.longValue());
        }
        if (value instanceof Double number) {
            return value(number.doubleValue());
        }
        if (value instanceof Boolean flag) {
            return value(flag.booleanValue());
        }
        if (value instanceof Map<?, ?> members) {
            return members(members);
        }
        if (value instanceof List<?> elements) {
            return elements(elements);
        }
        return value instanceof BigDecimal || value instanceof BigInteger
                ? number((Number) value)
                : value(String.valueOf(value));
    }

    /** A value as text, for those who know no nested ones: a list or map as JSON, anything else as its string. */
    public static String text(Object value) {
        var isNested = value instanceof Map || value instanceof List;
        return isNested ? new JsonWriter().value(value).toString() : String.valueOf(value);
    }

    /** Writes a member, or nothing if the value is {@code null}. */
    public JsonWriter field(String name, String value) {
        return value == null ? this : name(name).value(value);
    }

    /** Writes a member. */
    public JsonWriter field(String name, long value) {
        return name(name).value(value);
    }

    /** Writes a member. */
    public JsonWriter field(String name, double value) {
        return name(name).value(value);
    }

    /** Writes a member. */
    public JsonWriter field(String name, boolean value) {
        return name(name).value(value);
    }

    /** Writes a member: a time as a string of ISO 8601, in UTC. */
    public JsonWriter time(String name, Instant value) {
        name(name).separate();
        IsoTime.append(text.append('"'), value);
        text.append('"');
        return this;
    }

    @Override
    public String toString() {
        return text.toString();
    }

    private JsonWriter members(Map<?, ?> members) {
        object();
        members.forEach((name, value) -> name(String.valueOf(name)).value(value));
        return end();
    }

    private JsonWriter elements(List<?> elements) {
        array();
        elements.forEach(this::value);
        return endArray();
    }

    private JsonWriter number(Number value) {
        separate();
        text.append(value);
        return this;
    }

    private JsonWriter open(char bracket) {
        separate();
        text.append(bracket);
        comma = false;
        return this;
    }

    private JsonWriter close(char bracket) {
        text.append(bracket);
        comma = true;
        return this;
    }

    private void separate() {
        if (comma) {
            text.append(',');
        }
        comma = true;
    }

    private void string(String value) {
        text.append('"');
        var done = 0;
        for (var i = 0; i < value.length(); i++) {
            var c = value.charAt(i);
            if (c < ' ' || c == '"' || c == '\\' || c > '~' && isToBeEscaped(value, i)) {
                text.append(value, done, i);
                escape(c);
                done = i + 1;
            }
        }
        text.append(value, done, value.length()).append('"');
    }

    /** What ends a line or turns it round where a log or a script shows it, and what is no character at all. */
    private static boolean isToBeEscaped(String value, int i) {
        var c = value.charAt(i);
        return c < '\u00A0'
                || c == '\u061C'
                || c >= '\u200E' && c <= '\u200F'
                || c >= '\u2028' && c <= '\u202E'
                || c >= '\u2066' && c <= '\u2069'
                || Character.isSurrogate(c) && Texts.isAlone(value, i);
    }

    private void escape(char c) {
        if (c == '"' || c == '\\') {
            text.append('\\').append(c);
        } else if (c == '\n') {
            text.append("\\n");
        } else {
            text.append("\\u")
                    .append(HEX[c >> 12])
                    .append(HEX[c >> 8 & 15])
                    .append(HEX[c >> 4 & 15])
                    .append(HEX[c & 15]);
        }
    }
}
