// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.capture;

import dev.sidetrack.ClientHints;
import jakarta.servlet.http.HttpServletRequest;

/** Reads the client hints that a browser has sent; none are requested. Invalid values are left out. */
final class HintHeaders {

    private static final int LONGEST_LIST = 256;
    private static final int LONGEST_TEXT = 64;

    private HintHeaders() {}

    static ClientHints read(HttpServletRequest request) {
        // A browser that sends any hint sends this one, so requests of others are searched once, not six times.
        var brands = list(request.getHeader("Sec-CH-UA"));
        return brands == null
                ? null
                : new ClientHints(
                        brands,
                        flag(request.getHeader("Sec-CH-UA-Mobile")),
                        text(request.getHeader("Sec-CH-UA-Platform")),
                        text(request.getHeader("Sec-CH-UA-Platform-Version")),
                        text(request.getHeader("Sec-CH-UA-Model")),
                        list(request.getHeader("Sec-CH-UA-Full-Version-List")));
    }

    private static String list(String header) {
        return header == null || header.isBlank() || !isPrintable(header, LONGEST_LIST) ? null : header;
    }

    /** A boolean of RFC 8941 section 3.3.6. */
    private static Boolean flag(String header) {
        return header == null
                ? null
                : switch (header) {
                    case "?1" -> Boolean.TRUE;
                    case "?0" -> Boolean.FALSE;
                    default -> null;
                };
    }

    /** A string of RFC 8941 section 3.3.3; those of browsers contain no escapes. */
    private static String text(String header) {
        var end = header == null ? 0 : header.length() - 1;
        var isText = end > 1
                && header.charAt(0) == '"'
                && header.indexOf('"', 1) == end
                && isPrintable(header, LONGEST_TEXT);
        return isText ? header.substring(1, end) : null;
    }

    private static boolean isPrintable(String text, int longest) {
        if (text.length() > longest) {
            return false;
        }
        for (var i = 0; i < text.length(); i++) {
            if (text.charAt(i) < ' ' || text.charAt(i) > '~') {
                return false;
            }
        }
        return true;
    }
}
