// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.consent;

import dev.sidetrack.config.Keys;
import dev.sidetrack.config.Settings;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds one of our cookies in a {@code Cookie} header, and writes the {@code Set-Cookie} headers that set and remove
 * it.
 */
public final class CookieHeader {

    private final String name;
    private final CookieScope scope;
    private final long age;

    /** The cookie with the name {@code sidetrack.cookie.name} plus {@code suffix}. */
    public CookieHeader(String suffix, Settings settings, CookieScope scope) {
        this.name = settings.get(Keys.COOKIE_NAME) + suffix;
        this.scope = scope;
        this.age = settings.get(Keys.COOKIE_AGE).toSeconds();
    }

    /**
     * The values of all cookies with this name, in their order: a browser sends one for each domain and path on which
     * it is set.
     */
    public List<String> values(String header) {
        var start = start(header, 0);
        if (start < 0) {
            return List.of();
        }
        var values = new ArrayList<String>();
        for (; start >= 0; start = start(header, start)) {
            values.add(header.substring(start, end(header, start)));
        }
        return values;
    }

    /** How many cookies have this name. */
    public int count(String header) {
        var count = 0;
        for (var start = start(header, 0); start >= 0; start = start(header, start)) {
            count++;
        }
        return count;
    }

    /** The {@code Set-Cookie} header that sets this value. */
    public String with(String value, CookiePlace place) {
        return with(value, age, place);
    }

    /** The same, with this many seconds to live. */
    public String with(String value, long seconds, CookiePlace place) {
        return written(value, scope.scope(place), seconds, place);
    }

    /** The {@code Set-Cookie} header that removes the cookie that {@link #with} sets. */
    public String removed(CookiePlace place) {
        return with("", 0, place);
    }

    /** The {@code Set-Cookie} headers that remove the cookie from all other domains and paths where it may be set. */
    public List<String> removedElsewhere(CookiePlace place) {
        return scope.elsewhere(place).stream()
                .map(other -> written("", other, 0, place))
                .toList();
    }

    private String written(String value, String scope, long seconds, CookiePlace place) {
        return name + '=' + value + scope + "; Max-Age=" + seconds + this.scope.attributes(name, place);
    }

    /** The index of the value of the next cookie with this name at {@code from} or later, or -1. */
    public int start(String header, int from) {
        if (header == null) {
            return -1;
        }
        for (var at = header.indexOf(name, from); at >= 0; at = header.indexOf(name, at + 1)) {
            var equals = skipBlanks(header, at + name.length());
            if (equals < header.length() && header.charAt(equals) == '=' && beginsCookie(header, at)) {
                return skipBlanks(header, equals + 1);
            }
        }
        return -1;
    }

    /** The end of the value that begins at {@code start}. */
    public int end(String header, int start) {
        var end = start;
        while (end < header.length() && !isSeparator(header.charAt(end))) {
            end++;
        }
        while (end > start && isBlank(header.charAt(end - 1))) {
            end--;
        }
        return end;
    }

    private static boolean beginsCookie(String header, int at) {
        var before = at - 1;
        while (before >= 0 && isBlank(header.charAt(before))) {
            before--;
        }
        return before < 0 || isSeparator(header.charAt(before));
    }

    private static int skipBlanks(String header, int from) {
        var at = from;
        while (at < header.length() && isBlank(header.charAt(at))) {
            at++;
        }
        return at;
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }

    /** A comma is a separator too, if a server has joined several headers. */
    private static boolean isSeparator(char c) {
        return c == ';' || c == ',';
    }
}
