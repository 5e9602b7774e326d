// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.capture;

import dev.sidetrack.Uuids;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** Makes hit ids: UUID version 7, whose first 60 bits of content are the time (RFC 9562 section 6.2, method 3). */
final class HitIds {

    private static final int NANOS_PER_MILLI = 1_000_000;

    private HitIds() {}

    static UUID at(Instant time) {
        var fraction = (long) (time.getNano() % NANOS_PER_MILLI) * 4096 / NANOS_PER_MILLI;
        return Uuids.of(
                7,
                time.toEpochMilli() << 16 | fraction,
                ThreadLocalRandom.current().nextLong());
    }
}
