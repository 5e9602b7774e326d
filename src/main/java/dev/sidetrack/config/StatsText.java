// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.config;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** How the secrets that open the pages are written: as hashes, so that no configuration holds them. */
final class StatsText {

    private static final String BASE64 = "[A-Za-z0-9+/]{16,200}={0,2}";
    private static final Pattern PASSWORD =
            Pattern.compile("PBKDF2WithHmacSHA(224|256|384|512):[1-9][0-9]{3,7}:" + BASE64 + ":" + BASE64);
    private static final Pattern TOKEN = Pattern.compile("[0-9a-f]{64}");

    private StatsText() {}

    static String passwordHash(String text) {
        return Key.matching(PASSWORD, text);
    }

    static List<String> tokenHashes(String text) {
        return Stream.of(text.split(","))
                .map(String::strip)
                .filter(one -> !one.isEmpty())
                .map(one -> Key.matching(TOKEN, one.toLowerCase(Locale.ROOT)))
                .toList();
    }
}
