// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Shortens texts without breaking a visible character or a percent-escape, and makes them plain, as all texts of a hit
 * are. Not API.
 *
 * <pre>{@code Texts.cut(title, 500)}</pre>
 */
public final class Texts {

    private static final int ESCAPE = 3;
    private static final int LONGEST_CHARACTER = 4;
    /** Longer than any emoji; a longer sequence is not one. */
    private static final int LONGEST_CLUSTER = 32;

    private static final int JOINER = 0x200D;
    /** The first of five characters without a width: spaces, joiners and direction marks. */
    private static final char ZERO_WIDTH = 0x200B;

    private static final char WORD_JOINER = 0x2060;
    private static final char BYTE_ORDER_MARK = 0xFEFF;
    /** An at sign, however it is written. */
    private static final Pattern AT =
            Pattern.compile("(?i)[@\uFF20\uFE6B]|%(?:25)*(?:40|EF%)|&(?:amp;)*(?:#|commat)|\\\\(?:u00|x)40|\\\\uF[EF]");

    private Texts() {}

    /**
     * {@return the text with spaces instead of control characters and U+FFFD instead of unpaired surrogates, which
     * databases reject} {@code null} if nothing is left.
     *
     * @param text the text, or {@code null}
     */
    public static String plain(String text) {
        for (var i = 0; text != null && i < text.length(); i++) {
            if (!isPlain(text, i)) {
                return madePlain(text, false);
            }
        }
        return text;
    }

    /**
     * {@return the same for a URL or a part of one, in which control characters may be escaped}
     *
     * @param url the URL or path, or {@code null}
     */
    public static String plainUrl(String url) {
        for (var i = 0; url != null && i < url.length(); i++) {
            if (!isPlain(url, i) || isEscapedControl(url, i)) {
                return madePlain(url, true);
            }
        }
        return url;
    }

