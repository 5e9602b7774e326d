// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.stats;

import java.util.List;

/**
 * How many visits took each step after all steps before it, whatever they did in between.
 *
 * @param steps the steps, in order
 * @param visits the visits that reached each step
 * @param exact whether every visit was included; if not, it is an estimate from an eighth or a sixteenth of the
 *     visitors, or from only 20 000 of the values that contain a text
 */
public record Funnel(List<Step> steps, List<Long> visits, boolean exact) {

    /** The fewest steps that a funnel may have. */
    public static final int FEWEST_STEPS = 2;

    /** The most steps that a funnel may have. */
    public static final int MOST_STEPS = 6;
}
