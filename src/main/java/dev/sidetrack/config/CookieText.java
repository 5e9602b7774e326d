// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.config;

import java.util.regex.Pattern;

/** The syntax of a {@code Set-Cookie} header (RFC 6265 section 4.1.1) and of our own path. */
final class CookieText {

    private static final String HOST_PREFIX = "__Host-";
    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,64}");
    private static final Pattern PATH = Pattern.compile("/[\\x21-\\x3A\\x3C-\\x7E]*");
    private static final Pattern FOLDER = Pattern.compile("(/[A-Za-z0-9._~-]+)+");
    private static final Pattern VERSION = Pattern.compile("[A-Za-z0-9_-]{1,20}");
    private static final Pattern DOMAIN = Pattern.compile("\\.?[A-Za-z0-9]([A-Za-z0-9.-]{0,250}[A-Za-z0-9])?");

    private CookieText() {}

    static String name(String text) {
        return Key.matching(TOKEN, text);
    }

    /**
     * Whether browsers accept a cookie with this name only for a single host and all its paths (RFC 6265bis section
     * 4.1.3.2).
     */
    static boolean isBoundToHost(String name) {
        return name.regionMatches(true, 0, HOST_PREFIX, 0, HOST_PREFIX.length());
    }

    static String version(String text) {
        return Key.matching(VERSION, text);
    }

    static String path(String text) {
        return Key.matching(PATH, text);
    }

    static String folder(String text) {
        return Key.matching(FOLDER, text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
    }

    static String domain(String text) {
        return Key.matching(DOMAIN, text);
    }
}
