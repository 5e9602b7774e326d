// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.pages;

import dev.sidetrack.stats.Deliveries;
import dev.sidetrack.stats.Filter;
import dev.sidetrack.stats.Funnel;
import dev.sidetrack.stats.Point;
import dev.sidetrack.stats.Query;
import dev.sidetrack.stats.Stats;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** Queries and formats everything that the page shows. Created for one request. */
final class Overview {

    private static final int TREND_WIDTH = 520;
    private static final int TREND_HEIGHT = 250;

    final Frame frame;
    final View view;
    final Numbers numbers;
    final Labels labels;
    final long online;
    final boolean exact;
    final boolean countedPerDay;
    final List<Kpi> kpis;
    final Measure measure;
    final Chart chart;
    final List<Panel> panels;
    final Heatmap heat;
    final Chart trend;
    final Funnel funnel;
    final Deliveries deliveries;
    final List<String> warnings;
    final List<String> sites;
    final String zone;

    Overview(Stats stats, View view, Frame frame) {
        this.view = view;
        this.frame = frame;
        this.numbers = new Numbers(frame.words());
        this.labels = new Labels(frame.words());
        var query = view.query();
        var now = stats.totals(query);
        var before = view.compared() == null ? null : stats.totals(view.compared());
        exact = now.exact();
        countedPerDay = now.countedPerDay();
        online = stats.online(query.site());
        kpis = Kpi.all(now, before, view, frame.words(), numbers);
        measure = Measure.of(view.shown("metric", Measure.KEYS));
        chart = chart(stats, query);
        funnel = isFunnel() ? funnel(stats, query) : null;
        var maker = new Panels(stats, view, frame, numbers, now, funnel != null);
        panels = List.of("pages", "sources", "goals", "places", "time", "campaigns", "devices").stream()
                .map(maker::of)
                .toList();
        heat = Heatmap.of(stats.weekHours(query), frame.words(), numbers);
        trend = maker.shown("time").equals("trend") ? trend(stats, query) : null;
        deliveries = stats.deliveries();
        warnings = stats.warnings();
        sites = frame.viewer().site() == null
                ? stats.sites()
                : List.of(frame.viewer().site());
        zone = stats.zone().getId();
    }

    private Chart chart(Stats stats, Query query) {
        var interval = view.interval();
        var before = view.compared() == null ? List.<Point>of() : stats.series(view.compared(), interval);
        return new Chart(
                stats.series(query, interval),
                before,
                interval,
                point -> measure.of(point.totals()),
                value -> measure.text(numbers, value),
                stats.notes(query),
                numbers);
    }

    private Chart trend(Stats stats, Query query) {
        return new Chart(
                stats.series(query.filters(List.of()), view.interval()),
                List.of(),
                view.interval(),
                point -> point.totals().serverTime().p95(),
                numbers::milliseconds,
                List.of(),
                numbers);
    }

    Drawing trendDrawing() {
        return trend.drawing(TREND_WIDTH, TREND_HEIGHT);
    }

    private Funnel funnel(Stats stats, Query query) {
        var steps = FunnelSteps.of(view.parameters());
        return steps.isEmpty() ? null : stats.funnel(query, steps);
    }

    boolean isFunnel() {
        return view.shown("goals", Panels.TABS.get("goals")).equals("funnel");
    }

    String funnelName(int step) {
        return Labels.shown(funnel.steps().get(step).value());
    }

    /** The view restricted to visits that took this step. */
    String funnelLink(int step) {
        var taken = funnel.steps().get(step);
        return view.withFilter(Filter.is(taken.dimension(), taken.value()));
    }

    String funnelBar(int step) {
        return Drawing.number(Math.max(0.5, 100 * funnelRatio(step))) + '%';
    }

    String funnelShare(int step) {
        return numbers.share(funnelRatio(step));
    }

    private double funnelRatio(int step) {
        var first = funnel.visits().get(0);
        return first == 0 ? 0 : (double) funnel.visits().get(step) / first;
    }

    /** The text entered as this step of the funnel, or empty. */
    String step(int number) {
        var steps = view.parameters().all("step");
        return number < steps.size() ? steps.get(number) : "";
    }

    /** Whether all hits have been delivered. */
    boolean isWhole() {
        return deliveries.rejected() == 0 && deliveries.dropped() == 0;
    }

    String accounted() {
        return deliveries.dropped() > 0 ? "dropped.some" : deliveries.rejected() > 0 ? "rejected.some" : "accounted";
    }

    String deliveryNumbers() {
        var text = frame.words()
                .get(
                        "delivery.numbers",
                        numbers.whole(deliveries.stored()),
                        numbers.whole(deliveries.waiting()),
                        numbers.whole(deliveries.rejected()));
        return deliveries.dropped() == 0
                ? text
                : text + " · " + frame.words().get("delivery.dropped", numbers.whole(deliveries.dropped()));
    }

    Panel panel(String id) {
        return panels.stream().filter(each -> each.id().equals(id)).findFirst().orElseThrow();
    }

    String siteName() {
        return siteName(view.query().site());
    }

    String siteName(String key) {
        return key == null
                ? frame.words().get("sites.all")
                : key.isEmpty() ? frame.words().get("sites.default") : Labels.shown(key);
    }

    /** Such as "Oct 25 – Nov 21". */
    String days(Query query) {
        return query.from().equals(query.to())
                ? numbers.day(query.from())
                : numbers.day(query.from()) + " – " + numbers.day(query.to());
    }

    String description() {
        return view.compared() == null
                ? days(view.query())
                : frame.words().get("range.compared", days(view.query()), days(view.compared()));
    }

    List<Filter> filters() {
        return view.query().filters();
    }

    String name(Filter filter) {
        var values = filter.values().stream()
                .map(value -> labels.of(filter.dimension(), value))
                .toList();
        return frame.words().get("tab." + filter.dimension().key())
                + ' '
                + frame.words().get("filter." + filter.match().key())
                + ' '
                + String.join(", ", values);
    }

    /** The parameters that a form must keep while it changes another one. */
    List<Hidden> hidden(String... changed) {
        var without = new TreeSet<>(List.of(changed));
        var all = new ArrayList<Hidden>();
        view.parameters().all().forEach((name, values) -> {
            if (!without.contains(name)) {
                values.forEach(value -> all.add(new Hidden(name, value)));
            }
        });
        return all;
    }

    record Hidden(String name, String value) {}
}
