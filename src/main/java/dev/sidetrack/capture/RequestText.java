// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.capture;

import dev.sidetrack.Texts;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HexFormat;
import java.util.Locale;

/** Reduces a request's texts to what a hit may carry, without a copy if there is nothing to change. */
final class RequestText {

    private static final int LONGEST_URL = 2048;
    private static final int LONGEST_USER_AGENT = 512;
    private static final int LONGEST_LANGUAGE = 35;
    private static final int LONGEST_HOST = 253;
    private static final int LONGEST_TITLE = 500;

    private static final HexFormat HEX = HexFormat.of().withUpperCase().withPrefix("%");

    private RequestText() {}

    /**
     * All cookies as one header: from HTTP/2 on, browsers send each in a header of its own (RFC 9113 section 8.2.3),
     * which Payara leaves as they are, and not every proxy joins them for HTTP/1.1.
     */
    static String cookies(HttpServletRequest request) {
        return joined(request.getHeaders("Cookie"), "; ");
    }

    /** All languages as one header, or {@code null}. */
    static String languages(HttpServletRequest request) {
        return joined(request.getHeaders("Accept-Language"), ",");
    }

    private static String joined(Enumeration<String> headers, String separator) {
        if (!headers.hasMoreElements()) {
            return null;
        }
        var first = headers.nextElement();
        return headers.hasMoreElements()
                ? first + separator + String.join(separator, Collections.list(headers))
                : first;
    }

    /** An address, or a part of one; {@code null} if it is too long. */
    static String url(String url) {
        return url == null ? null : Texts.cutUrl(url, LONGEST_URL);
    }

    /**
     * The path without path parameters, where some servers put the session id, and with exactly one leading slash: two
     * would make it a link to another host.
     */
    static String path(String uri) {
        if (uri == null) {
            return "/";
        }
        return withoutFirstSlashes(uri.indexOf(';') < 0 ? uri : withoutParameters(uri));
    }

    private static String withoutFirstSlashes(String path) {
        var start = 0;
        while (start + 1 < path.length() && isSlash(path.charAt(start)) && isSlash(path.charAt(start + 1))) {
            start++;
        }
        return start == 0 ? path : "/" + path.substring(start + 1);
    }

    /** The address, or a part of it, in ASCII: some clients send UTF-8 unencoded. */
    static String ascii(String url) {
        return isAscii(url) ? url : escaped(utf8(url));
    }

    /** Servers read unencoded bytes as Latin-1, but some clients send UTF-8. */
    static String utf8(String text) {
        if (isAscii(text)) {
            return text;
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(StandardCharsets.ISO_8859_1.newEncoder().encode(CharBuffer.wrap(text)))
                    .toString();
        } catch (CharacterCodingException isTextAlready) {
            return text;
        }
    }

    private static boolean isAscii(String text) {
        for (var i = 0; text != null && i < text.length(); i++) {
            if (text.charAt(i) > '~') {
                return false;
            }
        }
        return true;
    }

    private static String escaped(String url) {
        var ascii = new StringBuilder(url.length());
        url.codePoints().forEach(codePoint -> {
            if (codePoint > '~') {
                ascii.append(HEX.formatHex(Character.toString(codePoint).getBytes(StandardCharsets.UTF_8)));
            } else {
                ascii.append((char) codePoint);
            }
        });
        return ascii.toString();
    }

    /** Browsers treat a backslash as a slash. */
    private static boolean isSlash(char c) {
        return c == '/' || c == '\\';
    }

    private static String withoutParameters(String uri) {
        var path = new StringBuilder(uri.length());
        var inParameter = false;
        for (var i = 0; i < uri.length(); i++) {
            var c = uri.charAt(i);
            inParameter = c == ';' || inParameter && c != '/';
            if (!inParameter) {
                path.append(c);
            }
        }
        return path.toString();
    }

    /**
     * The host name in lower case and without a trailing dot, an IPv6 address in brackets; {@code null} if it is not a
     * host.
     */
    static String host(String said) {
        var name = said == null || said.isEmpty() || said.charAt(said.length() - 1) != '.'
                ? said
                : said.substring(0, said.length() - 1);
        if (name == null || name.isEmpty() || name.length() > LONGEST_HOST) {
            return null;
        }
        var lower = true;
        for (var i = 0; i < name.length(); i++) {
            var c = name.charAt(i);
            if (c >= 'A' && c <= 'Z') {
                lower = false;
            } else if (!(c >= 'a' && c <= 'z'
                    || c >= '0' && c <= '9'
                    || c == '.'
                    || c == '-'
                    || c == '_'
                    || c == ':'
                    || c == '['
                    || c == ']')) {
                return null;
            }
        }
        var host = lower ? name : name.toLowerCase(Locale.ROOT);
        // Some servers omit the brackets of [2001:db8::1].
        return host.indexOf(':') != host.lastIndexOf(':') && host.charAt(0) != '[' ? '[' + host + ']' : host;
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
        var ended = end == header.length()
                || header.charAt(end) == ','
                || header.charAt(end) == ';'
                || header.charAt(end) == ' ';
        return end < 2 || end > LONGEST_LANGUAGE || !ended ? null : header.substring(0, end);
    }

    /** The user agent, or {@code null}. */
    static String userAgent(String header) {
        return header == null || header.isBlank() ? null : Texts.cut(header, LONGEST_USER_AGENT);
    }

    /** A title, or {@code null} if it is empty. */
    static String title(String title) {
        var said = title == null ? "" : Texts.trimmed(title);
        return said.isEmpty() ? null : Texts.cut(said, LONGEST_TITLE);
    }

    private static boolean isOfLanguageTag(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-';
    }
}
