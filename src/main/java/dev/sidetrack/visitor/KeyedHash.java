// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.visitor;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HMAC-SHA256 (RFC 2104): without the key nobody can try out who is behind a hash. */
final class KeyedHash {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int HEX_KEPT = 32;

    private KeyedHash() {}

    /** Half of the hash in hexadecimal, which is enough for an id. */
    static String of(String key, String text) {
        return HexFormat.of()
                .formatHex(bytes(key.getBytes(StandardCharsets.UTF_8), text))
                .substring(0, HEX_KEPT);
    }

    static byte[] bytes(byte[] key, String text) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, missing);
        }
    }
}
