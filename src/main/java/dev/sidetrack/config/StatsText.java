// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.config;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Parses the settings of the pages and of the report. Secrets are configured as hashes, so that no configuration
 * contains them.
 */
final class StatsText {

    private static final String BASE64 = "[A-Za-z0-9+/]{16,200}={0,2}";
    private static final Pattern PASSWORD =
            Pattern.compile("PBKDF2WithHmacSHA(224|256|384|512):[1-9][0-9]{3,7}:" + BASE64 + ":" + BASE64);
    private static final Pattern TOKEN = Pattern.compile("[0-9a-f]{64}");

    private static final Pattern ADDRESS =
            Pattern.compile("[^\\s@<>(),;:\"\\[\\]\\\\]{1,64}@[^\\s@<>(),;:\"\\[\\]\\\\]{1,255}");
    private static final Pattern LANGUAGE = Pattern.compile("en|de|el|es|fr|it|nl|pl|pt|sv");

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

    static List<String> addresses(String text) {
        return Stream.of(text.split(","))
                .map(String::strip)
                .filter(one -> !one.isEmpty())
                .map(StatsText::address)
                .distinct()
                .toList();
    }

    static String address(String text) {
        return Key.matching(ADDRESS, text);
    }

    static String language(String text) {
        return Key.matching(LANGUAGE, text.toLowerCase(Locale.ROOT));
    }
}
