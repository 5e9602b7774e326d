// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.store;

import dev.sidetrack.Uuids;
import java.util.UUID;

/**
 * A visitor's client id as the tables have it. One that is no UUID becomes a UUID of version 8, of its SHA-256, so that
 * it is found again by the same id.
 *
 * @param id the key
 * @param kind {@link #LASTING} or {@link #DAILY}
 */
record VisitorKey(UUID id, int kind) {

    /** The kind of hits of nobody. */
    static final int NOBODY = 0;
    /** An id that lasts. */
    static final int LASTING = 1;
    /** A cookieless id, which is another one the next day. */
    static final int DAILY = 2;

    private static final int VERSION_8 = 8;
    private static final int BUCKETS = 1_024;
    private static final int UUID_LENGTH = 36;

    static VisitorKey of(String clientId) {
        var uuid = uuid(clientId);
        if (uuid == null) {
            return new VisitorKey(version8(Term.hash(clientId)), LASTING);
        }
        return new VisitorKey(uuid, uuid.version() == VERSION_8 ? DAILY : LASTING);
    }

    /** In which of 1024 groups of visitors, all about as large, this one is: what a sample is made of. */
    static int bucket(UUID visitor) {
        var mixed = (visitor.getMostSignificantBits() ^ visitor.getLeastSignificantBits()) * 0x9E37_79B9_7F4A_7C15L;
        return (int) (mixed >>> 32) & BUCKETS - 1;
    }

    /** By what an erased visitor is remembered. */
    static UUID tombstone(UUID visitor) {
        return version8(Term.hash("forgotten " + visitor));
    }

    private static UUID uuid(String text) {
        if (text.length() != UUID_LENGTH) {
            return null;
        }
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException other) {
            return null;
        }
    }

    private static UUID version8(UUID hash) {
        return Uuids.of(8, hash.getMostSignificantBits(), hash.getLeastSignificantBits());
    }
}
