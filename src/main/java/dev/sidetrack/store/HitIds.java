// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.store;

import dev.sidetrack.Uuids;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/**
 * Ids of hits in the database: UUIDs of version 7, whose order is that of their times, and which tell them to the
 * microsecond (RFC 9562 section 6.2, method 3).
 */
final class HitIds {

    private HitIds() {}

    /** The id itself, or, where it does not tell the hit's time, another that always belongs to it. */
    static UUID of(UUID id, Instant time) {
        var tells = id.variant() == 2
                && id.getMostSignificantBits() == Uuids.at(time, 0).getMostSignificantBits();
        return tells ? id : Uuids.at(time, Term.hash(id.toString()).getLeastSignificantBits());
    }

    /** When the hit with that id was, to the microsecond. */
    static Instant time(UUID id) {
        return Instant.EPOCH.plus(Uuids.micros(id), ChronoUnit.MICROS);
    }

    /** The least id of a hit at that millisecond or later. */
    static UUID from(Instant time) {
        return Uuids.of(7, time.toEpochMilli() << 16, 0);
    }
}
