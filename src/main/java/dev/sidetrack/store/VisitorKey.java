// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.store;

import dev.sidetrack.Uuids;
import java.util.UUID;

/**
 * A visitor's client id as stored. An id that is not a UUID becomes a UUID of version 8 made from its SHA-256, so that
 * the same id always gives the same key.
 *
 * @param id the key
 * @param kind {@link #LASTING} or {@link #DAILY}
 */
record VisitorKey(UUID id, int kind) {

    /** The kind for hits without a visitor. */
    static final int NOBODY = 0;
    /** A permanent id. */
    static final int LASTING = 1;
    /** A cookieless id, which changes every day. */
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

    /** The visitor's group, one of 1024 of about the same size; samples consist of whole groups. */
    static int bucket(UUID visitor) {
        var mixed = (visitor.getMostSignificantBits() ^ visitor.getLeastSignificantBits()) * 0x9E37_79B9_7F4A_7C15L;
        return (int) (mixed >>> 32) & BUCKETS - 1;
    }

    /** The hash by which an erased visitor is recognized. */
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
