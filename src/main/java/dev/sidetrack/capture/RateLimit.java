// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.capture;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/** Lets so many calls a minute through for each address; forgets them all each minute, and never remembers too many. */
final class RateLimit {

    private static final int MOST_ADDRESSES = 100_000;

    private final int most;
    private final LongSupplier minutes;
    private final Map<String, AtomicInteger> calls = new ConcurrentHashMap<>();
    private volatile long minute;

    RateLimit(int most, LongSupplier minutes) {
        this.most = most;
        this.minutes = minutes;
        this.minute = minutes.getAsLong();
    }

    boolean allows(String address) {
        var now = minutes.getAsLong();
        if (now != minute) {
            minute = now;
            calls.clear();
        }
        var known = calls.get(address);
        if (known == null && calls.size() >= MOST_ADDRESSES) {
            return false;
        }
        return calls.computeIfAbsent(address, any -> new AtomicInteger()).incrementAndGet() <= most;
    }
}
