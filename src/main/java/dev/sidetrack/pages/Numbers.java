// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.pages;

import dev.sidetrack.stats.Interval;
import java.text.NumberFormat;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Formats numbers and days for a language. */
final class Numbers {

    private static final double THOUSAND = 1e3;
    private static final double MILLION = 1e6;
    private static final long WHOLE_BELOW = 10_000;
    private static final int SECONDS = 60;

    private final Words words;
    private final Locale locale;
    private final DateTimeFormatter day;
    private final DateTimeFormatter longDay;
    private final DateTimeFormatter month;
    private final DateTimeFormatter hour;
    private final DateTimeFormatter dated;

    Numbers(Words words) {
        this.words = words;
        locale = words.locale();
        day = DateTimeFormatter.ofPattern(words.get("format.day"), locale);
        longDay = DateTimeFormatter.ofPattern(words.get("format.day.long"), locale);
        month = DateTimeFormatter.ofPattern("MMM yyyy", locale);
        hour = DateTimeFormatter.ofPattern("HH:mm", locale);
        dated = DateTimeFormatter.ofPattern(words.get("format.day") + " HH:mm:ss", locale);
    }

    String whole(long number) {
        return NumberFormat.getIntegerInstance(locale).format(number);
    }

    /** Short: 9,721 but 198.1k and 2.35M. */
    String compact(double number) {
        if (Math.abs(number) < WHOLE_BELOW) {
            return whole(Math.round(number));
        }
        return number < MILLION - THOUSAND / 2
                ? decimal(number / THOUSAND, 1) + 'k'
                : decimal(number / MILLION, 2) + 'M';
    }

    String decimal(double number, int digits) {
        var format = NumberFormat.getNumberInstance(locale);
        format.setMinimumFractionDigits(digits);
        format.setMaximumFractionDigits(digits);
        return format.format(number);
    }

    String percent(double ratio, int digits) {
        var format = NumberFormat.getPercentInstance(locale);
        format.setMaximumFractionDigits(digits);
        return format.format(ratio);
    }

    /** A percentage, with one more digit if it is small. */
    String share(double ratio) {
        return percent(ratio, ratio < 0.1 ? 1 : 0);
    }

    String duration(double seconds) {
        var whole = Math.round(seconds);
        return whole < SECONDS
                ? words.get("format.seconds", String.valueOf(whole))
                : words.get(
                        "format.duration",
                        String.valueOf(whole / SECONDS),
                        String.format(Locale.ROOT, "%02d", whole % SECONDS));
    }

    String milliseconds(double seconds) {
        return seconds < 1 ? Math.round(seconds * THOUSAND) + " ms" : decimal(seconds, 1) + " s";
    }

    /** A sum of values, whose currency is unknown. */
    String value(double number) {
        return number == Math.rint(number)
                ? compact(number)
                : number < WHOLE_BELOW ? decimal(number, 2) : compact(number);
    }

    String day(LocalDate date) {
        return day.format(date);
    }

    String longDay(LocalDate date) {
        return longDay.format(date);
    }

    String time(ZonedDateTime time) {
        return dated.format(time);
    }

    /** The start of a step of the chart. */
    String step(ZonedDateTime from, Interval interval) {
        return switch (interval) {
            case HOUR -> hour.format(from);
            case MONTH -> month.format(from);
            default -> day.format(from);
        };
    }

    String longStep(ZonedDateTime from, Interval interval) {
        return switch (interval) {
            case HOUR -> longDay.format(from) + ' ' + hour.format(from);
            case MONTH -> month.format(from);
            default -> longDay.format(from);
        };
    }
}
