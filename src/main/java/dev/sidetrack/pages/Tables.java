// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.pages;

import dev.sidetrack.config.Shared;
import dev.sidetrack.stats.Dimension;
import dev.sidetrack.stats.Slice;
import dev.sidetrack.stats.Stats;
import jakarta.inject.Inject;
import java.time.DayOfWeek;
import java.time.format.DateTimeFormatter;

/**
 * The panels as CSV: {@code page.csv}, {@code referrer.csv} and so on for each dimension, and those for other lists.
 */
@Shared
class Tables {

    private static final int MOST = Slice.MOST;
    private static final int HOURS = 24;

    private final Stats stats;

    @Inject
    Tables(Stats stats) {
        this.stats = stats;
    }

    String csv(String name, View view) {
        return switch (name) {
            case "totals" -> totals(view);
            case "series" -> series(view);
            case "rising" ->
                new Csv("value", "visits", "before")
                        .rows(stats.rising(view.query(), part(view)).rows(), row ->
                                new Object[] {row.value(), row.visits(), row.before()})
                        .toString();
            case "goals" ->
                new Csv("event", "visits", "events", "conversion", "value")
                        .rows(stats.goals(view.query(), MOST), row ->
                                new Object[] {row.event(), row.visits(), row.events(), row.conversion(), row.value()})
                        .toString();
            case "server-time" ->
                new Csv("page", "hits", "p50", "p95")
                        .rows(stats.slowest(view.query(), 1, part(view)).rows(), row -> new Object[] {
                            row.path(),
                            row.serverTime().hits(),
                            row.serverTime().p50(),
                            row.serverTime().p95()
                        })
                        .toString();
            case "hours" -> hours(view);
            case "funnel" -> funnel(view);
            default -> top(name, view);
        };
    }

    private String top(String name, View view) {
        Dimension by;
        try {
            by = Dimension.of(name);
        } catch (IllegalArgumentException unknown) {
            throw Problem.notFound();
        }
        return new Csv(name, "visits", "views", "events", "value")
                .rows(stats.top(view.query(), by, part(view)).rows(), row ->
                        new Object[] {row.value(), row.visits(), row.views(), row.events(), row.amount()})
                .toString();
    }

    /** {@code offset} pages through more lines than one response holds. */
    private static Slice part(View view) {
        return view.slice(JsonApi.number(view.parameters(), "offset", 0, 0, Integer.MAX_VALUE - MOST), MOST);
    }

    private String totals(View view) {
        var totals = stats.totals(view.query());
        return new Csv("visitors", "visits", "views", "events", "bounceRate", "visitSeconds", "value")
                .row(
                        totals.visitors(),
                        totals.visits(),
                        totals.views(),
                        totals.events(),
                        totals.bounceRate(),
                        totals.visitSeconds(),
                        totals.value())
                .toString();
    }

    private String series(View view) {
        return new Csv("from", "visitors", "visits", "views", "events", "bounceRate", "visitSeconds", "p95")
                .rows(stats.series(view.query(), view.interval()), point -> new Object[] {
                    DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(point.from()),
                    point.totals().visitors(),
                    point.totals().visits(),
                    point.totals().views(),
                    point.totals().events(),
                    point.totals().bounceRate(),
                    point.totals().visitSeconds(),
                    point.totals().serverTime().p95()
                })
                .toString();
    }

    private String funnel(View view) {
        var steps = FunnelSteps.of(view.parameters());
        if (steps.isEmpty()) {
            throw Problem.badRequest("step", "a funnel has at least two steps");
        }
        var funnel = stats.funnel(view.query(), steps);
        var csv = new Csv("step", "visits");
        for (var i = 0; i < steps.size(); i++) {
            csv.row(steps.get(i).value(), funnel.visits().get(i));
        }
        return csv.toString();
    }

    private String hours(View view) {
        var csv = new Csv("weekday", "hour", "visits");
        var week = stats.weekHours(view.query()).visits();
        for (var day : DayOfWeek.values()) {
            for (var hour = 0; hour < HOURS; hour++) {
                csv.row(day.getValue(), hour, week.get(day.ordinal()).get(hour));
            }
        }
        return csv.toString();
    }
}
