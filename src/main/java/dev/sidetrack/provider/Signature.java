// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.provider;

import dev.sidetrack.Hmac;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;

/** Signs a request's body so that its receiver can verify who sent it, and when. */
final class Signature {

    private Signature() {}

    /** {@code t=<seconds>,sha256=<hex>}, where the HMAC is that of {@code <seconds>.<body>}. */
    static String of(byte[] body, String key, Instant now) {
        var time = Long.toString(now.getEpochSecond());
        var hash =
                Hmac.of(key.getBytes(StandardCharsets.UTF_8), (time + ".").getBytes(StandardCharsets.US_ASCII), body);
        return "t=" + time + ",sha256=" + HexFormat.of().formatHex(hash);
    }
}
