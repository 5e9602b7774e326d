// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.pages;

import dev.sidetrack.Texts;
import dev.sidetrack.stats.Totals;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.function.ToDoubleFunction;

/** The six numbers at the top, each of which the chart can show. */
enum Measure {
    VISITORS(Totals::visitors, Numbers::compact, 1),
    VISITS(Totals::visits, Numbers::compact, 1),
    VIEWS(Totals::views, Numbers::compact, 1),
    DEPTH(Totals::viewsPerVisit, (numbers, value) -> numbers.decimal(value, 2), 1),
    BOUNCES(Totals::bounceRate, (numbers, value) -> numbers.percent(value, 0), -1),
    DURATION(Totals::visitSeconds, Numbers::duration, 1);

    static final List<String> KEYS = Arrays.stream(values()).map(Measure::key).toList();

    private final ToDoubleFunction<Totals> value;
    private final BiFunction<Numbers, Double, String> text;
    private final int goodSign;

    Measure(ToDoubleFunction<Totals> value, BiFunction<Numbers, Double, String> text, int goodSign) {
        this.value = value;
        this.text = text;
        this.goodSign = goodSign;
    }

    static Measure of(String key) {
        return valueOf(key.toUpperCase(Locale.ROOT));
    }

    String key() {
        return Texts.lowerCase(this);
    }

    double of(Totals totals) {
        return value.applyAsDouble(totals);
    }

    String text(Numbers numbers, double value) {
        return text.apply(numbers, value);
    }

    /** Whether more of it is better. */
    boolean isGood() {
        return goodSign > 0;
    }
}
