// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.provider;

import java.nio.charset.StandardCharsets;

/** Cuts texts to what a provider takes, never within a character. */
final class Texts {

    private Texts() {}

    /** At most so many {@code char}s, the unit in which a character counts most; {@code null} stays {@code null}. */
    static String cut(String text, int longest) {
        if (text == null || text.length() <= longest) {
            return text;
        }
        var end = Character.isHighSurrogate(text.charAt(longest - 1)) ? longest - 1 : longest;
        return text.substring(0, end);
    }

    /** The same for a URL or path, whose percent escapes stay whole. */
    static String cutUrl(String url, int longest) {
        return withoutHalfAnEscape(cut(url, longest), url);
    }

    /** The same by bytes of UTF-8, as a URL need not be ASCII. */
    static String cutUrlBytes(String url, int most) {
        return withoutHalfAnEscape(cutBytes(url, most), url);
    }

    /** At most so many bytes of UTF-8; {@code null} stays {@code null}. */
    static String cutBytes(String text, int most) {
        if (text == null || text.length() <= most / 3) {
            return text;
        }
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        var end = Math.min(most, bytes.length);
        while (end > 0 && end < bytes.length && (bytes[end] & 0xC0) == 0x80) {
            end--;
        }
        return end == bytes.length ? text : new String(bytes, 0, end, StandardCharsets.UTF_8);
    }

    private static String withoutHalfAnEscape(String cut, String whole) {
        if (cut == null || cut.length() == whole.length()) {
            return cut;
        }
        var escape = cut.indexOf('%', Math.max(0, cut.length() - 2));
        return escape < 0 ? cut : cut.substring(0, escape);
    }
}
