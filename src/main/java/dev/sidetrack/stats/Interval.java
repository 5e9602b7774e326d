// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.stats;

import dev.sidetrack.Texts;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.Arrays;

/** How long each step of a series is. */
public enum Interval {
    /** An hour. */
    HOUR,
    /** A day. */
    DAY,
    /** A week, from Monday on; the first and the last may be cut. */
    WEEK,
    /** A month; the first and the last may be cut. */
    MONTH;

    /** What an address calls it. */
    public String key() {
        return Texts.lowerCase(this);
    }

    /**
     * The interval that an address calls so.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Interval of(String key) {
        return Arrays.stream(values())
                .filter(each -> each.key().equals(key))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "a series is by hour, day, week or month, but not by '" + key + "'"));
    }

    /** The first day of the step after the one that holds this day. */
    LocalDate next(LocalDate day) {
        return switch (this) {
            case HOUR, DAY -> day.plusDays(1);
            case WEEK -> day.with(TemporalAdjusters.next(DayOfWeek.MONDAY));
            case MONTH -> day.with(TemporalAdjusters.firstDayOfNextMonth());
        };
    }
}
