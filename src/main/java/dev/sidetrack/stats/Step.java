// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.stats;

import java.util.Objects;

/**
 * One step of a funnel: the view of a page or an event.
 *
 * @param dimension {@link Dimension#PAGE} or {@link Dimension#EVENT}
 * @param value the path or the event's name
 */
public record Step(Dimension dimension, String value) {

    private static final int LONGEST_VALUE = 2_000;

    /**
     * Checks the dimension and the value's length.
     *
     * @param dimension see {@link #dimension()}
     * @param value see {@link #value()}
     */
    public Step {
        Objects.requireNonNull(value, "a step needs a value");
        if (dimension != Dimension.PAGE && dimension != Dimension.EVENT) {
            throw new IllegalArgumentException("a step must be a page or an event");
        }
        if (value.length() > LONGEST_VALUE || value.indexOf(0) >= 0) {
            throw new IllegalArgumentException(
                    "a step's value has at most " + LONGEST_VALUE + " characters and no NUL");
        }
    }

    /**
     * Parses {@code page:/cart} or {@code event:order-placed}.
     *
     * @param text the step as an address has it
     * @return the step
     * @throws IllegalArgumentException if it is malformed
     */
    public static Step parse(String text) {
        var colon = text.indexOf(':');
        if (colon < 0) {
            throw new IllegalArgumentException("a step must have the form page:path or event:name");
        }
        return new Step(Dimension.of(text.substring(0, colon)), text.substring(colon + 1));
    }
}
