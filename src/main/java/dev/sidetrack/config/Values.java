// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.config;

import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.Config;

/** Reads values from MicroProfile Config and checks how they are written. */
final class Values {

    private final Config config;
    private final UnexpandedConfig written;

    Values(Config config) {
        this.config = config;
        this.written = new UnexpandedConfig(config);
    }

    /** The value of a key, or its default; {@code null} for a key without one. */
    <T> T get(Key<T> key) {
        return get(key.name(), key);
    }

    /** The same for a key with another whole name, such as a provider's. */
    <T> T get(String wholeName, Key<T> key) {
        var text = config.getOptionalValue(wholeName, String.class)
                .filter(some -> !some.isBlank())
                .orElse(null);
        if (text != null) {
            return key.parse(wholeName, text);
        }
        if (key.filled() && written.text(wholeName) != null) {
            throw new ConfigurationException(wholeName + " is empty: give it a value, or leave it out"
                    + (key.fallback() == null || key.fallback().isEmpty()
                            ? "."
                            : " for the default, " + key.fallback() + "."));
        }
        return key.fallback() == null ? null : key.parse(wholeName, key.fallback());
    }

    /** All names that can be listed, sorted. */
    List<String> names() {
        return StreamSupport.stream(config.getPropertyNames().spliterator(), false)
                .sorted()
                .toList();
    }

    /** The names with this prefix, without the prefix. */
    List<String> namesUnder(String prefix) {
        return names().stream()
                .filter(name -> name.startsWith(prefix))
                .map(name -> name.substring(prefix.length()))
                .toList();
    }

    /**
     * The name under which some servers list the environment variable: {@code SIDETRACK_TRACKING_ID} becomes
     * {@code sidetrack.tracking.id}.
     */
    static String dotted(String name) {
        return name.replace('-', '.');
    }

    /**
     * Checks all settings with this prefix, including unknown keys and environment variables.
     *
     * @throws ConfigurationException if one contains an expression that cannot be expanded
     */
    void checkExpressions(String prefix) {
        var names = new TreeSet<>(names());
        Keys.ALL.forEach(key -> names.add(key.name()));
        for (var name : names) {
            var unexpanded = name.toLowerCase(Locale.ROOT).replace('_', '.').startsWith(prefix)
                    ? written.unexpanded(name)
                    : null;
            if (unexpanded != null) {
                throw new ConfigurationException(
                        name + " contains " + unexpanded + ", which cannot be expanded: " + remedy(unexpanded));
            }
        }
    }

    private static String remedy(String unexpanded) {
        return switch (unexpanded) {
            case UnexpandedConfig.ENDLESS -> "it does not end with }. Where no expression is meant, write \\${.";
            case UnexpandedConfig.NAMELESS -> "it names nothing. Where no expression is meant, write \\${.";
            default ->
                "no property and no environment variable has that name. Set it, or give it a default as in"
                        + " ${name:default}.";
        };
    }
}
