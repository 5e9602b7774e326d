// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Loads statements from files beside this class. */
final class Scripts {

    private Scripts() {}

    static String read(String name) {
        try (var file = Scripts.class.getResourceAsStream(name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