    private static String madePlain(String text, boolean isUrl) {
        var plain = new StringBuilder(text.length());
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (isUrl && isEscapedControl(text, i)) {
                plain.append("%20");
                i += ESCAPE - 1;
            } else {
                plain.append(isPlain(text, i) ? c : Character.isSurrogate(c) ? '\uFFFD' : ' ');
            }
        }
        var left = plain.toString().strip();
        return left.isEmpty() ? null : left;
    }

    /**
     * {@return the name of a constant as used in JSON, addresses and cookies: in lower case}
     *
     * @param constant the constant
     */
    public static String lowerCase(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static boolean isPlain(String text, int i) {
        var c = text.charAt(i);
        return c >= ' ' && c < 0x7F || c > 0x9F && (!Character.isSurrogate(c) || !isAlone(text, i));
    }

    /**
     * {@return whether this is an unpaired surrogate, which UTF-8 cannot express}
     *
     * @param text the text
     * @param i the index of the {@code char}
     */
    public static boolean isAlone(String text, int i) {
        return Character.isHighSurrogate(text.charAt(i))
                ? i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(i + 1))
                : i == 0 || !Character.isHighSurrogate(text.charAt(i - 1));
    }

    private static boolean isEscapedControl(String url, int i) {
        var escaped = url.charAt(i) == '%' ? escaped(url, i) : -1;
        return escaped >= 0 && escaped < ' ' || escaped == 0x7F;
    }

    /**
     * {@return the text, cut to this length; {@code null} stays {@code null}}
     *
     * @param text the text, or {@code null}
     * @param longest the most {@code char}s
     */
    public static String cut(String text, int longest) {
        return text == null || text.length() <= longest ? text : text.substring(0, boundary(text, longest));
    }

    /**
     * {@return the same for text written by people: an e-mail address that the cut would divide becomes {@code *},
     * because its first part could no longer be recognized as one}
     *
     * @param text the text, or {@code null}
     * @param longest the most {@code char}s
     */
    public static String cutWords(String text, int longest) {
        var cut = cut(text, longest);
        if (cut == null || cut.length() == text.length()) {
            return cut;
        }
        var start = cut.length();
        while (start > 0 && !Character.isWhitespace(text.charAt(start - 1))) {
            start--;
        }
        var end = cut.length();
        while (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
            end++;
        }
        var dividesAddress =
                start < cut.length() && AT.matcher(text.substring(start, end)).find();
        return dividesAddress ? cut.substring(0, start) + '*' : cut;
    }

    /**
     * {@return the text without surrounding white space, including kinds that {@code strip()} leaves}
     *
     * @param text the text, or {@code null}
     */
    public static String trimmed(String text) {
        var start = 0;
        var end = text.length();
        while (start < end && isSpace(text.charAt(start))) {
            start++;
        }
        while (end > start && isSpace(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    private static boolean isSpace(char c) {
        return c <= ' '
                || c >= 0x80
                        && (Character.isSpaceChar(c)
                                || Character.isWhitespace(c)
                                || c >= ZERO_WIDTH && c <= ZERO_WIDTH + 4
                                || c == WORD_JOINER
                                || c == BYTE_ORDER_MARK);
    }

    /**
     * {@return the same for a URL or path, without breaking percent-escapes or characters that take several of them}
     *
     * @param url the URL or path, or {@code null}
     * @param longest the most {@code char}s
     */
    public static String cutUrl(String url, int longest) {
        return withoutHalfAnEscape(cut(url, longest), url);
    }

    /**
     * {@return the same, measured in bytes of UTF-8, because a URL need not be ASCII}
     *
     * @param url the URL or path, or {@code null}
     * @param most the most bytes
     */
    public static String cutUrlBytes(String url, int most) {
        return withoutHalfAnEscape(cutBytes(url, most), url);
    }

    /**
     * {@return the text, cut to this number of bytes of UTF-8; {@code null} stays {@code null}}
     *
     * @param text the text, or {@code null}
     * @param most the most bytes
     */
    public static String cutBytes(String text, int most) {
        if (text == null || text.length() <= most / 3) {
            return text;
        }
        var bytes = 0;
        for (var i = 0; i < text.length(); i++) {
            bytes += bytes(text.charAt(i));
            if (bytes > most) {
                return cut(text, i);
            }
        }
        return text;
    }

    /**
     * {@return the text for a log line: characters that a terminal or a log viewer would obey or hide (controls, line
     * ends, bidi marks) become {@code ?}, and {@code null} becomes the word}
     *
     * @param text the text, or {@code null}
     */
    public static String printable(String text) {
        var written = String.valueOf(text);
        var line = new StringBuilder(written.length());
        written.codePoints()
                .map(codePoint -> isPrintable(codePoint) ? codePoint : '?')
                .forEach(line::appendCodePoint);
        return line.toString();
    }

    private static boolean isPrintable(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }

    /** The bytes of UTF-8; each half of a pair counts two. */
    private static int bytes(char c) {
        return c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
    }

    private static int boundary(String text, int longest) {
        var end = withoutHalfAPair(text, longest);
        for (var at = end; at > 0 && end - at < LONGEST_CLUSTER; at = text.offsetByCodePoints(at, -1)) {
            if (!isWithin(text, at)) {
                return at;
            }
        }
        return end;
    }

    private static int withoutHalfAPair(String text, int end) {
        var halves = end > 0
                && Character.isHighSurrogate(text.charAt(end - 1))
                && Character.isLowSurrogate(text.charAt(end));
        return halves ? end - 1 : end;
    }

    /**
     * Whether the characters around this index form one visible character (the rules of UAX #29 for emoji and accents).
     */
    private static boolean isWithin(String text, int at) {
        var before = text.codePointBefore(at);
        var after = text.codePointAt(at);
        return before == JOINER
                || after == JOINER
                || isMark(after)
                || isPartOfSyllable(after)
                || isSkinTone(after)
                || isTag(after)
                || isFlagHalf(before) && isFlagHalf(after) && flagHalves(text, at) % 2 == 1;
    }

    private static boolean isMark(int codePoint) {
        var type = Character.getType(codePoint);
        return type == Character.NON_SPACING_MARK
                || type == Character.ENCLOSING_MARK
                || type == Character.COMBINING_SPACING_MARK;
    }

    /** Korean vowels and final consonants, sara am of Thai and Lao, voiced marks of halfwidth Japanese. */
    private static boolean isPartOfSyllable(int codePoint) {
        return codePoint >= 0x1160 && codePoint <= 0x11FF
                || codePoint >= 0xD7B0 && codePoint <= 0xD7FF
                || codePoint == 0x0E33
                || codePoint == 0x0EB3
                || codePoint == 0xFF9E
                || codePoint == 0xFF9F;
    }

    private static boolean isSkinTone(int codePoint) {
        return codePoint >= 0x1F3FB && codePoint <= 0x1F3FF;
    }

    /** Tags in flags such as those of England and Scotland. */
    private static boolean isTag(int codePoint) {
        return codePoint >= 0xE0020 && codePoint <= 0xE007F;
    }

    private static boolean isFlagHalf(int codePoint) {
        return codePoint >= 0x1F1E6 && codePoint <= 0x1F1FF;
    }

    private static int flagHalves(String text, int end) {
        var halves = 0;
        for (var at = end; at > 0 && isFlagHalf(text.codePointBefore(at)); at -= 2) {
            halves++;
        }
        return halves;
    }

    private static String withoutHalfAnEscape(String cut, String whole) {
        if (cut == null || cut.length() == whole.length()) {
            return cut;
        }
        var half = cut.indexOf('%', Math.max(0, cut.length() - ESCAPE + 1));
        var end = half < 0 ? cut.length() : half;
        // The escape after the cut may continue a character that began before it.
        for (var escapes = 1;
                escapes < LONGEST_CHARACTER && isContinued(whole, end) && escaped(whole, end - ESCAPE) >= 0;
                escapes++) {
            end -= ESCAPE;
        }
        return cut.substring(0, end);
    }

    /** Whether the escape at {@code at} is a continuation byte of UTF-8. */
    private static boolean isContinued(String url, int at) {
        return (escaped(url, at) & 0xC0) == 0x80;
    }

    /** The byte of the escape at {@code at}; -1 if there is none. */
    private static int escaped(String url, int at) {
        if (at < 0 || at + ESCAPE > url.length() || url.charAt(at) != '%') {
            return -1;
        }
        var high = Character.digit(url.charAt(at + 1), 16);
        var low = Character.digit(url.charAt(at + 2), 16);
        return high < 0 || low < 0 ? -1 : high << 4 | low;
    }
}
