// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.capture;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * The charset in a page's content type; the charset that servers add by themselves is only a guess.
 *
 * @param charset the charset, or {@code null} if there is none or it is unknown
 * @param isLikeAscii whether tags are encoded as in ASCII, so that only the title needs to be decoded
 */
record PageCharset(Charset charset, boolean isLikeAscii) {

    /** How much of a page browsers search for its charset (the HTML standard, section 13.2.3.2). */
    static final int LONGEST_HEAD = 1024;

    private static final Charset WESTERN = Charset.forName("windows-1252");
    /** The supersets that browsers use instead (the Encoding Standard, section 4.2). */
    private static final Map<String, String> AS_BROWSERS_DO = Map.of(
            "ISO-8859-1", "windows-1252",
            "US-ASCII", "windows-1252",
            "ISO-8859-9", "windows-1254",
            "TIS-620", "x-windows-874",
            "Shift_JIS", "windows-31j",
            "EUC-KR", "x-windows-949",
            "GB2312", "GB18030",
            "GBK", "GB18030",
            "Big5", "Big5-HKSCS");

    private static final Pattern META =
            Pattern.compile("<meta\\s[^>]*charset\\s*=\\s*[\"']?([a-z0-9][a-z0-9_:.-]*)", Pattern.CASE_INSENSITIVE);
    private static final String PARAMETER = "charset=";
    private static final int MOST = 100;
    private static final Map<String, PageCharset> KNOWN = new ConcurrentHashMap<>();

    /** The charset of a content type, which may be {@code null}. An application has only a few, which are cached. */
    static PageCharset of(String contentType) {
        var type = contentType == null ? "" : contentType;
        var known = KNOWN.get(type);
        if (known == null) {
            known = of(parameter(type));
            if (KNOWN.size() < MOST) {
                KNOWN.put(type, known);
            }
        }
        return known;
    }

    static PageCharset of(Charset charset) {
        return new PageCharset(charset, charset == null || hasTagsOfAscii(charset));
    }

    /** The charset that the beginning of a page declares, otherwise the most likely one. */
    static Charset saidIn(CharSequence head) {
        var meta = META.matcher(head);
        var said = meta.find() ? named(meta.group(1)) : null;
        return said == null ? WESTERN : said;
    }

    private static Charset parameter(String type) {
        var start = type.toLowerCase(Locale.ROOT).indexOf(PARAMETER);
        if (start < 0) {
            return null;
        }
        var end = type.indexOf(';', start);
        var name = type.substring(start + PARAMETER.length(), end < 0 ? type.length() : end)
                .strip()
                .replace("\"", "");
        return named(name);
    }

    private static Charset named(String name) {
        try {
            var said = Charset.forName(name);
            var read = AS_BROWSERS_DO.getOrDefault(said.name(), said.name());
            return Charset.isSupported(read) ? Charset.forName(read) : said;
        } catch (IllegalArgumentException unknown) {
            return null;
        }
    }

    private static boolean hasTagsOfAscii(Charset charset) {
        var tag = "<title/>";
        return !charset.canEncode() || new String(tag.getBytes(charset), StandardCharsets.ISO_8859_1).equals(tag);
    }
}
