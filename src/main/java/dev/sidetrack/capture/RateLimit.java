// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.capture;

import dev.sidetrack.visitor.IpAddress;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/**
 * Lets so many calls a minute through for each address; forgets them all each minute, and never remembers too many. An
 * IPv6 network of 64 bits is one address, since who has one of its addresses has them all.
 */
final class RateLimit {

    private static final int MOST_ADDRESSES = 100_000;
    private static final int V4_BYTES = 4;
    private static final int NETWORK_BYTES = 8;

    private final int most;
    private final LongSupplier minutes;
    private final Map<String, AtomicInteger> calls = new ConcurrentHashMap<>();
    private volatile long minute;

    RateLimit(int most, LongSupplier minutes) {
        this.most = most;
        this.minutes = minutes;
        this.minute = minutes.getAsLong();
    }

    /**
     * Whether this call is let through. Where {@code address} is none it is, as an empty one that servers give behind a
     * socket of their machine: who is not known shares nothing with others of whom nothing is known.
     */
    boolean allows(String address) {
        if (address == null || IpAddress.parse(address) == null) {
            return true;
        }
        var caller = network(address);
        var now = minutes.getAsLong();
        if (now != minute) {
            minute = now;
            calls.clear();
        }
        var known = calls.get(caller);
        if (known == null && calls.size() >= MOST_ADDRESSES) {
            return false;
        }
        return calls.computeIfAbsent(caller, any -> new AtomicInteger()).incrementAndGet() <= most;
    }

    /** What one caller is told from others by. */
    static String network(String address) {
        var bytes = address == null ? null : IpAddress.parse(address);
        return bytes == null || bytes.length == V4_BYTES
                ? String.valueOf(address)
                : HexFormat.of().formatHex(bytes, 0, NETWORK_BYTES);
    }
}
