// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack;

import java.util.UUID;

/** UUIDs of our own making, in the form that databases and providers know (RFC 9562). Not API. */
public final class Uuids {

    private static final long VERSION_BITS = 0xF000L;
    private static final int VERSION_SHIFT = 12;
    private static final long VARIANT = 0x8000_0000_0000_0000L;

    private Uuids() {}

    /** One of that version, with these bits around it: of {@code low} those that are not its lowest two. */
    public static UUID of(int version, long high, long low) {
        return new UUID(high & ~VERSION_BITS | (long) version << VERSION_SHIFT, low >>> 2 | VARIANT);
    }
}
