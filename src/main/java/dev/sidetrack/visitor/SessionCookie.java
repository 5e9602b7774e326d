// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.visitor;

import dev.sidetrack.Session;
import dev.sidetrack.config.Keys;
import dev.sidetrack.config.Settings;
import dev.sidetrack.config.Shared;
import jakarta.inject.Inject;

/**
 * The visitor cookie's neighbour: when the session began, its number, and when it was last seen, in seconds. It is written
 * anew at most every five minutes, so that most responses carry no {@code Set-Cookie}; a session therefore ends up to five
 * minutes before its timeout, never after it.
 */
@Shared
public class SessionCookie {

    private static final long LONGEST_PAUSE_BETWEEN_WRITES = 300;
    /** How far the clocks of two nodes may be apart. */
    private static final long CLOCK_TOLERANCE = 300;
    private static final int MOST_VISITS = 1_000_000;

    private final CookieHeader cookie;
    private final long timeout;
    private final long pause;

    @Inject
    SessionCookie(Settings settings) {
        cookie = new CookieHeader(settings.get(Keys.COOKIE_NAME) + "_session", settings);
        timeout = settings.get(Keys.SESSION_TIMEOUT).toSeconds();
        pause = Math.min(LONGEST_PAUSE_BETWEEN_WRITES, timeout / 6);
    }

    /** The session of a known visitor, new if the last one is over; {@code now} in seconds since 1970. */
    public Visit read(String cookieHeader, long now) {
        var value = cookie.onlyValue(cookieHeader);
        var firstDot = value == null ? -1 : value.indexOf('.');
        var lastDot = value == null ? -1 : value.lastIndexOf('.');
        if (firstDot < 0 || firstDot == lastDot) {
            return first(now);
        }
        var start = digits(value, 0, firstDot);
        var number = digits(value, firstDot + 1, lastDot);
        var seen = digits(value, lastDot + 1, value.length());
        if (start < 0 || seen < start || seen > now + CLOCK_TOLERANCE || number < 1 || number > MOST_VISITS) {
            return first(now);
        }
        if (now - seen > timeout) {
            return new Visit(new Session(now, (int) number + 1), true);
        }
        return new Visit(new Session(start, (int) number), now - seen >= pause);
    }

    /** The session after this one. */
    public Visit next(Session session, long now) {
        return new Visit(new Session(now, session.number() + 1), true);
    }

    /** The session of a visitor never seen before. */
    public Visit first(long now) {
        return new Visit(new Session(now, 1), true);
    }

    /** The {@code Set-Cookie} header for a session that was seen at {@code now}. */
    public String header(Session session, long now, boolean secure) {
        return cookie.with(session.id() + "." + session.number() + "." + now, secure);
    }

    /** The {@code Set-Cookie} header that removes the cookie. */
    public String removed(boolean secure) {
        return cookie.removed(secure);
    }

    private static long digits(String text, int from, int to) {
        if (to == from || to - from > 11) {
            return -1;
        }
        var value = 0L;
        for (var i = from; i < to; i++) {
            var c = text.charAt(i);
            if (c < '0' || c > '9') {
                return -1;
            }
            value = value * 10 + c - '0';
        }
        return value;
    }

    /**
     * A session, and whether the browser has to be told.
     *
     * @param session the session
     * @param isToBeWritten whether the cookie is to be written
     */
    public record Visit(Session session, boolean isToBeWritten) {}
}
