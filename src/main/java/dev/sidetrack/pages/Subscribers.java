// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.pages;

import dev.sidetrack.config.Keys;
import dev.sidetrack.config.Settings;
import dev.sidetrack.config.Shared;
import dev.sidetrack.stats.Stats;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Base64;
import java.util.List;

/**
 * The readers of the report, and the last report that each has received. Both are stored in the database by a hash of
 * the address, so that all nodes know them; so is the key of the links, which must work for as long as somebody keeps
 * the mail.
 */
@Shared
class Subscribers {

    private static final String KEY = "mail-key";
    private static final String OFF = "mail-off:";
    private static final String SENT = "mail-sent:";
    private static final String UNTIL = " until ";
    private static final String YES = "yes";
    private static final String NO = "no";
    private static final int KEY_BYTES = 32;
    private static final int HASH_KEPT = 32;
    private static final Duration CLAIMED = Duration.ofMinutes(15);

    private final Stats stats;
    private final List<String> addresses;
    private volatile byte[] key;

    @Inject
    Subscribers(Settings settings, Stats stats) {
        this.stats = stats;
        addresses = settings.get(Keys.STATS_MAIL_TO);
    }

    List<String> all() {
        return addresses;
    }

    /** The unguessable signature that identifies an address in links. */
    String signature(String address) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Signer.sign(key(), "mail " + address));
    }

    /** The address with this signature, or {@code null}. */
    String address(String signature) {
        String found = null;
        for (var address : stats.isAvailable() ? addresses : List.<String>of()) {
            if (MessageDigest.isEqual(
                    signature(address).getBytes(StandardCharsets.UTF_8), signature.getBytes(StandardCharsets.UTF_8))) {
                found = address;
            }
        }
        return found;
    }

    boolean wants(String address) {
        return !YES.equals(stats.kept(name(OFF, address)));
    }

    void want(String address, boolean wants) {
        var name = name(OFF, address);
        var before = stats.kept(name);
        var now = wants ? NO : YES;
        while (!now.equals(before) && !stats.keep(name, before, now)) {
            before = stats.kept(name);
        }
    }

    /**
     * Whether this node is to send this address the report that ends with this day. If so, neither this node nor
     * another tries again for a quarter of an hour.
     */
    boolean claim(String address, LocalDate to, Instant now) {
        var name = name(SENT, address);
        var before = stats.kept(name);
        return isOpen(before, to, now) && stats.keep(name, before, to + UNTIL + now.plus(CLAIMED));
    }

    /** Records that it has been sent. */
    void sent(String address, LocalDate to, Instant claimedAt) {
        stats.keep(name(SENT, address), to + UNTIL + claimedAt.plus(CLAIMED), to.toString());
    }

    private static boolean isOpen(String kept, LocalDate to, Instant now) {
        if (kept == null) {
            return true;
        }
        var until = kept.indexOf(UNTIL);
        var last = LocalDate.parse(until < 0 ? kept : kept.substring(0, until));
        return until < 0
                ? last.isBefore(to)
                : !last.isAfter(to) && !now.isBefore(Instant.parse(kept.substring(until + UNTIL.length())));
    }

    private byte[] key() {
        if (key == null) {
            var bytes = new byte[KEY_BYTES];
            new SecureRandom().nextBytes(bytes);
            stats.keep(KEY, null, Base64.getEncoder().encodeToString(bytes));
            key = Base64.getDecoder().decode(stats.kept(KEY));
        }
        return key;
    }

    private static String name(String what, String address) {
        return what + Access.sha256(address).substring(0, HASH_KEPT);
    }
}
