// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.capture;

import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** Makes hit ids: UUID version 7, whose first 60 bits of content are the time (RFC 9562 section 6.2, method 3). */
final class HitIds {

    private static final long VERSION_7 = 0x7000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;
    private static final int NANOS_PER_MILLI = 1_000_000;

    private HitIds() {}

    static UUID at(Instant time) {
        var fraction = (long) (time.getNano() % NANOS_PER_MILLI) * 4096 / NANOS_PER_MILLI;
        var high = time.toEpochMilli() << 16 | VERSION_7 | fraction;
        return new UUID(high, ThreadLocalRandom.current().nextLong() >>> 2 | VARIANT);
    }
}
