// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.store;

import dev.sidetrack.Uuids;
import java.time.Instant;
import java.util.UUID;

/** Ids of hits in the database: UUIDs of version 7, whose order is that of their times (RFC 9562 section 5.7). */
final class HitIds {

    private HitIds() {}

    /** The id itself, or, where it does not tell the hit's time, another that always belongs to it. */
    static UUID of(UUID id, Instant time) {
        if (id.version() == 7 && id.variant() == 2 && id.getMostSignificantBits() >>> 16 == time.toEpochMilli()) {
            return id;
        }
        return Uuids.at(time, Term.hash(id.toString()).getLeastSignificantBits());
    }

    /** The least id of a hit at that millisecond or later. */
    static UUID from(Instant time) {
        return Uuids.of(7, time.toEpochMilli() << 16, 0);
    }
}
