// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.capture;

import dev.sidetrack.Uuids;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** Makes hit ids: UUID version 7, whose first 60 bits of content are the time (RFC 9562 section 6.2, method 3). */
final class HitIds {

    private static final int MICROS_PER_MILLI = 1_000;

    private HitIds() {}

    static UUID at(Instant time) {
        return at(TimeUnit.SECONDS.toMicros(time.getEpochSecond()) + TimeUnit.NANOSECONDS.toMicros(time.getNano()));
    }

    /** The same of microseconds since 1970. */
    static UUID at(long micros) {
        var fraction = micros % MICROS_PER_MILLI * 4096 / MICROS_PER_MILLI;
        return Uuids.of(
                7,
                micros / MICROS_PER_MILLI << 16 | fraction,
                ThreadLocalRandom.current().nextLong());
    }
}
