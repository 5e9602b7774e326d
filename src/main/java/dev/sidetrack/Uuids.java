// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack;

import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** Creates UUIDs (RFC 9562), the format that databases and providers expect. Not API. */
public final class Uuids {

    private static final long VERSION_BITS = 0xF000L;
    private static final int VERSION_SHIFT = 12;
    private static final long VARIANT = 0x8000_0000_0000_0000L;

    private static final int MICROS_PER_MILLI = 1_000;
    private static final int FRACTIONS = 4_096;

    private Uuids() {}

    /**
     * {@return a UUID of this version with these bits}
     *
     * @param version the version
     * @param high the first 64 bits
     * @param low the last 64 bits, of which the lowest two are lost
     */
    public static UUID of(int version, long high, long low) {
        return new UUID(high & ~VERSION_BITS | (long) version << VERSION_SHIFT, low >>> 2 | VARIANT);
    }

    /**
     * {@return a UUID of version 7 with this time, to the microsecond (section 6.2, method 3), and these other bits}
     *
     * @param time the time
     * @param rest the other bits
     */
    public static UUID at(Instant time, long rest) {
        return at(
                TimeUnit.SECONDS.toMicros(time.getEpochSecond()) + TimeUnit.NANOSECONDS.toMicros(time.getNano()), rest);
    }

    /**
     * {@return the same for microseconds since 1970}
     *
     * @param micros the microseconds
     * @param rest the other bits
     */
    public static UUID at(long micros, long rest) {
        var millis = Math.floorDiv(micros, MICROS_PER_MILLI);
        var fraction = Math.floorMod(micros, MICROS_PER_MILLI) * FRACTIONS / MICROS_PER_MILLI;
        return of(7, millis << 16 | fraction, rest);
    }

    /**
     * {@return the time of a UUID of version 7, in microseconds since 1970}
     *
     * @param id a UUID of version 7
     */
    public static long micros(UUID id) {
        var high = id.getMostSignificantBits();
        var fraction = high & FRACTIONS - 1;
        return (high >>> 16) * MICROS_PER_MILLI + (fraction * MICROS_PER_MILLI + FRACTIONS - 1) / FRACTIONS;
    }
}
