// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.provider;

import dev.sidetrack.config.Key;

/** Keys whose values become HTTP headers: an invalid value fails the deployment, not every request. */
final class HeaderKeys {

    private HeaderKeys() {}

    /** A text that no log, message or error may show. */
    static Key<String> secret(String name) {
        return new Key<>(name, null, "secret, printable ASCII without spaces", true, HeaderKeys::printable);
    }

    /** A host name. */
    static Key<String> hostName(String name) {
        return new Key<>(name, null, "host name", false, HeaderKeys::hostNameOnly);
    }

    private static String printable(String text) {
        if (!text.chars().allMatch(c -> c > ' ' && c < 0x7F)) {
            throw new IllegalArgumentException();
        }
        return text;
    }

    private static String hostNameOnly(String text) {
        if (!text.matches("[A-Za-z0-9.-]{1,253}")) {
            throw new IllegalArgumentException();
        }
        return text;
    }
}
