// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.json;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Reads JSON (RFC 8259) from a string, value by value; every error is a {@link MalformedJsonException}.
 *
 * <pre>{@code
 * json.beginObject();
 * for (var name = json.nextName(); name != null; name = json.nextName()) {
 *     switch (name) {
 *         case "path" -> path = json.string();
 *         default -> json.skip();
 *     }
 * }
 * }</pre>
 */
public final class JsonReader {

    private static final int DEEPEST = 16;
    private static final int NAMES = 256;
    private static final int LONGEST_NUMBER = 400;
    private static final int DIGITS_OF_LONG = 18;
    private static final int DIGITS_OF_DOUBLE = 15;
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][+-]?[0-9]+)?");

    private final String text;
    private final String[] names = new String[NAMES];
    private int at;
    private boolean first;

    /** A reader that begins at the start of this text. */
    public JsonReader(String text) {
        this(text, 0);
    }

    /** A reader that begins at this index of the text. */
    public JsonReader(String text, int start) {
        this.text = text;
        this.at = start;
    }

    /** The index after the last value read. */
    public int position() {
        return at;
    }

    /** Enters an object. */
    public void beginObject() {
        expect('{', "an object");
        first = true;
    }

    /** Enters an array. */
    public void beginArray() {
        expect('[', "an array");
        first = true;
    }

    /** The name of the object's next member, or {@code null} when the object ends here. */
    public String nextName() {
        if (!more('}')) {
            return null;
        }
        var name = name();
        expect(':', "a colon");
        return name;
    }

    /** Whether the array has another element; leaves it if not. */
    public boolean nextElement() {
        return more(']');
    }

    /** Reads a string. */
    public String string() {
        expect('"', "a string");
        var start = at;
        while (at < text.length()) {
            var c = text.charAt(at++);
            if (c == '"') {
                return text.substring(start, at - 1);
            }
            if (c == '\\') {
                at--;
                return escaped(start);
            }
            checkPrintable(c);
        }
        throw expected("the end of a string");
    }

    /** Reads a whole number. */
    public long integer() {
        skipSpace();
        var negative = at < text.length() && text.charAt(at) == '-';
        var start = negative ? ++at : at;
        var value = 0L;
        while (at < text.length() && isDigit(text.charAt(at)) && at - start < 18) {
            value = value * 10 + text.charAt(at++) - '0';
        }
        if (at == start || at < text.length() && isPartOfNumber(text.charAt(at))) {
            throw expected("a whole number");
        }
        return negative ? -value : value;
    }

    /**
     * Reads a string, a boolean or a number: {@code Long} if it is whole, else {@code Double}, and a {@code BigInteger}
     * or {@code BigDecimal} where these would lose digits. A number beyond a double's range, or with more than 400
     * characters, is returned as text.
     */
    public Object scalar() {
        skipSpace();
        if (at == text.length()) {
            throw expected("a value");
        }
        return switch (text.charAt(at)) {
            case '"' -> string();
            case 't' -> literal("true", true);
            case 'f' -> literal("false", false);
            default -> number();
        };
    }

    /** Reads a value, whatever it is: a {@code Map}, a {@code List}, a scalar or {@code null}. */
    public Object value() {
        return value(0);
    }

    /** Skips a value, whatever it is. */
    public void skip() {
        skip(0);
    }

    /** Checks that nothing follows. */
    public void finish() {
        skipSpace();
        if (at < text.length()) {
            throw expected("the end");
        }
    }

    private Object value(int depth) {
        skipSpace();
        if (depth > DEEPEST) {
            throw expected("less nesting");
        }
        var c = at < text.length() ? text.charAt(at) : 0;
        if (c == '{') {
            return members(depth);
        }
        if (c == '[') {
            return elements(depth);
        }
        return c == 'n' ? literal("null", null) : scalar();
    }

    private Map<String, Object> members(int depth) {
        var members = new LinkedHashMap<String, Object>();
        beginObject();
        for (var name = nextName(); name != null; name = nextName()) {
            members.put(name, value(depth + 1));
        }
        return members;
    }

    private List<Object> elements(int depth) {
        var elements = new ArrayList<Object>();
        beginArray();
        while (nextElement()) {
            elements.add(value(depth + 1));
        }
        return elements;
    }

    private void skip(int depth) {
        skipSpace();
        if (depth > DEEPEST) {
            throw expected("less nesting");
        }
        var c = at < text.length() ? text.charAt(at) : 0;
        if (c == '{') {
            beginObject();
            while (nextName() != null) {
                skip(depth + 1);
            }
        } else if (c == '[') {
            beginArray();
            while (nextElement()) {
                skip(depth + 1);
            }
        } else if (c == 'n') {
            literal("null", null);
        } else if (c == '"' || c == 't' || c == 'f') {
            scalar();
        } else {
            numeral();
        }
    }

    private boolean more(char end) {
        skipSpace();
        var c = at < text.length() ? text.charAt(at) : 0;
        if (c == end) {
            at++;
            first = false;
            return false;
        }
        if (!first) {
            expect(',', "a comma");
        }
        first = false;
        return true;
    }

    /** A batch has few distinct names: reusing the string seen last time avoids a new one for each. */
    private String name() {
        expect('"', "a name");
        var start = at;
        var hash = 0;
        for (var i = at; i < text.length(); i++) {
            var c = text.charAt(i);
            if (c == '"') {
                at = i + 1;
                return known(start, i, hash & NAMES - 1);
            }
            if (c == '\\') {
                return escaped(start);
            }
            checkPrintable(c);
            hash = hash * 31 + c;
        }
        throw expected("the end of a name");
    }

    private String known(int start, int end, int slot) {
        var seen = names[slot];
        if (seen == null || seen.length() != end - start || !text.startsWith(seen, start)) {
            seen = text.substring(start, end);
            names[slot] = seen;
        }
        return seen;
    }

    private String escaped(int start) {
        at = start;
        var value = new StringBuilder();
        while (at < text.length()) {
            var c = text.charAt(at++);
            if (c == '"') {
                return value.toString();
            }
            checkPrintable(c);
            value.append(c == '\\' ? escape() : c);
        }
        throw expected("the end of a string");
    }

    private char escape() {
        var c = at < text.length() ? text.charAt(at++) : 0;
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> hex();
            default -> throw expected("an escape");
        };
    }

    private char hex() {
        var value = 0;
        for (var end = at + 4; at < end; at++) {
            var digit = at < text.length() && text.charAt(at) <= 'f' ? Character.digit(text.charAt(at), 16) : -1;
            if (digit < 0) {
                throw expected("a hexadecimal digit");
            }
            value = value << 4 | digit;
        }
        return (char) value;
    }

    /** A {@code Long} or {@code Double} if it keeps all digits, which it nearly always does. */
    private Object number() {
        var numeral = numeral();
        if (numeral.length() > LONGEST_NUMBER) {
            return numeral;
        }
        if (numeral.chars().allMatch(c -> c == '-' || isDigit((char) c))) {
            return whole(numeral);
        }
        var value = Double.valueOf(numeral);
        if (value.isInfinite()) {
            return numeral;
        }
        var isShort = numeral.length() <= DIGITS_OF_DOUBLE;
        return isShort || BigDecimal.valueOf(value).compareTo(new BigDecimal(numeral)) == 0
                ? (Object) value
                : new BigDecimal(numeral);
    }

    private static Object whole(String numeral) {
        if (numeral.length() <= DIGITS_OF_LONG) {
            return Long.valueOf(numeral);
        }
        var value = new BigInteger(numeral);
        return value.bitLength() < Long.SIZE ? (Object) value.longValue() : value;
    }

    private String numeral() {
        var start = at;
        while (at < text.length() && isPartOfNumber(text.charAt(at))) {
            at++;
        }
        var numeral = text.substring(start, at);
        if (!NUMBER.matcher(numeral).matches()) {
            throw expected("a value");
        }
        return numeral;
    }

    private <T> T literal(String word, T value) {
        if (!text.startsWith(word, at)) {
            throw expected(word);
        }
        at += word.length();
        return value;
    }

    private void expect(char c, String what) {
        skipSpace();
        if (at == text.length() || text.charAt(at) != c) {
            throw expected(what);
        }
        at++;
    }

    private void skipSpace() {
        while (at < text.length() && isSpace(text.charAt(at))) {
            at++;
        }
    }

    private void checkPrintable(char c) {
        if (c < ' ') {
            throw expected("no control character");
        }
    }

    private MalformedJsonException expected(String what) {
        return new MalformedJsonException(what, at);
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\n' || c == '\r' || c == '\t';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isPartOfNumber(char c) {
        return isDigit(c) || c == '-' || c == '+' || c == '.' || c == 'e' || c == 'E';
    }
}
