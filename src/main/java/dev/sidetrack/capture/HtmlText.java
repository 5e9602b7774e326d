// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.capture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Decodes the text of an HTML title as a browser shows it: character references resolved, white space collapsed. */
final class HtmlText {

    private static final int LONGEST_REFERENCE = 32;
    /** All named references of the HTML standard (section 13.5). */
    private static final Map<String, String> NAMED = named();
    /** The names that need no semicolon (section 13.2.5.73), as in old pages. */
    private static final Set<String> UNENDED =
            Set.of(("AElig AMP Aacute Acirc Agrave Aring Atilde Auml COPY Ccedil ETH Eacute Ecirc Egrave"
                            + " Euml GT Iacute Icirc Igrave Iuml LT Ntilde Oacute Ocirc Ograve Oslash Otilde Ouml"
                            + " QUOT REG THORN Uacute Ucirc Ugrave Uuml Yacute aacute acirc acute aelig agrave amp"
                            + " aring atilde auml brvbar ccedil cedil cent copy curren deg divide eacute ecirc"
                            + " egrave eth euml frac12 frac14 frac34 gt iacute icirc iexcl igrave iquest iuml laquo"
                            + " lt macr micro middot nbsp not ntilde oacute ocirc ograve ordf ordm oslash otilde"
                            + " ouml para plusmn pound quot raquo reg sect shy sup1 sup2 sup3 szlig thorn times"
                            + " uacute ucirc ugrave uml uuml yacute yen yuml")
                    .split(" "));

    private static final int LONGEST_UNENDED = 6;
    private static final Pattern NUMBER = Pattern.compile("#(\\d+|[xX][0-9A-Fa-f]+)");
    /** The meaning of the numbers 128 to 159 in HTML (section 13.2.5.80): the characters of windows-1252. */
    private static final String C1 =
            "\u20AC\u0081\u201A\u0192\u201E\u2026\u2020\u2021\u02C6\u2030\u0160\u2039\u0152\u008D\u017D\u008F"
                    + "\u0090\u2018\u2019\u201C\u201D\u2022\u2013\u2014"
                    + "\u02DC\u2122\u0161\u203A\u0153\u009D\u017E\u0178";

    private HtmlText() {}

    /** The text as it is shown; {@code null} if nothing is visible. */
    static String shown(String markup) {
        var text = folded(markup.indexOf('&') < 0 ? markup : resolved(markup));
        return text.isEmpty() ? null : text;
    }

    private static String folded(String text) {
        if (isFolded(text)) {
            return text;
        }
        var folded = new StringBuilder(text.length());
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (c > ' ' && c != '\u00A0') {
                folded.append(c);
            } else if (!folded.isEmpty() && folded.charAt(folded.length() - 1) != ' ') {
                folded.append(' ');
            }
        }
        return folded.toString().stripTrailing();
    }

    private static boolean isFolded(String text) {
        var before = ' ';
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (c < ' ' || c == '\u00A0' || c == ' ' && before == ' ') {
                return false;
            }
            before = c;
        }
        return !Character.isWhitespace(before);
    }

    private static String resolved(String markup) {
        var text = new StringBuilder(markup.length());
        for (var i = 0; i < markup.length(); i++) {
            var reference = markup.charAt(i) == '&' ? reference(markup, i + 1) : "";
            if (reference.isEmpty()) {
                text.append(markup.charAt(i));
            } else {
                text.append(meant(reference));
                i += reference.length();
                i += i + 1 < markup.length() && markup.charAt(i + 1) == ';' ? 1 : 0;
            }
        }
        return text.toString();
    }

    /** The reference that begins here, without its semicolon; empty if it is unknown. */
    private static String reference(String markup, int start) {
        var semicolon = markup.indexOf(';', start);
        if (semicolon > start && semicolon - start < LONGEST_REFERENCE) {
            var whole = markup.substring(start, semicolon);
            if (meant(whole) != null) {
                return whole;
            }
        }
        var number = NUMBER.matcher(markup).region(start, markup.length());
        if (number.lookingAt() && meant(number.group()) != null) {
            return number.group();
        }
        for (var end = Math.min(markup.length(), start + LONGEST_UNENDED); end > start; end--) {
            if (UNENDED.contains(markup.substring(start, end))) {
                return markup.substring(start, end);
            }
        }
        return "";
    }

    /** The characters of a reference; {@code null} if it is unknown, so that it stays as it is. */
    private static String meant(String reference) {
        if (!reference.startsWith("#")) {
            return NAMED.get(reference);
        }
        try {
            var hex = reference.startsWith("#x") || reference.startsWith("#X");
            var codePoint =
                    hex ? Integer.parseInt(reference.substring(2), 16) : Integer.parseInt(reference.substring(1));
            return character(codePoint);
        } catch (NumberFormatException noNumber) {
            return null;
        }
    }

    private static String character(int codePoint) {
        if (codePoint >= 0x80 && codePoint < 0xA0) {
            return C1.substring(codePoint - 0x80, codePoint - 0x7F);
        }
        var isOne =
                codePoint > 0 && Character.isValidCodePoint(codePoint) && (codePoint < 0xD800 || codePoint > 0xDFFF);
        return isOne ? Character.toString(codePoint) : "\uFFFD";
    }

    /** Loads the names now, so that no visitor waits for them. */
    static void prepare() {
        // Loading this class has loaded them.
    }

    private static Map<String, String> named() {
        var named = new HashMap<String, String>();
        for (var line : lines()) {
            if (!line.startsWith("#")) {
                named.put(line.substring(0, line.indexOf(' ')), characters(line, line.indexOf(' ')));
            }
        }
        return named;
    }

    private static String[] lines() {
        try (var file = HtmlText.class.getResourceAsStream("html-entities.txt")) {
            return new String(file.readAllBytes(), StandardCharsets.US_ASCII).split("\n");
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The characters of the hexadecimal numbers after the blank at {@code from}. */
    private static String characters(String line, int from) {
        var characters = new StringBuilder();
        for (var at = from; at >= 0; at = line.indexOf(' ', at + 1)) {
            var next = line.indexOf(' ', at + 1);
            characters.appendCodePoint(Integer.parseInt(line, at + 1, next < 0 ? line.length() : next, 16));
        }
        return characters.toString();
    }
}
