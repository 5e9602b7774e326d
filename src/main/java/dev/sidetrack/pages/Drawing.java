// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.pages;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The geometry of a line chart in a picture of a certain size. */
final class Drawing {

    private static final double[] NICE = {1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10};
    private static final int TOP = 20;
    private static final int BOTTOM = 24;
    private static final int RIGHT = 12;
    private static final int LINE = 15;
    private static final int NARROW = 520;

    final int width;
    final int height;
    private final int left;
    private final int count;
    private final double most;

    /** A drawing for this many points, the highest of which is {@code most}. */
    Drawing(int width, int height, int count, double most) {
        this.width = width;
        this.height = height;
        this.left = width < NARROW ? 38 : 46;
        this.count = count;
        this.most = nice(most);
    }

    private static double nice(double most) {
        if (most <= 0) {
            return 1;
        }
        var power = Math.pow(10, Math.floor(Math.log10(most)));
        for (var step : NICE) {
            if (step * power >= most) {
                return step * power;
            }
        }
        return 10 * power;
    }

    boolean isNarrow() {
        return width < NARROW;
    }

    double x(int point) {
        return count < 2
                ? left + (width - left - RIGHT) / 2.0
                : left + (double) (width - left - RIGHT) * point / (count - 1);
    }

    double y(double value) {
        return TOP + (height - TOP - BOTTOM) * (1 - value / most);
    }

    /** The line through these values. */
    String line(List<Double> values) {
        return IntStream.range(0, values.size())
                .mapToObj(i -> (i == 0 ? "M" : "L") + number(x(i)) + ' ' + number(y(values.get(i))))
                .collect(Collectors.joining());
    }

    /** The area below the line. */
    String area(List<Double> values) {
        return values.isEmpty()
                ? ""
                : line(values)
                        + 'L'
                        + number(x(values.size() - 1))
                        + ' '
                        + number(y(0))
                        + 'L'
                        + number(x(0))
                        + ' '
                        + number(y(0))
                        + 'Z';
    }

    /** The positions of all points, for the script. */
    String places(List<Double> values) {
        return IntStream.range(0, values.size())
                .mapToObj(i -> number(x(i)) + ',' + number(y(values.get(i))))
                .collect(Collectors.joining(" "));
    }

    List<Mark> lines(DoubleFunction<String> text) {
        var lines = new ArrayList<Mark>();
        for (var i = 0; i <= 4; i += isNarrow() ? 2 : 1) {
            lines.add(new Mark(left, y(most * i / 4), text.apply(most * i / 4), "end", 0));
        }
        return lines;
    }

    /** The labels below the chart, as many as there is room for. */
    List<Mark> labels(List<String> texts) {
        var step = Math.max(1, (texts.size() + (isNarrow() ? 3 : 7)) / (isNarrow() ? 4 : 8));
        return IntStream.range(0, texts.size())
                .filter(i -> i % step == 0 && (i == 0 || x(i) < width - 20))
                .mapToObj(i ->
                        new Mark(x(i), height - 6, texts.get(i), i == 0 && texts.size() > 1 ? "start" : "middle", 0))
                .toList();
    }

    /** A band around a point, such as a day of a weekend. */
    Mark band(int point) {
        var half = count < 2 ? 0 : (width - left - RIGHT) / 2.0 / (count - 1);
        var from = Math.max(left, x(point) - half);
        return new Mark(from, TOP, "", "", Math.min(x(point) + half, width - RIGHT) - from);
    }

    /** A mark for an event between the points, at this share of the way from the first to the last. */
    Mark flag(double share, String text, int line) {
        var x = left + (width - left - RIGHT) * share;
        var late = share > 0.75;
        return new Mark(x, TOP + LINE * line, "⚑ " + text, late ? "end" : "start", late ? -5 : 5);
    }

    int left() {
        return left;
    }

    int right() {
        return width - RIGHT;
    }

    int top() {
        return TOP;
    }

    int bottom() {
        return height - BOTTOM;
    }

    static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    /**
     * A text and its position.
     *
     * @param x the distance from the left
     * @param y the distance from the top
     * @param text the text
     * @param anchor which end of the text is at this position
     * @param size how wide it is, or how far the text is off
     */
    record Mark(double x, double y, String text, String anchor, double size) {

        String at() {
            return number(x);
        }

        String down() {
            return number(y);
        }

        String textAt() {
            return number(x + size);
        }

        String textDown() {
            return number(y + 4);
        }

        String wide() {
            return number(Math.max(0, size));
        }
    }
}
