// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.capture;

/** Cuts what a request says down to what a hit may carry, without a copy where nothing is to be cut. */
final class RequestText {

    private static final int LONGEST_URL = 2048;
    private static final int LONGEST_USER_AGENT = 512;
    private static final int LONGEST_LANGUAGE = 35;
    private static final int LONGEST_HOST = 253;
    private static final int LONGEST_TITLE = 500;

    private RequestText() {}

    /** The path without path parameters, which is where some servers put the session id. */
    static String path(String uri) {
        if (uri == null) {
            return "/";
        }
        if (uri.indexOf(';') < 0) {
            return clip(uri, LONGEST_URL);
        }
        var path = new StringBuilder(uri.length());
        var inParameter = false;
        for (var i = 0; i < uri.length(); i++) {
            var c = uri.charAt(i);
            inParameter = c == ';' || inParameter && c != '/';
            if (!inParameter) {
                path.append(c);
            }
        }
        return clip(path.toString(), LONGEST_URL);
    }

    /** Origin and path of a referrer; {@code null} if it is none of the web. */
    static String referrer(String header) {
        if (header == null || !header.startsWith("http://") && !header.startsWith("https://")) {
            return null;
        }
        var start = header.indexOf("//") + 2;
        var end = header.length();
        var slash = header.length();
        for (var i = start; i < end; i++) {
            var c = header.charAt(i);
            if (c == '?' || c == '#' || c == ';') {
                end = i;
            } else if (c == '/' && slash > i) {
                slash = i;
            } else if (c <= ' ' || c == '"' || c == '<' || c == '>' || c == '@' && i < slash) {
                return null;
            }
        }
        return end == start ? null : clip(header.substring(0, end), LONGEST_URL);
    }

    /** The host name in lower case; {@code null} if what the request says is none. */
    static String host(String name) {
        if (name == null || name.isEmpty() || name.length() > LONGEST_HOST) {
            return null;
        }
        var lower = true;
        for (var i = 0; i < name.length(); i++) {
            var c = name.charAt(i);
            if (c >= 'A' && c <= 'Z') {
                lower = false;
            } else if (!(c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '.' || c == '-' || c == '_' || c == ':' || c == '[' || c == ']')) {
                return null;
            }
        }
        return lower ? name : name.toLowerCase(java.util.Locale.ROOT);
    }

    /** The first language of an {@code Accept-Language} header (RFC 9110 section 12.5.4), or {@code null}. */
    static String language(String header) {
        if (header == null) {
            return null;
        }
        var end = 0;
        while (end < header.length() && isOfLanguageTag(header.charAt(end))) {
            end++;
        }
        var ended = end == header.length() || header.charAt(end) == ',' || header.charAt(end) == ';' || header.charAt(end) == ' ';
        return end < 2 || end > LONGEST_LANGUAGE || !ended ? null : header.substring(0, end);
    }

    /** The user agent, or {@code null}. */
    static String userAgent(String header) {
        return header == null || header.isBlank() ? null : clip(header, LONGEST_USER_AGENT);
    }

    /** A title, or {@code null} if it is empty. */
    static String title(String title) {
        return title == null || title.isBlank() ? null : clip(title.strip(), LONGEST_TITLE);
    }

    private static boolean isOfLanguageTag(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-';
    }

    private static String clip(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest);
    }
}
