// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.capture;

import dev.sidetrack.Uuids;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** Creates hit ids: UUID version 7, whose first 60 bits of content are the time (RFC 9562 section 6.2, method 3). */
final class HitIds {

    private HitIds() {}

    static UUID at(Instant time) {
        return Uuids.at(time, random());
    }

    /** The same for microseconds since 1970. */
    static UUID at(long micros) {
        return Uuids.at(micros, random());
    }

    private static long random() {
        return ThreadLocalRandom.current().nextLong();
    }
}
