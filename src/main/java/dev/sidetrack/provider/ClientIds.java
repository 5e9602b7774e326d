// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.provider;

import dev.sidetrack.Hit;
import dev.sidetrack.Uuids;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** Ids of visitors and visits in the formats that providers require. */
final class ClientIds {

    private static final Pattern UUID_DIGITS = Pattern.compile("[0-9a-f]{32}");

    private ClientIds() {}

    /** The visitor's id or, for a hit without a visitor, one that stands for the site's server. */
    static String of(Hit hit) {
        if (hit.visitor() != null) {
            return hit.visitor().clientId();
        }
        return uuidOf("sidetrack server of " + hit.page().host()).toString();
    }

    /** The same as 16 hexadecimal digits. */
    static String hexOf(Hit hit) {
        var id = of(hit).replace("-", "");
        var hex = UUID_DIGITS.matcher(id).matches() ? id : uuidOf(id).toString().replace("-", "");
        return hex.substring(0, 16);
    }

    /**
     * The visit as a UUID of version 7 with the time at which the visit began, or {@code null}; the same for all hits
     * of a visit.
     */
    static String sessionOf(Hit hit) {
        if (hit.visitor() == null || hit.visitor().session() == null) {
            return null;
        }
        var client = uuidOf(hit.visitor().clientId());
        var millis = TimeUnit.SECONDS.toMillis(hit.visitor().session().id());
        var high = millis << 16 | client.getMostSignificantBits() & 0xFFF;
        return Uuids.of(7, high, client.getLeastSignificantBits() << 2).toString();
    }

    private static UUID uuidOf(String text) {
        return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8));
    }
}
