// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.consent;

import dev.sidetrack.Consent;
import dev.sidetrack.config.Keys;
import dev.sidetrack.config.Settings;
import dev.sidetrack.config.Shared;
import jakarta.inject.Inject;

/**
 * The cookie with the visitor's choice, the version of the policy it was made for, and when, in seconds: {@code
 * accept.1.1795359233}. A choice for another version counts no more, and the visitor is asked again.
 */
@Shared
public class ConsentCookie {

    /** How far the clocks of two nodes may be apart. */
    private static final long CLOCK_TOLERANCE = 300;
    private static final String ACCEPT = "accept";
    private static final String DECLINE = "decline";

    private final CookieHeader cookie;
    private final String version;
    private final long age;

    @Inject
    ConsentCookie(Settings settings) {
        cookie = new CookieHeader(settings.get(Keys.COOKIE_NAME) + "_consent", settings);
        version = settings.get(Keys.CONSENT_VERSION);
        age = settings.get(Keys.CONSENT_AGE).toSeconds();
    }

    /** What the visitor has chosen, as far as the request's {@code Cookie} header says; {@code now} in seconds since 1970. */
    public Consent read(String cookieHeader, long now) {
        var value = cookie.onlyValue(cookieHeader);
        var parts = value == null ? new String[0] : value.split("\\.", -1);
        if (parts.length != 3 || !parts[1].equals(version) || !isRecent(parts[2], now)) {
            return Consent.UNASKED;
        }
        return switch (parts[0]) {
            case ACCEPT -> Consent.GRANTED;
            case DECLINE -> Consent.DENIED;
            default -> Consent.UNASKED;
        };
    }

    /** The {@code Set-Cookie} header that keeps a choice made at {@code now}. */
    public String header(boolean accepted, long now, boolean secure) {
        return cookie.with((accepted ? ACCEPT : DECLINE) + "." + version + "." + now, age, secure);
    }

    private boolean isRecent(String seconds, long now) {
        try {
            var made = Long.parseLong(seconds);
            return made >= now - age && made <= now + CLOCK_TOLERANCE;
        } catch (NumberFormatException forged) {
            return false;
        }
    }
}
