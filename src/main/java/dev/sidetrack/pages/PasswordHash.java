// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.pages;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * A password hash as in {@code sidetrack.stats.password-hash}: {@code algorithm:iterations:salt:hash}, the format of
 * Jakarta Security's {@code Pbkdf2PasswordHash}.
 *
 * <pre>{@code java -cp sidetrack.jar dev.sidetrack.pages.PasswordHash}</pre>
 */
final class PasswordHash {

    private static final String ALGORITHM = "PBKDF2WithHmacSHA256";
    /** As OWASP's password storage cheat sheet recommends. */
    private static final int ITERATIONS = 600_000;

    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    /** Longer passwords are not even hashed. */
    private static final int LONGEST = 1_000;

    private PasswordHash() {}

    /** Prompts for a password, or reads a line if there is no console, and prints its hash. */
    public static void main(String... arguments) throws IOException, GeneralSecurityException {
        var console = System.console();
        char[] password;
        if (console == null) {
            var line = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
            password = line == null ? new char[0] : line.toCharArray();
        } else {
            password = console.readPassword("Password: ");
        }
        try (var out = new PrintWriter(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8)) {
            out.println(
                    password == null || password.length == 0
                            ? "A password has at least one character."
                            : make(password, ITERATIONS));
        }
    }

    static String make(char[] password, int iterations) throws GeneralSecurityException {
        var salt = new byte[SALT_BYTES];
        new SecureRandom().nextBytes(salt);
        var base64 = Base64.getEncoder();
        return ALGORITHM
                + ':'
                + iterations
                + ':'
                + base64.encodeToString(salt)
                + ':'
                + base64.encodeToString(hash(ALGORITHM, password, salt, iterations, HASH_BYTES));
    }

    /** Whether the password has this hash; takes equally long for a wrong one. */
    static boolean matches(String password, String hash) {
        if (password == null || password.isEmpty() || password.length() > LONGEST) {
            return false;
        }
        var parts = hash.split(":");
        var expected = Base64.getDecoder().decode(parts[3]);
        try {
            var actual = hash(
                    parts[0],
                    password.toCharArray(),
                    Base64.getDecoder().decode(parts[2]),
                    Integer.parseInt(parts[1]),
                    expected.length);
            return MessageDigest.isEqual(expected, actual);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("The password cannot be checked: " + impossible.getMessage(), impossible);
        }
    }

    private static byte[] hash(String algorithm, char[] password, byte[] salt, int iterations, int bytes)
            throws GeneralSecurityException {
        var spec = new PBEKeySpec(password, salt, iterations, bytes * Byte.SIZE);
        try {
            return SecretKeyFactory.getInstance(algorithm).generateSecret(spec).getEncoded();
        } finally {
            spec.clearPassword();
        }
    }
}
