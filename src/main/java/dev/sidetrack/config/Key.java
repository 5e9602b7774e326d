// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.config;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A configuration key: its name, its default as it would be written, and how its text is parsed.
 *
 * <pre>{@code
 * static final Key<Duration> LINGER =
 *         Key.duration("sidetrack.batch.linger", "PT0.3S", Duration.ofMillis(1), Duration.ofMinutes(1));
 * }</pre>
 *
 * @param name the whole name, or, for the key of a provider, what follows {@code sidetrack.provider.<name>.}
 * @param fallback the default as text, or {@code null} for a key that is optional and has none
 * @param type the allowed values in words, for the documentation and for error messages
 * @param secret whether the value must never be shown
 * @param parser reads the text, or throws {@link IllegalArgumentException}
 * @param filled whether an empty text is an error instead of a missing value
 * @param <T> the type of the value
 */
public record Key<T>(
        String name, String fallback, String type, boolean secret, Function<String, T> parser, boolean filled) {

    private static final int HIGHEST_PORT = 65_535;

    /**
     * A key whose value may be empty.
     *
     * @param name the key's name; below {@code sidetrack.provider.<name>.} for a provider's key
     * @param fallback the default as it would be written, or {@code null} for none
     * @param type what the documentation calls its values
     * @param secret whether no log, message or error may show it
     * @param parser makes a value of a text, or throws {@link IllegalArgumentException}
     */
    public Key(String name, String fallback, String type, boolean secret, Function<String, T> parser) {
        this(name, fallback, type, secret, parser, false);
    }

    /**
     * The same key, for which an empty text is an error, so that nobody switches off by accident what protects
     * visitors.
     */
    Key<T> asFilled() {
        return new Key<>(name, fallback, type, secret, parser, true);
    }

    /**
     * {@return a key for any text}
     *
     * @param name the key's name; below {@code sidetrack.provider.<name>.} for a provider's key
     * @param fallback the default as it would be written, or {@code null} for none
     */
    public static Key<String> text(String name, String fallback) {
        return new Key<>(name, fallback, "text", false, text -> text);
    }

    /**
     * {@return a key for a text that no log, message or error may show}
     *
     * @param name the key's name; below {@code sidetrack.provider.<name>.} for a provider's key
     */
    public static Key<String> secret(String name) {
        return new Key<>(name, null, "secret", true, text -> text);
    }

    /**
     * {@return a key for {@code true} or {@code false}}
     *
     * @param name the key's name; below {@code sidetrack.provider.<name>.} for a provider's key
     * @param fallback the default
     */
    public static Key<Boolean> flag(String name, boolean fallback) {
        return new Key<>(name, String.valueOf(fallback), "true or false", false, Key::readFlag);
    }

    /**
     * {@return a key for a whole number from {@code least} to {@code most}}
     *
     * @param name the key's name; below {@code sidetrack.provider.<name>.} for a provider's key
     * @param fallback the default as it would be written, or {@code null} for none
     * @param least the least value
     * @param most the greatest value
     */
    public static Key<Integer> number(String name, String fallback, int least, int most) {
        var type = "number, " + least + " to " + most;
        return new Key<>(name, fallback, type, false, text -> within(Integer.valueOf(text), least, most));
    }

    /**
     * {@return a key for a duration, in seconds or ISO-8601, from {@code least} to {@code most}}
     *
     * @param name the key's name; below {@code sidetrack.provider.<name>.} for a provider's key
     * @param fallback the default as it would be written, or {@code null} for none
     * @param least the least value
     * @param most the greatest value
     */
    public static Key<Duration> duration(String name, String fallback, Duration least, Duration most) {
        var type = "duration (seconds or ISO-8601), " + least + " to " + most;
        return new Key<>(name, fallback, type, false, text -> within(readDuration(text), least, most));
    }

    /**
     * {@return a key for a constant of an enum, in lower case}
     *
     * @param <E> the enum
     * @param name the key's name; below {@code sidetrack.provider.<name>.} for a provider's key
     * @param fallback the default, or {@code null} for none
     * @param constants the enum
     */
    public static <E extends Enum<E>> Key<E> choice(String name, E fallback, Class<E> constants) {
        var type = Arrays.stream(constants.getEnumConstants()).map(Key::word).collect(Collectors.joining(", "));
        return new Key<>(name, word(fallback), type, false, text -> readConstant(text, constants));
    }

    /**
     * {@return a key for constants of an enum, in lower case and separated by commas}
     *
     * @param <E> the enum
     * @param name the key's name; below {@code sidetrack.provider.<name>.} for a provider's key
     * @param fallback the default as it would be written, or {@code null} for none
     * @param constants the enum
     */
    public static <E extends Enum<E>> Key<Set<E>> choices(String name, String fallback, Class<E> constants) {
        var type = "list of "
                + Arrays.stream(constants.getEnumConstants()).map(Key::word).collect(Collectors.joining(", "));
        return new Key<>(
                name,
                fallback,
                type,
                false,
                text -> readList(text).stream()
                        .map(one -> readConstant(one, constants))
                        .collect(Collectors.toUnmodifiableSet()));
    }

    /**
     * {@return a key for texts separated by commas; a comma in a text is written {@code \,}, as in MicroProfile Config}
     *
     * @param name the key's name; below {@code sidetrack.provider.<name>.} for a provider's key
     * @param fallback the default as it would be written, or {@code null} for none
     */
    public static Key<List<String>> list(String name, String fallback) {
        return new Key<>(name, fallback, "list", false, Key::readList);
    }

    /**
     * {@return a key for whole numbers separated by commas}
     *
     * @param name the key's name; below {@code sidetrack.provider.<name>.} for a provider's key
     * @param fallback the default as it would be written, or {@code null} for none
     * @param least the least value
     * @param most the greatest value
     */
    public static Key<List<Integer>> numbers(String name, String fallback, int least, int most) {
        var type = "list of numbers, " + least + " to " + most;
        return new Key<>(
                name,
                fallback,
                type,
                false,
                text -> readList(text).stream()
                        .map(one -> within(Integer.valueOf(one), least, most))
                        .toList());
    }

    /**
     * {@return a key for an absolute {@code http} or {@code https} URL}
     *
     * @param name the key's name; below {@code sidetrack.provider.<name>.} for a provider's key
     * @param fallback the default as it would be written, or {@code null} for none
     */
    public static Key<URI> url(String name, String fallback) {
        return new Key<>(name, fallback, "URL (http or https)", false, Key::readUrl);
    }

    /** Parses the text of this key's value; errors name the key {@code wholeName}. */
    T parse(String wholeName, String text) {
        try {
            return parser.apply(text.strip());
        } catch (RuntimeException malformed) {
            // A URL may contain a password, or a token in its query.
            var shown = secret
                    ? "(secret)"
                    : "'" + text.replaceAll("//[^/]*@", "//(secret)@").replaceAll("(//[^?]*[?]).*", "$1(secret)") + "'";
            throw new ConfigurationException(
                    wholeName + " is " + shown + ", which is not a valid value: expected " + type + ".");
        }
    }

    /** A parser that returns the text if the whole text matches. */
    static String matching(Pattern pattern, String text) {
        if (!pattern.matcher(text).matches()) {
            throw new IllegalArgumentException(text);
        }
        return text;
    }

    private static Boolean readFlag(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException(text);
        };
    }

    private static <N extends Comparable<N>> N within(N value, N least, N most) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new IllegalArgumentException(value.toString());
        }
        return value;
    }

    private static Duration readDuration(String text) {
        var seconds = !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
        return seconds ? Duration.ofSeconds(Long.parseLong(text)) : Duration.parse(text);
    }

    private static <E extends Enum<E>> E readConstant(String text, Class<E> constants) {
        return Enum.valueOf(constants, text.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    /**
     * {@return the constant as it is written in a setting}
     *
     * @param constant the constant
     */
    public static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static List<String> readList(String text) {
        var parts = new ArrayList<String>();
        for (var part : text.split("(?<!\\\\),")) {
            var plain = part.replace("\\,", ",").strip();
            if (!plain.isEmpty()) {
                parts.add(plain);
            }
        }
        return List.copyOf(parts);
    }

    private static URI readUrl(String text) {
        var url = URI.create(text);
        var http = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
        if (!http || url.getHost() == null || url.getPort() > HIGHEST_PORT || url.getRawUserInfo() != null) {
            throw new IllegalArgumentException(text);
        }
        return url;
    }
}
