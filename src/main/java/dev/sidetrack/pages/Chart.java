// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.pages;

import dev.sidetrack.Texts;
import dev.sidetrack.json.JsonWriter;
import dev.sidetrack.stats.Interval;
import dev.sidetrack.stats.Note;
import dev.sidetrack.stats.Point;
import java.time.DayOfWeek;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** The numbers of each step of a period as a line, with those of the period before. */
final class Chart {

    private static final int WIDE = 1120;
    private static final int TALL = 270;
    private static final int NARROW = 372;
    private static final int LOW = 210;

    private final List<Point> points;
    private final List<Point> before;
    private final Interval interval;
    private final List<Double> now;
    private final List<Double> then;
    private final List<Note> notes;
    private final Numbers numbers;
    private final DoubleFunction<String> text;

    /** A chart without a previous period if {@code before} is empty. */
    Chart(
            List<Point> points,
            List<Point> before,
            Interval interval,
            ToDoubleFunction<Point> value,
            DoubleFunction<String> text,
            List<Note> notes,
            Numbers numbers) {
        this.points = points;
        this.before = before;
        this.interval = interval;
        this.now = points.stream().mapToDouble(value).boxed().toList();
        this.then =
                before.stream().limit(points.size()).mapToDouble(value).boxed().toList();
        this.notes = notes;
        this.numbers = numbers;
        this.text = text;
    }

    boolean isCompared() {
        return !then.isEmpty();
    }

    /** For wide and for narrow screens: a picture that is scaled down is unreadable. */
    List<Drawing> drawings() {
        return List.of(drawing(WIDE, TALL), drawing(NARROW, LOW));
    }

    Drawing drawing(int width, int height) {
        var most = IntStream.range(0, Math.max(now.size(), then.size()))
                .mapToDouble(i -> Math.max(i < now.size() ? now.get(i) : 0, i < then.size() ? then.get(i) : 0))
                .max()
                .orElse(0);
        return new Drawing(width, height, points.size(), most);
    }

    List<Double> now() {
        return now;
    }

    List<Double> then() {
        return then;
    }

    String text(double value) {
        return text.apply(value);
    }

    List<String> labels() {
        return points.stream()
                .map(point -> numbers.step(point.from(), interval))
                .toList();
    }

    List<Drawing.Mark> weekends(Drawing drawing) {
        return interval != Interval.DAY
                ? List.of()
                : IntStream.range(0, points.size())
                        .filter(i -> points.get(i).from().getDayOfWeek().compareTo(DayOfWeek.FRIDAY) > 0)
                        .mapToObj(drawing::band)
                        .toList();
    }

    List<Drawing.Mark> flags(Drawing drawing) {
        var flags = new ArrayList<Drawing.Mark>();
        for (var note : notes) {
            var first = points.get(0).from().toInstant();
            var last = points.get(points.size() - 1).from().toInstant();
            var whole = Duration.between(first, last).toMinutes();
            var share = whole == 0
                    ? 0
                    : (double) Duration.between(first, note.time()).toMinutes() / whole;
            flags.add(drawing.flag(
                    Math.max(0, Math.min(1, share)),
                    cut(Labels.shown(note.text()), drawing.isNarrow() ? 14 : 40),
                    flags.size() % 2));
        }
        return flags;
    }

    private static String cut(String text, int most) {
        return text.length() > most ? Texts.cut(text, most - 1) + '…' : text;
    }

    /** One line of the chart as a table. */
    record Line(String from, String value, String beforeFrom, String before, String trend) {}

    List<Line> table(boolean moreIsGood) {
        return IntStream.range(0, points.size())
                .mapToObj(i -> {
                    var has = i < then.size();
                    var trend = has ? Trend.of(then.get(i), now.get(i), moreIsGood, numbers) : null;
                    return new Line(
                            numbers.longStep(points.get(i).from(), interval),
                            text.apply(now.get(i)),
                            has ? numbers.step(before.get(i).from(), interval) : "",
                            has ? text.apply(then.get(i)) : "",
                            trend == null ? "" : trend.text().replace(" ", ""));
                })
                .toList();
    }

    /** What the script shows at each point. */
    String tips(boolean moreIsGood) {
        var json = new JsonWriter().array();
        for (var line : table(moreIsGood)) {
            json.array()
                    .value(line.from())
                    .value(line.value())
                    .value(line.trend())
                    .value(line.before().isEmpty() ? "" : line.beforeFrom() + ": " + line.before())
                    .endArray();
        }
        return json.endArray().toString();
    }

    /** The lowest and the highest value, for screen readers. */
    String range() {
        return text.apply(now.stream().mapToDouble(each -> each).min().orElse(0)) + " – "
                + text.apply(now.stream().mapToDouble(each -> each).max().orElse(0));
    }
}
