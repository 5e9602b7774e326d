// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.stats;

import dev.sidetrack.Texts;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.Arrays;

/** The length of the steps of a series. */
public enum Interval {
    /** An hour, for series of at most 400 days. */
    HOUR(400),
    /** A day, for series of at most 10 000 days. */
    DAY(10_000),
    /** A week, starting on Monday, for series of at most 70 000 days; the first and the last week may be incomplete. */
    WEEK(70_000),
    /** A month; the first and the last may be incomplete. */
    MONTH(Integer.MAX_VALUE);

    private static final int LONGEST_KEY = 50;

    private final int mostDays;

    Interval(int mostDays) {
        this.mostDays = mostDays;
    }

    /**
     * {@return whether a series over this many days may have these steps, which must not be too many}
     *
     * @param days how many days the series has
     */
    public boolean suits(long days) {
        return days <= mostDays;
    }

    /** {@return the most days that a series with these steps may have} */
    public int mostDays() {
        return mostDays;
    }

    /** {@return its name in addresses} */
    public String key() {
        return Texts.lowerCase(this);
    }

    /**
     * {@return the interval with this name in addresses}
     *
     * @param key as in {@link #key()}
     * @throws IllegalArgumentException if there is none
     */
    public static Interval of(String key) {
        return Arrays.stream(values())
                .filter(each -> each.key().equals(key))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "unknown interval '" + Texts.cut(key, LONGEST_KEY) + "': known are hour, day, week, month"));
    }

    /** The first day of the step after the one that contains this day. */
    LocalDate next(LocalDate day) {
        return switch (this) {
            case HOUR, DAY -> day.plusDays(1);
            case WEEK -> day.with(TemporalAdjusters.next(DayOfWeek.MONDAY));
            case MONTH -> day.with(TemporalAdjusters.firstDayOfNextMonth());
        };
    }
}
