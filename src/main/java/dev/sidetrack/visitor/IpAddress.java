// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.visitor;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/** Reads IP addresses, and nothing that would have to be looked up as a name. */
public final class IpAddress {

    private static final int LONGEST = 45;
    private static final String OCTET = "(25[0-5]|2[0-4]\\d|1?\\d?\\d)";
    private static final Pattern V4 = Pattern.compile(OCTET + "(\\." + OCTET + "){3}");
    private static final Pattern V6 = Pattern.compile("[0-9a-fA-F:][0-9a-fA-F]*:[0-9a-fA-F:.]*");

    private IpAddress() {}

    /**
     * The bytes of an address without its zone, 4 of them also for an IPv4 address that is written as IPv6;
     * {@code null} if it is none.
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

    /**
     * The JDK asks the name service for what begins otherwise, or is neither: {@code 1.2.3.256}, {@code ...},
     * {@code .::1}.
     */
    private static boolean isAddress(String text) {
        return V4.matcher(text).matches() || V6.matcher(text).matches();
    }
}
