// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.consent;

import dev.sidetrack.config.Keys;
import dev.sidetrack.config.SameSite;
import dev.sidetrack.config.Settings;
import java.util.Locale;

/** Finds one of our cookies in a {@code Cookie} header, and writes the {@code Set-Cookie} header that makes it. */
public final class CookieHeader {

    private final String nameAndEquals;
    private final String scope;
    private final String attributes;
    private final String secureAttributes;
    private final long age;

    /** The cookie of that name, as {@code sidetrack.cookie.*} tells to write it. */
    public CookieHeader(String name, Settings settings) {
        this.nameAndEquals = name + '=';
        this.scope = scope(settings);
        var sameSite = settings.get(Keys.COOKIE_SAME_SITE);
        // Without Secure, browsers refuse a cookie with SameSite=None.
        this.attributes = attributes(sameSite == SameSite.NONE ? SameSite.LAX : sameSite);
        this.secureAttributes = attributes(sameSite) + "; Secure";
        this.age = settings.get(Keys.COOKIE_AGE).toSeconds();
    }

    /** The value of the only cookie of this name; {@code null} if there is none, or several, since one may be forged. */
    public String onlyValue(String header) {
        String value = null;
        for (var start = next(header, 0); start >= 0; start = next(header, start)) {
            if (value != null) {
                return null;
            }
            var end = header.indexOf(';', start);
            value = header.substring(start, end < 0 ? header.length() : end).stripTrailing();
        }
        return value;
    }

    /** The {@code Set-Cookie} header that gives the browser this value. */
    public String with(String value, boolean secure) {
        return with(value, age, secure);
    }

    /** The same, for so many seconds. */
    public String with(String value, long seconds, boolean secure) {
        return nameAndEquals + value + scope + "; Max-Age=" + seconds + (secure ? secureAttributes : attributes);
    }

    /** The {@code Set-Cookie} header that removes the cookie. */
    public String removed(boolean secure) {
        return with("", 0, secure);
    }

    /** Where the value of the next cookie of this name begins at {@code from} or later, or -1. */
    private int next(String header, int from) {
        if (header == null) {
            return -1;
        }
        for (var at = header.indexOf(nameAndEquals, from); at >= 0; at = header.indexOf(nameAndEquals, at + 1)) {
            if (beginsCookie(header, at)) {
                return at + nameAndEquals.length();
            }
        }
        return -1;
    }

    private static boolean beginsCookie(String header, int at) {
        var before = at - 1;
        while (before >= 0 && header.charAt(before) == ' ') {
            before--;
        }
        return before < 0 || header.charAt(before) == ';' || header.charAt(before) == ',';
    }

    private static String scope(Settings settings) {
        var domain = settings.get(Keys.COOKIE_DOMAIN);
        return "; Path=" + settings.get(Keys.COOKIE_PATH) + (domain == null ? "" : "; Domain=" + domain);
    }

    private static String attributes(SameSite sameSite) {
        return "; HttpOnly; SameSite=" + sameSite.name().charAt(0) + sameSite.name().substring(1).toLowerCase(Locale.ROOT);
    }
}
