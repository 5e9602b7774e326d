// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.visitor;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/** Parses IP addresses, but never host names that would need a DNS lookup. */
public final class IpAddress {

    private static final int LONGEST = 45;
    private static final String OCTET = "(25[0-5]|2[0-4]\\d|1?\\d?\\d)";
    private static final Pattern V4 = Pattern.compile(OCTET + "(\\." + OCTET + "){3}");
    private static final Pattern V6 = Pattern.compile("[0-9a-fA-F:][0-9a-fA-F]*:[0-9a-fA-F:.]*");

    private IpAddress() {}

    /**
     * The bytes of an address without its zone, 4 also for an IPv4 address in IPv6 notation; {@code null} if it is not
     * an address.
     */
    public static byte[] parse(String address) {
        var zone = address.indexOf('%');
        var text = zone < 0 ? address : address.substring(0, zone);
        if (text.isEmpty() || text.length() > LONGEST || !isAddress(text)) {
            return null;
        }
        try {
            return InetAddress.getByName(text).getAddress();
        } catch (UnknownHostException malformed) {
            return null;
        }
    }

    /** The JDK would look up anything else in DNS: {@code 1.2.3.256}, {@code ...}, {@code .::1}. */
    private static boolean isAddress(String text) {
        return V4.matcher(text).matches() || V6.matcher(text).matches();
    }
}
