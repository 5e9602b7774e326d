// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.capture;

import java.util.HashMap;
import java.util.Map;

/** Reads the text of an HTML title as a browser shows it: character references resolved, white space folded. */
final class HtmlText {

    private static final int LONGEST_REFERENCE = 32;
    /** The names of U+00A0 to U+00FF, in order. */
    private static final String LATIN =
            "nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 "
                    + "sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig "
                    + "Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave "
                    + "Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave "
                    + "iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml";

    private static final Map<String, String> NAMED = named();
    /** What numbers from 128 to 159 mean in HTML (section 13.2.5.80): the characters of windows-1252. */
    private static final String C1 =
            "\u20AC\u0081\u201A\u0192\u201E\u2026\u2020\u2021\u02C6\u2030\u0160\u2039\u0152\u008D\u017D\u008F"
                    + "\u0090\u2018\u2019\u201C\u201D\u2022\u2013\u2014\u02DC\u2122\u0161\u203A\u0153\u009D\u017E\u0178";

    private HtmlText() {}

    /** The text as it is shown; {@code null} if there is nothing to see. */
    static String shown(String markup) {
        var text = folded(markup.indexOf('&') < 0 ? markup : resolved(markup));
        return text.isEmpty() ? null : text;
    }

    private static String folded(String text) {
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

    private static String resolved(String markup) {
        var text = new StringBuilder(markup.length());
        for (var i = 0; i < markup.length(); i++) {
            var semicolon = markup.charAt(i) == '&' ? markup.indexOf(';', i) : -1;
            var meant = semicolon < 0 || semicolon - i > LONGEST_REFERENCE
                    ? null
                    : meant(markup.substring(i + 1, semicolon));
            if (meant == null) {
                text.append(markup.charAt(i));
            } else {
                text.append(meant);
                i = semicolon;
            }
        }
        return text.toString();
    }

    /** {@code null} for what is no reference that we know, and stays as it is. */
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

    private static Map<String, String> named() {
        var named = new HashMap<>(Map.ofEntries(
                Map.entry("amp", "&"),
                Map.entry("lt", "<"),
                Map.entry("gt", ">"),
                Map.entry("quot", "\""),
                Map.entry("apos", "'"),
                Map.entry("AMP", "&"),
                Map.entry("LT", "<"),
                Map.entry("GT", ">"),
                Map.entry("QUOT", "\""),
                Map.entry("ndash", "\u2013"),
                Map.entry("mdash", "\u2014"),
                Map.entry("lsquo", "\u2018"),
                Map.entry("rsquo", "\u2019"),
                Map.entry("sbquo", "\u201A"),
                Map.entry("ldquo", "\u201C"),
                Map.entry("rdquo", "\u201D"),
                Map.entry("bdquo", "\u201E"),
                Map.entry("bull", "\u2022"),
                Map.entry("hellip", "\u2026"),
                Map.entry("lsaquo", "\u2039"),
                Map.entry("rsaquo", "\u203A"),
                Map.entry("euro", "\u20AC"),
                Map.entry("trade", "\u2122"),
                Map.entry("larr", "\u2190"),
                Map.entry("rarr", "\u2192"),
                Map.entry("minus", "\u2212"),
                Map.entry("ensp", " "),
                Map.entry("emsp", " "),
                Map.entry("thinsp", " "),
                Map.entry("star", "\u2606"),
                Map.entry("starf", "\u2605"),
                Map.entry("check", "\u2713"),
                Map.entry("hearts", "\u2665"),
                Map.entry("num", "#"),
                Map.entry("excl", "!"),
                Map.entry("colon", ":"),
                Map.entry("comma", ","),
                Map.entry("vert", "|"),
                Map.entry("lpar", "("),
                Map.entry("rpar", ")"),
                Map.entry("sol", "/"),
                Map.entry("OElig", "\u0152"),
                Map.entry("oelig", "\u0153"),
                Map.entry("Scaron", "\u0160"),
                Map.entry("scaron", "\u0161"),
                Map.entry("zwj", "\u200D"),
                Map.entry("zwnj", "\u200C")));
        var latin = LATIN.split(" ");
        for (var i = 0; i < latin.length; i++) {
            named.put(latin[i], String.valueOf((char) (0xA0 + i)));
        }
        return Map.copyOf(named);
    }
}
