// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.stats;

import dev.sidetrack.Texts;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * Selects the visits that count: those with, or without, certain values of a dimension. A visit must match all filters
 * of a {@link Query}.
 *
 * <pre>{@code
 * Filter.parse("page:is:/cart");                // visits that viewed the cart
 * Filter.parse("country:not:DE");               // visits from anywhere but Germany
 * Filter.parse("referrer:contains:google");
 * Filter.parse("browser:in:Firefox,Chrome");
 * }</pre>
 *
 * @param dimension the dimension to compare
 * @param match how the visit's value and these compare
 * @param values one value, or for {@link Match#IN} at least one
 */
public record Filter(Dimension dimension, Match match, List<String> values) {

    private static final int PARTS = 3;
    private static final int MOST_VALUES = 100;
    private static final int LONGEST_VALUE = 2_000;

    /**
     * Checks the number of values and their lengths.
     *
     * @param dimension see {@link #dimension()}
     * @param match see {@link #match()}
     * @param values see {@link #values()}
     */
    public Filter {
        Objects.requireNonNull(dimension, "a filter needs a dimension");
        Objects.requireNonNull(match, "a filter needs a match");
        values = List.copyOf(values);
        if (values.isEmpty() || values.size() > (match == Match.IN ? MOST_VALUES : 1)) {
            throw new IllegalArgumentException("a filter needs one value, or with 'in' 1 to " + MOST_VALUES);
        }
        if (values.stream().anyMatch(value -> value.length() > LONGEST_VALUE || value.indexOf(0) >= 0)) {
            throw new IllegalArgumentException(
                    "a filter's value has at most " + LONGEST_VALUE + " characters and no NUL");
        }
    }

    /**
     * {@return a filter for visits with this value}
     *
     * @param dimension what is compared
     * @param value the value
     */
    public static Filter is(Dimension dimension, String value) {
        return new Filter(dimension, Match.IS, List.of(value));
    }

    /**
     * {@return a filter for visits without this value}
     *
     * @param dimension what is compared
     * @param value the value
     */
    public static Filter not(Dimension dimension, String value) {
        return new Filter(dimension, Match.NOT, List.of(value));
    }

    /**
     * {@return a filter for visits with a value that contains this text, ignoring case}
     *
     * @param dimension what is compared
     * @param text the text
     */
    public static Filter contains(Dimension dimension, String text) {
        return new Filter(dimension, Match.CONTAINS, List.of(text));
    }

    /**
     * {@return a filter for visits with one of these values}
     *
     * @param dimension what is compared
     * @param values the values
     */
    public static Filter in(Dimension dimension, List<String> values) {
        return new Filter(dimension, Match.IN, values);
    }

    /**
     * Parses {@code dimension:is|not|contains|in:value}; further colons belong to the value, and with {@code in} commas
     * separate the values.
     *
     * @param text the filter as an address has it
     * @return the filter
     * @throws IllegalArgumentException if it is malformed
     */
    public static Filter parse(String text) {
        var parts = text.split(":", PARTS);
        if (parts.length < PARTS) {
            throw new IllegalArgumentException("a filter must have the form dimension:is|not|contains|in:value");
        }
        var match = Match.of(parts[1]);
        var values = match == Match.IN ? Arrays.asList(parts[2].split(",")) : List.of(parts[2]);
        return new Filter(Dimension.of(parts[0]), match, values);
    }

    @Override
    public String toString() {
        return dimension.key() + ':' + match.key() + ':' + String.join(",", values);
    }

    /** How values are compared. */
    public enum Match {
        /** The value is the same. */
        IS,
        /** No value is the same. */
        NOT,
        /** The value contains the text. */
        CONTAINS,
        /** The value is one of several. */
        IN;

        /** {@return its name in addresses} */
        public String key() {
            return Texts.lowerCase(this);
        }

        private static final int LONGEST_KEY = 50;

        static Match of(String key) {
            return Arrays.stream(values())
                    .filter(each -> each.key().equals(key))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(
                            "unknown match '" + Texts.cut(key, LONGEST_KEY) + "': known are is, not, contains, in"));
        }
    }
}
