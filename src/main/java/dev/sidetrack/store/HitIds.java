// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.store;

import dev.sidetrack.Uuids;
import java.time.Instant;
import java.util.UUID;

/** Ids of hits in the database: UUIDs of version 7, whose order is that of their times (RFC 9562 section 5.7). */
final class HitIds {

    private static final int MICROS_PER_MILLI = 1_000;
    private static final int FRACTIONS = 4_096;

    private HitIds() {}

    /** The id itself, or, where it does not tell the hit's time, another that always belongs to it. */
    static UUID of(UUID id, Instant time) {
        if (id.version() == 7 && id.variant() == 2 && id.getMostSignificantBits() >>> 16 == time.toEpochMilli()) {
            return id;
        }
        var fraction = time.getNano() / 1000L % MICROS_PER_MILLI * FRACTIONS / MICROS_PER_MILLI;
        var rest = Term.hash(id.toString()).getLeastSignificantBits();
        return Uuids.of(7, time.toEpochMilli() << 16 | fraction, rest);
    }

    /** The least id of a hit at that millisecond or later. */
    static UUID from(Instant time) {
        return Uuids.of(7, time.toEpochMilli() << 16, 0);
    }
}
