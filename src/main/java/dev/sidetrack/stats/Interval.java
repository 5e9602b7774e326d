// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.stats;

import dev.sidetrack.Texts;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.Arrays;

/** How long each step of a series is. */
public enum Interval {
    /** An hour, of at most 400 days. */
    HOUR(400),
    /** A day, of at most 10 000 days. */
    DAY(10_000),
    /** A week, from Monday on; the first and the last may be cut. Of at most 70 000 days. */
    WEEK(70_000),
    /** A month; the first and the last may be cut. */
    MONTH(Integer.MAX_VALUE);

    private static final int LONGEST_KEY = 50;

    private final int mostDays;

    Interval(int mostDays) {
        this.mostDays = mostDays;
    }

    /**
     * {@return whether a series over so many days may have such steps: they would be too many otherwise}
     *
     * @param days how many days the series has
     */
    public boolean suits(long days) {
        return days <= mostDays;
    }

    /** {@return how many days a series with such steps has at most} */
    public int mostDays() {
        return mostDays;
    }

    /** {@return what an address calls it} */
    public String key() {
        return Texts.lowerCase(this);
    }

    /**
     * {@return the interval that an address calls so}
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

    /** The first day of the step after the one that holds this day. */
    LocalDate next(LocalDate day) {
        return switch (this) {
            case HOUR, DAY -> day.plusDays(1);
            case WEEK -> day.with(TemporalAdjusters.next(DayOfWeek.MONDAY));
            case MONTH -> day.with(TemporalAdjusters.firstDayOfNextMonth());
        };
    }
}
