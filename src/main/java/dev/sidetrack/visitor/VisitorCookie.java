// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.visitor;

import dev.sidetrack.Uuids;
import dev.sidetrack.config.Settings;
import dev.sidetrack.config.Shared;
import dev.sidetrack.consent.CookieHeader;
import dev.sidetrack.consent.CookiePlace;
import dev.sidetrack.consent.CookieScope;
import jakarta.inject.Inject;
import java.nio.ByteBuffer;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * The cookie with the visitor's id, a random UUID ({@code sidetrack.cookie.*}). A cookie that is not one of our ids is
 * replaced, never trusted.
 */
@Shared
public class VisitorCookie {

    private static final int LENGTH = 36;

    /**
     * One per thread, because the JDK's own behind {@link UUID#randomUUID} has a lock for which request threads would
     * wait.
     */
    private static final ThreadLocal<SecureRandom> RANDOM = ThreadLocal.withInitial(VisitorCookie::newRandom);

    private final CookieHeader cookie;

    @Inject
    VisitorCookie(Settings settings, CookieScope scope) {
        cookie = new CookieHeader("", settings, scope);
    }

    /** A new visitor's id. */
    public String newId() {
        var bytes = new byte[2 * Long.BYTES];
        RANDOM.get().nextBytes(bytes);
        var random = ByteBuffer.wrap(bytes);
        return Uuids.of(4, random.getLong(), random.getLong()).toString();
    }

    /**
     * The id in the request's {@code Cookie} header, or {@code null} if there is none that can be trusted. Of several,
     * as after a change of {@code sidetrack.cookie.domain}, the last one counts, because browsers send the oldest
     * cookie first (RFC 6265 section 5.4).
     */
    public String read(String cookieHeader) {
        String last = null;
        for (var start = cookie.start(cookieHeader, 0); start >= 0; start = cookie.start(cookieHeader, start)) {
            var value = cookieHeader.substring(start, cookie.end(cookieHeader, start));
            last = isId(value) ? value : last;
        }
        return last;
    }

    /** All ids in the request's {@code Cookie} header. */
    public Set<String> readAll(String cookieHeader) {
        return cookie.values(cookieHeader).stream()
                .filter(VisitorCookie::isId)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** The {@code Set-Cookie} header for this id. */
    public String header(String id, CookiePlace place) {
        return cookie.with(id, place);
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

    private static SecureRandom newRandom() {
        var shared = new SecureRandom();
        try {
            var own = SecureRandom.getInstance("SHA1PRNG");
            // By default it reads /dev/random, which blocks on old kernels.
            var seed = new byte[20];
            shared.nextBytes(seed);
            own.setSeed(seed);
            return own;
        } catch (NoSuchAlgorithmException restricted) {
            return shared;
        }
    }

    /** Whether this is a random UUID (version 4, RFC 9562) as we write it. */
    public static boolean isId(String value) {
        if (value.length() != LENGTH || value.charAt(14) != '4') {
            return false;
        }
        for (var i = 0; i < LENGTH; i++) {
            var c = value.charAt(i);
            var dash = i == 8 || i == 13 || i == 18 || i == 23;
            if (dash ? c != '-' : !(c >= '0' && c <= '9' || c >= 'a' && c <= 'f')) {
                return false;
            }
        }
        return true;
    }
}
