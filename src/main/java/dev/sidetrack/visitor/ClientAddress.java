// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.visitor;

import dev.sidetrack.config.ClientIp;
import dev.sidetrack.config.Keys;
import dev.sidetrack.config.Settings;
import dev.sidetrack.config.Shared;
import jakarta.inject.Inject;
import java.util.regex.Pattern;

/** Shortens a client's address as {@code sidetrack.client-ip} demands. */
@Shared
public class ClientAddress {

    private static final int GROUPS_KEPT = 3;
    private static final int V4_BYTES = 4;
    private static final int IPV4_OF_TRANSLATED = 12;
    private static final Pattern MAY_HOLD_IPV4 = Pattern.compile("2002:|0*:|0*64:(?i:ff9b):");

    private final ClientIp allowed;

    @Inject
    ClientAddress(Settings settings) {
        allowed = settings.get(Keys.CLIENT_IP);
    }

    /** The address that a hit may carry, or {@code null}; {@code address} is an IP address as the server gives it. */
    public String allowed(String address) {
        if (address == null || allowed == ClientIp.NONE) {
            return null;
        }
        var plain = withoutZone(address);
        return allowed == ClientIp.FULL ? plain : anonymized(plain);
    }

    /** The address without its last octet (IPv4) or last 80 bits (IPv6). */
    public static String shortened(String address) {
        return address == null ? null : anonymized(withoutZone(address));
    }

    private static String anonymized(String address) {
        var lastDot = address.lastIndexOf('.');
        if (address.indexOf(':') < 0) {
            return lastDot < 0 ? null : address.substring(0, lastDot) + ".0";
        }
        if (lastDot > 0) {
            // An IPv4 address mapped into IPv6 (::ffff:192.0.2.7) is still one visitor's IPv4 address.
            return anonymized(address.substring(address.lastIndexOf(':') + 1));
        }
        return MAY_HOLD_IPV4.matcher(address).lookingAt() ? shortenedLikeWhatItHolds(address) : first48Bits(address);
    }

    /**
     * An IPv6 address that contains an IPv4 address: mapped in hexadecimal, 6to4 (RFC 3056, in the first 48 bits), or
     * translated (RFC 6052, at the end).
     */
    private static String shortenedLikeWhatItHolds(String address) {
        var bytes = IpAddress.parse(address);
        if (bytes == null) {
            return null;
        }
        if (bytes.length == V4_BYTES) {
            return shortened(bytes, 0);
        }
        if (bytes[1] == 0x64 && isZero(bytes, 4, IPV4_OF_TRANSLATED)) {
            return shortened(bytes, IPV4_OF_TRANSLATED);
        }
        return bytes[0] == 0x20 && bytes[1] == 0x02
                ? String.format("2002:%x:%x::", (bytes[2] & 0xFF) << 8 | bytes[3] & 0xFF, (bytes[4] & 0xFF) << 8)
                : first48Bits(address);
    }

    private static String shortened(byte[] bytes, int at) {
        return (bytes[at] & 0xFF) + "." + (bytes[at + 1] & 0xFF) + "." + (bytes[at + 2] & 0xFF) + ".0";
    }

    private static boolean isZero(byte[] bytes, int from, int to) {
        for (var i = from; i < to; i++) {
            if (bytes[i] != 0) {
                return false;
            }
        }
        return true;
    }

    private static String first48Bits(String address) {
        var shortened = new StringBuilder();
        var start = 0;
        for (var group = 0; group < GROUPS_KEPT; group++) {
            var end = address.indexOf(':', start);
            if (end <= start) {
                break;
            }
            shortened.append(address, start, end).append(':');
            start = end + 1;
        }
        return shortened.isEmpty() ? "::" : shortened.append(':').toString();
    }

    private static String withoutZone(String address) {
        var zone = address.indexOf('%');
        return zone < 0 ? address : address.substring(0, zone);
    }
}
