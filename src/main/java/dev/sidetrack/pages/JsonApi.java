// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.pages;

import dev.sidetrack.config.Shared;
import dev.sidetrack.json.JsonWriter;
import dev.sidetrack.stats.Dimension;
import dev.sidetrack.stats.Interval;
import dev.sidetrack.stats.Point;
import dev.sidetrack.stats.Row;
import dev.sidetrack.stats.Slice;
import dev.sidetrack.stats.Stats;
import dev.sidetrack.stats.Totals;
import jakarta.inject.Inject;
import java.time.format.DateTimeFormatter;

/**
 * {@code …/stats/api/}: the numbers as JSON, by the parameters of the page; {@code openapi.json} says what there is.
 */
@Shared
class JsonApi {

    private static final int DEFAULT_LIMIT = 10;
    private static final int MOST_LIVE = 200;

    private final Stats stats;
    private final LiveHits live;

    @Inject
    JsonApi(Stats stats, LiveHits live) {
        this.stats = stats;
        this.live = live;
    }

    /** Answers the query in the path after {@code /api}. */
    String answer(String path, View view, Viewer viewer) {
        return switch (path) {
            case "/totals" -> totals(stats.totals(view.query()));
            case "/series" -> series(view);
            case "/top" -> top(view);
            case "/live" -> live(view, viewer);
            default -> throw Problem.notFound();
        };
    }

    private static String totals(Totals totals) {
        return new JsonWriter()
                .object()
                .field("visitors", totals.visitors())
                .field("visits", totals.visits())
                .field("views", totals.views())
                .field("events", totals.events())
                .field("bounceRate", totals.bounceRate())
                .field("visitSeconds", totals.visitSeconds())
                .field("value", totals.value())
                .field("exact", totals.exact())
                .end()
                .toString();
    }

    private String series(View view) {
        var wanted = view.parameters().one("by");
        var by = View.read("by", () -> wanted == null ? view.interval() : Interval.of(wanted));
        if (!by.suits(view.query().days())) {
            throw Problem.badRequest(
                    "by",
                    "a series by " + by.key() + " has at most " + by.mostDays()
                            + " days: ask for a shorter period or longer steps");
        }
        var json = new JsonWriter().array();
        stats.series(view.query(), by).forEach(point -> point(json, point));
        return json.endArray().toString();
    }

    private static void point(JsonWriter json, Point point) {
        json.object()
                .field("from", DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(point.from()))
                .field("visitors", point.totals().visitors())
                .field("visits", point.totals().visits())
                .field("views", point.totals().views())
                .end();
    }

    private String top(View view) {
        var json = new JsonWriter().array();
        stats.top(view.query(), dimension(view.parameters()), slice(view))
                .rows()
                .forEach(row -> row(json, row));
        return json.endArray().toString();
    }

    private static void row(JsonWriter json, Row row) {
        json.object()
                .field("value", row.value())
                .field("visits", row.visits())
                .field("views", row.views())
                .field("events", row.events())
                .end();
    }

    private static Dimension dimension(Parameters parameters) {
        var by = parameters.one("by");
        if (by == null) {
            throw Problem.badRequest("by", "it is missing: expected a dimension, such as page");
        }
        return View.read("by", () -> Dimension.of(by));
    }

    /** The lines selected by {@code search}, {@code offset} and {@code limit}. */
    private static Slice slice(View view) {
        var parameters = view.parameters();
        return view.slice(
                number(parameters, "offset", 0, 0, Integer.MAX_VALUE),
                number(parameters, "limit", DEFAULT_LIMIT, 1, Slice.MOST));
    }

    static int number(Parameters parameters, String name, int fallback, int least, int most) {
        var text = parameters.one(name);
        try {
            var number = text == null ? fallback : Integer.parseInt(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException malformed) {
            // Reported below.
        }
        throw Problem.badRequest(name, "'" + View.cut(text) + "' is not a whole number from " + least + " to " + most);
    }

    private String live(View view, Viewer viewer) {
        if (!viewer.owner()) {
            throw Problem.notFound();
        }
        var json = new JsonWriter().array();
        var hits =
                live.latest(view.parameters(), null, number(view.parameters(), "limit", MOST_LIVE, 1, LiveHits.MOST));
        hits.forEach(hit -> hit.write(json));
        return json.endArray().toString();
    }
}
