// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.visitor;

import dev.sidetrack.Session;
import dev.sidetrack.Uuids;
import dev.sidetrack.config.Keys;
import dev.sidetrack.config.Settings;
import dev.sidetrack.config.Shared;
import jakarta.inject.Inject;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.concurrent.TimeUnit;

/**
 * Recognises a visitor for a day without setting anything in the browser: the id is a keyed hash of site, shortened
 * address and user agent. The key is random, kept in memory only, and replaced with the first id of a new UTC day, so
 * that yesterday's ids cannot be computed again.
 *
 * <p>With {@code sidetrack.secret}, which nodes of a cluster need to agree, each day's key is derived from the secret
 * and the date. Whoever has the secret can compute old ids, so change it now and then.
 */
@Shared
public class CookielessIds {

    private static final long DAY = TimeUnit.DAYS.toSeconds(1);

    private final String secret;
    private final long sessionSeconds;
    private volatile DailyKey key;

    @Inject
    CookielessIds(Settings settings) {
        secret = settings.get(Keys.SECRET);
        sessionSeconds = settings.get(Keys.SESSION_TIMEOUT).toSeconds();
    }

    /** The id for today; {@code now} in seconds since 1970. */
    public String id(String site, String shortAddress, String userAgent, long now) {
        var text = site + '\n' + shortAddress + '\n' + userAgent;
        var hash = ByteBuffer.wrap(KeyedHash.bytes(key(now / DAY), text));
        // Version 8 (RFC 9562 section 5.8): a custom id in the format that providers expect.
        return Uuids.of(8, hash.getLong(), hash.getLong()).toString();
    }

    /**
     * The session. Without a cookie only the time is known, so a session is the interval between two multiples of the
     * timeout.
     */
    public Session session(long now) {
        return new Session(now - now % sessionSeconds, 1);
    }

    private byte[] key(long day) {
        var known = key;
        // A slow request that began yesterday gets an id of today: yesterday's key is gone.
        return known != null && known.day() >= day ? known.key() : renew(day);
    }

    private synchronized byte[] renew(long day) {
        if (key == null || key.day() < day) {
            key = new DailyKey(day, secret == null ? random() : derived(day));
        }
        return key.key();
    }

    private static byte[] random() {
        var bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }

    private byte[] derived(long day) {
        return KeyedHash.bytes(secret.getBytes(StandardCharsets.UTF_8), "sidetrack cookieless " + day);
    }

    private record DailyKey(long day, byte[] key) {}
}
