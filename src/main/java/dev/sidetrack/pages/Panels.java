// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.pages;

import dev.sidetrack.stats.Dimension;
import dev.sidetrack.stats.Filter;
import dev.sidetrack.stats.Row;
import dev.sidetrack.stats.Slice;
import dev.sidetrack.stats.Stats;
import dev.sidetrack.stats.Totals;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Creates the lists of one page. */
final class Panels {

    static final String RISING = "rising";
    static final String GOALS = "goal";
    static final String REVENUE = "revenue";
    static final String SLOWEST = "slowest";
    private static final int LINES = 9;
    private static final int FEWER = 8;
    static final int LEAST_VIEWS = 10;

    static final Map<String, List<String>> TABS = Map.of(
            "pages", List.of("page", "entry", "exit", RISING),
            "sources", List.of("referrer", "channel", "campaign"),
            "goals", List.of(GOALS, "funnel", REVENUE),
            "places", List.of("country", "language"),
            "time", List.of(SLOWEST, "trend"),
            "campaigns", List.of("campaign", "source", "medium"),
            "devices", List.of("browser", "system", "device"));

    private final Stats stats;
    private final View view;
    private final Frame frame;
    private final Numbers numbers;
    private final Labels labels;
    private final Totals totals;
    private final boolean hasFunnel;

    Panels(Stats stats, View view, Frame frame, Numbers numbers, Totals totals, boolean hasFunnel) {
        this.stats = stats;
        this.view = view;
        this.frame = frame;
        this.numbers = numbers;
        this.labels = new Labels(frame.words());
        this.totals = totals;
        this.hasFunnel = hasFunnel;
    }

    /** The tab that a part of the page currently shows. */
    String shown(String part) {
        return view.shown(part, TABS.get(part));
    }

    Panel of(String part) {
        var shown = shown(part);
        return switch (shown) {
            case RISING -> rising(part);
            case GOALS -> goals(part);
            case REVENUE -> revenue(part);
            case SLOWEST -> slowest(part);
            case "funnel" -> panel(part, List.of(), List.of(), null, null, hasFunnel ? "funnel" : null);
            case "trend" -> unfiltered(panel(part, List.of(), List.of(), null, null, "series"));
            default -> top(part, Dimension.of(shown));
        };
    }

    private Panel top(String part, Dimension by) {
        var top = stats.top(view.query(), by, Slice.first(LINES));
        var isPage = by == Dimension.PAGE;
        var rows = top.rows().stream()
                .map(row -> line(
                        by,
                        row,
                        isPage ? numbers.compact(row.views()) : share(row.visits()),
                        top.rows().get(0).visits()))
                .toList();
        return panel(part, heads(by.key(), isPage ? "views" : "share"), rows, null, all(top.total(), rows), by.key());
    }

    Panel.Line line(Dimension by, Row row, String second, double most) {
        return new Panel.Line(
                labels.code(by, row.value()),
                labels.of(by, row.value()),
                numbers.compact(row.visits()),
                second,
                part(row.visits(), most),
                view.withFilter(Filter.is(by, row.value())));
    }

    private Panel rising(String part) {
        var risen = stats.rising(view.query(), Slice.first(LINES));
        var changes = risen.rows();
        var rows = changes.stream()
                .map(change -> new Panel.Line(
                        null,
                        Labels.shown(change.value()),
                        numbers.compact(change.visits()),
                        "+" + numbers.compact(change.visits() - change.before()),
                        part(
                                change.visits() - change.before(),
                                changes.get(0).visits() - changes.get(0).before()),
                        view.withFilter(Filter.is(Dimension.PAGE, change.value()))))
                .toList();
        return panel(part, heads("page", "more"), rows, null, all(risen.total(), rows), RISING);
    }

