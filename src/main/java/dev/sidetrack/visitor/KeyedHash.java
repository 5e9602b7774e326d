// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.visitor;

import dev.sidetrack.Hmac;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Keyed hashes: without the key, nobody can guess a text and compare its hash. */
final class KeyedHash {

    private static final int HEX_KEPT = 32;

    private KeyedHash() {}

    /** Half of the hash in hexadecimal, which is enough for an id. */
    static String of(String key, String text) {
        return HexFormat.of()
                .formatHex(bytes(key.getBytes(StandardCharsets.UTF_8), text))
                .substring(0, HEX_KEPT);
    }

    static byte[] bytes(byte[] key, String text) {
        return Hmac.of(key, text.getBytes(StandardCharsets.UTF_8));
    }
}
