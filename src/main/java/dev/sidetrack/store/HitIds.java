// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.store;

import dev.sidetrack.Uuids;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/**
 * Ids of hits in the database: UUIDs of version 7, which sort by time and contain the time to the microsecond (RFC 9562
 * section 6.2, method 3).
 */
final class HitIds {

    private HitIds() {}

    /** The id itself or, if it does not contain the hit's time, another one that is derived from it. */
    static UUID of(UUID id, Instant time) {
        var tells = id.variant() == 2
                && id.getMostSignificantBits() == Uuids.at(time, 0).getMostSignificantBits();
        return tells ? id : Uuids.at(time, Term.hash(id.toString()).getLeastSignificantBits());
    }

    /** The time of the hit with this id, to the microsecond. */
    static Instant time(UUID id) {
        return Instant.EPOCH.plus(Uuids.micros(id), ChronoUnit.MICROS);
    }

    /** The lowest id that a hit at this millisecond or later can have. */
    static UUID from(Instant time) {
        return Uuids.of(7, time.toEpochMilli() << 16, 0);
    }
}
