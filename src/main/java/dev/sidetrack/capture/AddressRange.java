// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.capture;

import dev.sidetrack.config.ConfigurationException;
import dev.sidetrack.visitor.IpAddress;

/**
 * A range of addresses with a common prefix: {@code 10.0.0.0/8}, {@code 2001:db8::/32}, or a single address.
 *
 * @param bytes the first address
 * @param bits how many bits all have in common
 */
record AddressRange(byte[] bytes, int bits) {

    /**
     * Parses an address or a CIDR block; throws a {@link ConfigurationException} that names {@code key} if it is
     * neither.
     */
    static AddressRange of(String text, String key) {
        var slash = text.indexOf('/');
        // A zone is local to this machine and not part of a range.
        var bytes = text.indexOf('%') >= 0 ? null : IpAddress.parse(slash < 0 ? text : text.substring(0, slash));
        try {
            var bits = bytes == null || slash < 0 ? -1 : Integer.parseInt(text.substring(slash + 1));
            if (bytes != null && (slash < 0 || bits >= 0 && bits <= bytes.length * Byte.SIZE)) {
                return new AddressRange(bytes, slash < 0 ? bytes.length * Byte.SIZE : bits);
            }
        } catch (NumberFormatException noNumber) {
            // Reported below, like any other text that is not a range.
        }
        throw new ConfigurationException(
                key + " contains '" + text + "', which is neither an IP address nor a CIDR block.");
    }

    boolean contains(byte[] address) {
        if (address.length != bytes.length) {
            return false;
        }
        for (var bit = 0; bit < bits; bit += Byte.SIZE) {
            var left = Math.min(Byte.SIZE, bits - bit);
            var mask = 0xFF << Byte.SIZE - left & 0xFF;
            if ((address[bit / Byte.SIZE] & mask) != (bytes[bit / Byte.SIZE] & mask)) {
                return false;
            }
        }
        return true;
    }
}
