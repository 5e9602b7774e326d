// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.visitor;

import dev.sidetrack.Campaign;
import dev.sidetrack.Session;
import dev.sidetrack.config.Keys;
import dev.sidetrack.config.Settings;
import dev.sidetrack.config.Shared;
import dev.sidetrack.consent.CookieHeader;
import dev.sidetrack.consent.CookiePlace;
import dev.sidetrack.consent.CookieScope;
import jakarta.inject.Inject;
import java.util.Comparator;
import java.util.List;

/**
 * The cookie with the session: when it began, its number, and when it was last seen, in seconds, such as
 * {@code 1772599900.7.1772600000}. It is rewritten at most every five minutes, so that most responses carry no
 * {@code Set-Cookie}; a session therefore ends up to five minutes before its timeout, never after it.
 *
 * <p>With {@code sidetrack.session.new-on-campaign} a fourth number is a hash of the session's campaign: a different
 * campaign begins a new session, but the same one, as when its page is reloaded, does not.
 */
@Shared
public class SessionCookie {

    private static final long LONGEST_PAUSE_BETWEEN_WRITES = 300;
    /** How far the clocks of two nodes may differ. */
    private static final long CLOCK_TOLERANCE = 300;

    private static final int MOST_VISITS = 1_000_000;
    private static final int NO_CAMPAIGN = 0;

    private final CookieHeader cookie;
    private final long timeout;
    private final long pause;

    @Inject
    SessionCookie(Settings settings, CookieScope scope) {
        cookie = new CookieHeader("_session", settings, scope);
        timeout = settings.get(Keys.SESSION_TIMEOUT).toSeconds();
        pause = Math.min(LONGEST_PAUSE_BETWEEN_WRITES, timeout / 6);
    }

    /**
     * The session of a known visitor; a new one if the last one is over or had a different {@code campaign}. Of several
     * cookies, the most recent one counts.
     */
    public Visit read(String cookieHeader, Campaign campaign, long now) {
        var start = cookie.start(cookieHeader, 0);
        if (start < 0) {
            return first(campaign, now);
        }
        if (cookie.start(cookieHeader, start) < 0) {
            return visit(cookieHeader, start, cookie.end(cookieHeader, start), campaign, now);
        }
        var latest = cookie.values(cookieHeader).stream()
                .max(Comparator.comparingLong(value -> seen(value, now)))
                .get();
        var visit = visit(latest, 0, latest.length(), campaign, now);
        return new Visit(visit.session(), visit.campaign(), true);
    }

    /** When the cookie was written; a time in the future is forged and ranks last. */
    private static long seen(String value, long now) {
        var parts = value.split("\\.", 4);
        var seen = parts.length < 3 ? -1 : digits(parts[2], 0, parts[2].length());
        return seen > now + CLOCK_TOLERANCE ? -1 : seen;
    }

    /** Parses the value between {@code from} and {@code to} in place. */
    private Visit visit(String header, int from, int to, Campaign campaign, long now) {
        var firstDot = dot(header, from, to);
        var secondDot = dot(header, firstDot + 1, to);
        if (secondDot == to) {
            return first(campaign, now);
        }
        var thirdDot = dot(header, secondDot + 1, to);
        var start = digits(header, from, firstDot);
        var number = digits(header, firstDot + 1, secondDot);
        var seen = digits(header, secondDot + 1, thirdDot);
        var known = thirdDot == to ? NO_CAMPAIGN : digits(header, thirdDot + 1, to);
        if (start < 0
                || seen < start
                || seen > now + CLOCK_TOLERANCE
                || number < 1
                || number > MOST_VISITS
                || known < 0) {
            return first(campaign, now);
        }
        var told = hash(campaign);
        if (now - seen > timeout || told != NO_CAMPAIGN && told != (int) known) {
            return new Visit(new Session(now, (int) number + 1), told, true);
        }
        return new Visit(new Session(start, (int) number), (int) known, now - seen >= pause);
    }

    /** The next dot, or {@code to}. */
    private static int dot(String text, int from, int to) {
        var dot = text.indexOf('.', from);
        return dot < 0 || dot > to ? to : dot;
    }

    /** The session of a new visitor. */
    public Visit first(Campaign campaign, long now) {
        return new Visit(new Session(now, 1), hash(campaign), true);
    }

    /** The {@code Set-Cookie} header for a session that is active at {@code now}. */
    public String header(Visit visit, long now, CookiePlace place) {
        var session = visit.session();
        var times = session.id() + "." + session.number() + "." + now;
        return cookie.with(
                visit.campaign() == NO_CAMPAIGN ? times : times + "." + Integer.toUnsignedString(visit.campaign()),
                place);
    }

    /** How many cookies have this name; there should be one. */
    public int count(String cookieHeader) {
        return cookie.count(cookieHeader);
    }

    /** The {@code Set-Cookie} header that removes the cookie. */
    public String removed(CookiePlace place) {
        return cookie.removed(place);
    }

    /** The {@code Set-Cookie} headers that remove others of this name, on other domains and paths. */
    public List<String> removedElsewhere(CookiePlace place) {
        return cookie.removedElsewhere(place);
    }

    /** A hash that is the same on every node and in every version: a field added later counts only if it is set. */
    private static int hash(Campaign campaign) {
        if (campaign == null) {
            return NO_CAMPAIGN;
        }
        var text =
                "Campaign[source=" + campaign.source() + ", medium=" + campaign.medium() + ", name=" + campaign.name()
                        + ", term=" + campaign.term() + ", content=" + campaign.content() + ", id=" + campaign.id()
                        + ", clickIdName=" + campaign.clickIdName() + ", clickId=" + campaign.clickId() + "]";
        return (text
                        + added(campaign.sourcePlatform())
                        + added(campaign.creativeFormat())
                        + added(campaign.marketingTactic()))
                .hashCode();
    }

    private static String added(String later) {
        return later == null ? "" : later;
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
     * A session, and whether its cookie must be set.
     *
     * @param session the session
     * @param campaign a hash of the campaign that it began with, or 0
     * @param isToBeWritten whether the cookie must be written
     */
    public record Visit(Session session, int campaign, boolean isToBeWritten) {}
}
