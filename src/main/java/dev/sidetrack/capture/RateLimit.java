// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.capture;

import dev.sidetrack.visitor.IpAddress;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/**
 * Lets a number of calls a minute through for each address; forgets all of them each minute, and never remembers too
 * many. An IPv6 /64 network counts as one address, because whoever has one of its addresses has them all.
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
     * Whether this call is let through. It always is if {@code address} is not an address, as behind a Unix socket:
     * unknown clients must not share a limit.
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

    /** What tells callers apart. */
    static String network(String address) {
        var bytes = address == null ? null : IpAddress.parse(address);
        return bytes == null || bytes.length == V4_BYTES
                ? String.valueOf(address)
                : HexFormat.of().formatHex(bytes, 0, NETWORK_BYTES);
    }
}
