// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.pages;

/**
 * How a number has changed.
 *
 * @param tone {@code up} for better, {@code down} for worse, {@code flat}: green and red follow the meaning
 * @param text such as {@code ↑ 14%}; {@code ≈} below half a per cent
 */
record Trend(String tone, String text) {

    private static final double NOTHING = 0.005;
    private static final double MUCH = 10;

    /** The trend from one number to another; {@code null} if there was nothing before. */
    static Trend of(double before, double now, boolean moreIsGood, Numbers numbers) {
        if (before == 0) {
            return null;
        }
        var change = (now - before) / before;
        if (Math.abs(change) < NOTHING) {
            return new Trend("flat", "≈");
        }
        var arrow = change > 0 ? "↑ " : "↓ ";
        var size = change > MUCH ? "×" + numbers.decimal(now / before, 0) : numbers.percent(Math.abs(change), 0);
        return new Trend(change > 0 == moreIsGood ? "up" : "down", arrow + size);
    }
}
