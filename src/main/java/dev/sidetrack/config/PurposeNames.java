// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.config;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Parses lists of purposes in settings. */
final class PurposeNames {

    private static final String ANALYTICS = "analytics";
    private static final Pattern PURPOSE = Pattern.compile("[a-z][a-z0-9-]{0,19}");

    private PurposeNames() {}

    /** The purposes of a consent; each must be valid in a cookie, a form and a resource bundle. */
    static List<String> asked(String text) {
        var purposes = Arrays.stream(text.split(","))
                .map(String::strip)
                .map(name -> Key.matching(PURPOSE, name))
                .distinct()
                .toList();
        if (!purposes.contains(ANALYTICS)) {
            throw new IllegalArgumentException(text);
        }
        return purposes;
    }

    /** The purposes that a provider needs; {@code true} means analytics. */
    static Set<String> needed(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "false" -> Set.of();
            case "true" -> Set.of(ANALYTICS);
            default ->
                Arrays.stream(text.split(","))
                        .map(name -> Key.matching(PURPOSE, name.strip()))
                        .collect(Collectors.toUnmodifiableSet());
        };
    }
}
