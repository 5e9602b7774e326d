// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.pages;

import dev.sidetrack.stats.Totals;
import java.util.Arrays;
import java.util.List;

/**
 * One of the numbers at the top; clicking it changes the chart.
 *
 * @param key its name in addresses
 * @param name its label
 * @param value the number
 * @param trend its change, or {@code null}
 * @param before the previous number, in words, or {@code null}
 * @param link the view whose chart shows it
 * @param chosen whether the chart currently shows it
 */
record Kpi(String key, String name, String value, Trend trend, String before, String link, boolean chosen) {

    /** All numbers; {@code before} is {@code null} without a comparison. */
    static List<Kpi> all(Totals now, Totals before, View view, Words words, Numbers numbers) {
        var chosen = Measure.of(view.shown("metric", Measure.KEYS));
        return Arrays.stream(Measure.values())
                .map(measure -> {
                    var value = measure.of(now);
                    var old = before == null ? 0 : measure.of(before);
                    var trend = before == null ? null : Trend.of(old, value, measure.isGood(), numbers);
                    return new Kpi(
                            measure.key(),
                            words.get("metric." + measure.key()),
                            (now.exact() ? "" : "≈ ") + measure.text(numbers, value),
                            trend,
                            trend == null ? null : words.get("before", measure.text(numbers, old)),
                            view.with("metric", measure.key()),
                            measure == chosen);
                })
                .toList();
    }
}