    private Panel goals(String part) {
        var goals = stats.goals(view.query(), FEWER);
        var total = stats.top(view.query(), Dimension.EVENT, Slice.first(FEWER)).total();
        var rows = goals.stream()
                .map(goal -> new Panel.Line(
                        null,
                        Labels.shown(goal.event()),
                        numbers.compact(goal.visits()),
                        numbers.share(goal.conversion()),
                        part(goal.visits(), goals.get(0).visits()),
                        view.withFilter(Filter.is(Dimension.EVENT, goal.event()))))
                .toList();
        var best = goals.stream()
                .max((one, other) -> Double.compare(one.value(), other.value()))
                .filter(goal -> goal.value() > 0);
        return panel(
                part,
                heads("event", "conversion"),
                rows,
                best.map(goal -> frame.words()
                                .get("revenue.of", Labels.shown(goal.event()), numbers.value(goal.value())))
                        .orElse(null),
                all(total, rows),
                "event");
    }

    private Panel revenue(String part) {
        var all = stats.goals(view.query(), Slice.MOST);
        var goals = all.stream()
                .filter(goal -> goal.value() > 0)
                .sorted((one, other) -> Double.compare(other.value(), one.value()))
                .toList();
        var rows = goals.stream()
                .limit(LINES)
                .map(goal -> new Panel.Line(
                        null,
                        Labels.shown(goal.event()),
                        numbers.value(goal.value()),
                        numbers.compact(goal.events()),
                        part(goal.value(), goals.get(0).value()),
                        view.withFilter(Filter.is(Dimension.EVENT, goal.event()))))
                .toList();
        return panel(
                part,
                List.of(
                        frame.words().get("event"),
                        frame.words().get("value"),
                        frame.words().get("events")),
                rows,
                null,
                all(all.size(), rows),
                "event");
    }

    private Panel slowest(String part) {
        var slow = stats.slowest(view.query(), LEAST_VIEWS, Slice.first(FEWER));
        var pages = slow.rows();
        ToDoubleFunction<Integer> p95 = i -> pages.get(i).serverTime().p95();
        var rows = pages.stream()
                .map(page -> new Panel.Line(
                        null,
                        Labels.shown(page.path()),
                        numbers.milliseconds(page.serverTime().p95()),
                        numbers.compact(page.serverTime().hits()),
                        part(page.serverTime().p95(), p95.applyAsDouble(0)),
                        view.withFilter(Filter.is(Dimension.PAGE, page.path()))))
                .toList();
        return unfiltered(panel(
                part,
                List.of(
                        frame.words().get("page.p95"),
                        frame.words().get("time"),
                        frame.words().get("hits")),
                rows,
                null,
                all(slow.total(), rows),
                "server-time"));
    }

    /** A note for lists to which the current filters do not apply. */
    private Panel unfiltered(Panel panel) {
        return view.query().filters().isEmpty()
                ? panel
                : new Panel(
                        panel.id(),
                        panel.title(),
                        panel.tabs(),
                        panel.heads(),
                        panel.rows(),
                        frame.words().get("filters.ignored"),
                        panel.more(),
                        panel.moreLink(),
                        frame.base() + '/' + (shown("time").equals(SLOWEST) ? "server-time" : "series") + ".csv"
                                + view.parameters().without(List.of("f")));
    }

    private Panel panel(String part, List<String> heads, List<Panel.Line> rows, String note, String more, String all) {
        var shown = shown(part);
        var tabs = TABS.get(part).stream()
                .map(tab -> new Panel.Tab(frame.words().get("tab." + tab), view.with(part, tab), tab.equals(shown)))
                .toList();
        var address = all == null ? null : frame.base() + '/' + all;
        return new Panel(
                part,
                frame.words().get("panel." + part),
                tabs,
                heads,
                rows,
                note,
                more,
                more == null ? null : address + view.parameters(),
                address == null ? null : address + ".csv" + view.parameters());
    }

    private List<String> heads(String what, String second) {
        return List.of(
                frame.words().get(what),
                frame.words().get("visits"),
                frame.words().get(second));
    }

    /** The link to the whole list, if there are more lines. */
    private String all(long total, List<Panel.Line> rows) {
        return total > rows.size() ? frame.words().get("all", numbers.whole(total)) : null;
    }

    private String share(long visits) {
        return totals.visits() == 0 ? "" : numbers.share((double) visits / totals.visits());
    }

    private static double part(double value, double most) {
        return most <= 0 ? 0 : 100 * value / most;
    }
}
