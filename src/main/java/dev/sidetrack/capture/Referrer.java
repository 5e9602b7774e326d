// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.capture;

import dev.sidetrack.Texts;
import java.net.IDN;
import java.util.Locale;

/** Parses a {@code Referer} header; a hit may carry its origin and path. */
final class Referrer {

    /** The schemes of the web, and of apps as Chrome for Android and iOS name them. */
    private static final String[] SCHEMES = {"https", "http", "android-app", "ios-app"};

    private static final int LONGEST = 2048;

    private Referrer() {}

    /**
     * Origin and path in ASCII, with scheme and host in lower case; {@code null} if a visitor cannot come from this
     * address.
     */
    static String of(String header) {
        var colon = header == null ? -1 : header.indexOf("://");
        if (colon < 0 || !hasKnownScheme(header, colon)) {
            return null;
        }
        var start = colon + 3;
        var end = end(header, start);
        if (end <= start) {
            return null;
        }
        var slash = header.indexOf('/', start);
        var hostEnd = slash < 0 || slash > end ? end : slash;
        if (hostEnd == start) {
            return null;
        }
        return isPlain(header, end, hostEnd)
                ? Texts.cutUrl(header.substring(0, end), LONGEST)
                : written(header.substring(0, hostEnd), header.substring(hostEnd, end), start);
    }

    private static boolean hasKnownScheme(String header, int length) {
        for (var scheme : SCHEMES) {
            if (scheme.length() == length && header.regionMatches(true, 0, scheme, 0, length)) {
                return true;
            }
        }
        return false;
    }

    /** The end of the path; -1 if there is a character that addresses cannot contain. */
    private static int end(String header, int start) {
        var inHost = true;
        for (var i = start; i < header.length(); i++) {
            var c = header.charAt(i);
            if (c == '?' || c == '#' || c == ';') {
                return i;
            }
            inHost &= c != '/';
            if (c <= ' ' || c == '"' || c == '<' || c == '>' || c == '@' && inHost) {
                return -1;
            }
        }
        return header.length();
    }

    /** Whether it is normalized already, as nearly all are. */
    private static boolean isPlain(String header, int end, int hostEnd) {
        if (header.charAt(hostEnd - 1) == '.') {
            return false;
        }
        for (var i = 0; i < end; i++) {
            var c = header.charAt(i);
            if (c > '~' || i < hostEnd && c >= 'A' && c <= 'Z') {
                return false;
            }
        }
        return true;
    }

    private static String written(String origin, String path, int start) {
        try {
            // Checked again, because the full-width forms of ? and / have become plain ones.
            var host = RequestText.host(IDN.toASCII(RequestText.utf8(origin.substring(start)), IDN.ALLOW_UNASSIGNED));
            return host == null
                    ? null
                    : Texts.cutUrl(
                            origin.substring(0, start).toLowerCase(Locale.ROOT) + host + RequestText.ascii(path),
                            LONGEST);
        } catch (IllegalArgumentException noHost) {
            return null;
        }
    }
}
