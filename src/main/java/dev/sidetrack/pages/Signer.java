// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.pages;

import dev.sidetrack.Hmac;
import dev.sidetrack.config.Keys;
import dev.sidetrack.config.Settings;
import dev.sidetrack.config.Shared;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;

/**
 * Signs what clients send back: the cookie of signed-in viewers and the CSRF token of forms. The key is derived from
 * {@code sidetrack.secret}; without it, each node has its own until it restarts. Changing the password changes the key.
 */
@Shared
class Signer {

    static final String COOKIE = "__Host-sidetrack-stats";
    private static final Duration SIGNED_IN = Duration.ofHours(12);
    private static final Duration FORM = Duration.ofHours(12);
    private static final int KEY_BYTES = 32;

    private final byte[] key;
    private final Clock clock;

    @Inject
    Signer(Settings settings) {
        this(settings, Clock.systemUTC());
    }

    Signer(Settings settings, Clock clock) {
        this.clock = clock;
        var secret = settings.get(Keys.SECRET);
        var own = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(own);
        var base = secret == null ? own : secret.getBytes(StandardCharsets.UTF_8);
        key = sign(base, "stats " + settings.get(Keys.STATS_PASSWORD_HASH));
    }

    /** The {@code Set-Cookie} header that signs a viewer in. */
    String cookie() {
        return COOKIE + '=' + timed("cookie", SIGNED_IN) + "; Path=/; Max-Age=" + SIGNED_IN.toSeconds()
                + "; Secure; HttpOnly; SameSite=Strict";
    }

    /** The {@code Set-Cookie} header that removes the cookie. */
    String noCookie() {
        return COOKIE + "=; Path=/; Max-Age=0; Secure; HttpOnly; SameSite=Strict";
    }

    /** Whether this value of the cookie was issued by us and has not expired. */
    boolean isCookie(String value) {
        return isTimed("cookie", value);
    }

    /** The CSRF token for forms of this viewer. */
    String token(Viewer viewer) {
        return timed("form " + viewer.name(), FORM);
    }

    boolean isToken(Viewer viewer, String value) {
        return isTimed("form " + viewer.name(), value);
    }

    private String timed(String purpose, Duration valid) {
        var until = String.valueOf(clock.instant().plus(valid).getEpochSecond());
        return until + '.' + HexFormat.of().formatHex(sign(key, purpose + ' ' + until));
    }

    private boolean isTimed(String purpose, String value) {
        var dot = value == null ? -1 : value.indexOf('.');
        if (dot < 1 || dot > 12 || !value.substring(0, dot).chars().allMatch(c -> c >= '0' && c <= '9')) {
            return false;
        }
        var expected = HexFormat.of().formatHex(sign(key, purpose + ' ' + value.substring(0, dot)));
        return MessageDigest.isEqual(
                        expected.getBytes(StandardCharsets.UTF_8),
                        value.substring(dot + 1).getBytes(StandardCharsets.UTF_8))
                && clock.instant().getEpochSecond() < Long.parseLong(value.substring(0, dot));
    }

    static byte[] sign(byte[] key, String text) {
        return Hmac.of(key, text.getBytes(StandardCharsets.UTF_8));
    }
}
