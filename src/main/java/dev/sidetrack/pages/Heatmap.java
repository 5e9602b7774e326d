// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.pages;

import dev.sidetrack.stats.WeekHours;
import java.time.DayOfWeek;
import java.time.format.TextStyle;
import java.time.temporal.WeekFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * When visits begin, as a grid of seven days by 24 hours.
 *
 * @param days the names of the days from top to bottom
 * @param cells all that are not empty
 * @param busiest the busiest hour in words, or {@code null}
 */
record Heatmap(List<String> days, List<Cell> cells, String busiest) {

    private static final int HOURS = 24;
    private static final double FAINT = 0.07;
    private static final double WIDTH = (520.0 - 34) / HOURS;

    record Cell(String x, int y, String strength, String title) {}

    /** Orders the days as the reader's language does. */
    static Heatmap of(WeekHours week, Words words, Numbers numbers) {
        var first = WeekFields.of(words.locale()).getFirstDayOfWeek();
        var most = week.visits().stream()
                .flatMap(List::stream)
                .mapToLong(each -> each)
                .max()
                .orElse(0);
        var days = new ArrayList<String>();
        var cells = new ArrayList<Cell>();
        String busiest = null;
        for (var line = 0; line < DayOfWeek.values().length; line++) {
            var day = first.plus(line);
            days.add(day.getDisplayName(TextStyle.SHORT_STANDALONE, words.locale()));
            for (var hour = 0; hour < HOURS; hour++) {
                var visits = week.visits().get(day.ordinal()).get(hour);
                var name = day.getDisplayName(TextStyle.FULL_STANDALONE, words.locale()) + ", " + hour + ":00";
                busiest = busiest == null && most > 0 && visits == most ? name : busiest;
                cells.add(new Cell(
                        Drawing.number(34 + hour * WIDTH),
                        line * 34,
                        strength(visits, most),
                        name + " – " + numbers.whole(visits)));
            }
        }
        return new Heatmap(days, cells, busiest);
    }

    private static String strength(long visits, long most) {
        return String.format(Locale.ROOT, "%.2f", most == 0 ? FAINT : FAINT + (1 - FAINT) * visits / most);
    }

    /** The positions of the hours below the grid. */
    static String hourAt(int hour) {
        return Drawing.number(34 + hour * WIDTH + WIDTH / 2 - 1);
    }

    static String cellWidth() {
        return Drawing.number(WIDTH - 2.5);
    }
}
