// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.capture;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Reads IP addresses, and nothing that would have to be looked up as a name. */
final class IpAddress {

    private static final int LONGEST = 45;

    private IpAddress() {}

    /** The bytes of an address, 4 of them also for an IPv4 address that is written as IPv6; {@code null} if it is none. */
    static byte[] parse(String text) {
        if (text.isEmpty() || text.length() > LONGEST || !isAddress(text)) {
            return null;
        }
        try {
            return InetAddress.getByName(text).getAddress();
        } catch (UnknownHostException malformed) {
            return null;
        }
    }

    /** Four groups of digits, or hexadecimal groups with a colon: the JDK takes these for addresses, never for host names. */
    private static boolean isAddress(String text) {
        var colons = 0;
        var dots = 0;
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (c == ':') {
                colons++;
            } else if (c == '.') {
                dots++;
            } else if (Character.digit(c, 16) < 0 || c > 'f') {
                return false;
            }
        }
        return colons >= 2 || dots == 3 && text.chars().allMatch(c -> c == '.' || c >= '0' && c <= '9');
    }
}
