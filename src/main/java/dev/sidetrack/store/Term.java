// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.store;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/**
 * A text that rows refer to by a number.
 *
 * @param kind what the text is
 * @param name the text, at most 2000 characters
 */
public record Term(TermKind kind, String name) {

    private static final int LONGEST = 2_000;

    /** The term with this text, cut if it is too long; {@code null} if there is no text. */
    static Term of(TermKind kind, String text) {
        if (text == null || text.isEmpty() && kind != TermKind.SITE) {
            return null;
        }
        return new Term(kind, cut(text));
    }

    /** The key that the database finds it by, independent of collation. */
    public UUID hash() {
        return hash(name);
    }

    static UUID hash(String text) {
        try {
            var hash =
                    ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
            return new UUID(hash.getLong(), hash.getLong());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String cut(String text) {
        if (text.length() <= LONGEST) {
            return text;
        }
        var end = Character.isHighSurrogate(text.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
        return text.substring(0, end);
    }
}
