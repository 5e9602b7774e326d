// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.pages;

import dev.sidetrack.config.Shared;
import dev.sidetrack.stats.Dimension;
import dev.sidetrack.stats.Filter;
import dev.sidetrack.stats.Stats;
import jakarta.inject.Inject;
import java.util.List;

/** All values of a dimension, searchable, a hundred per page. */
@Shared
class Lists {

    private static final int PER_PAGE = 100;

    private final Stats stats;

    @Inject
    Lists(Stats stats) {
        this.stats = stats;
    }

    Page of(String name, View view, Frame frame) {
        var offset = JsonApi.number(view.parameters(), "offset", 0, 0, Integer.MAX_VALUE - PER_PAGE);
        return switch (name) {
            case "rising" -> rising(view, frame, offset);
            case "server-time" -> slowest(view, frame, offset);
            default -> values(name, view, frame, offset);
        };
    }

    private Page rising(View view, Frame frame, int offset) {
        var numbers = new Numbers(frame.words());
        var part = stats.rising(view.query(), view.slice(offset, PER_PAGE));
        var lines = part.rows().stream()
                .map(change -> line(
                        view,
                        frame,
                        change.value(),
                        numbers.whole(change.visits()),
                        numbers.whole(change.before()),
                        "+" + numbers.whole(change.visits() - change.before())))
                .toList();
        var heads = List.of("visits", "earlier", "more");
        return page("rising", "rising", heads, lines, part.total(), view, frame, offset);
    }

    private Page slowest(View view, Frame frame, int offset) {
        var numbers = new Numbers(frame.words());
        var part = stats.slowest(view.query(), Panels.LEAST_VIEWS, view.slice(offset, PER_PAGE));
        var lines = part.rows().stream()
                .map(page -> line(
                        view,
                        frame,
                        page.path(),
                        numbers.milliseconds(page.serverTime().p95()),
                        numbers.milliseconds(page.serverTime().p50()),
                        numbers.whole(page.serverTime().hits())))
                .toList();
        var heads = List.of("p95", "p50", "hits");
        return page("server-time", "slowest", heads, lines, part.total(), view, frame, offset);
    }

    private static Line line(View view, Frame frame, String path, String... cells) {
        return new Line(
                null,
                Labels.shown(path),
                List.of(cells),
                frame.base() + view.withFilter(Filter.is(Dimension.PAGE, path)));
    }

    private Page values(String name, View view, Frame frame, int offset) {
        Dimension by;
        try {
            by = Dimension.of(name);
        } catch (IllegalArgumentException unknown) {
            throw Problem.notFound();
        }
        var top = stats.top(view.query(), by, view.slice(offset, PER_PAGE));
        var numbers = new Numbers(frame.words());
        var labels = new Labels(frame.words());
        var lines = top.rows().stream()
                .map(row -> new Line(
                        labels.code(by, row.value()),
                        labels.of(by, row.value()),
                        List.of(numbers.whole(row.visits()), numbers.whole(row.views()), numbers.whole(row.events())),
                        frame.base() + view.withFilter(Filter.is(by, row.value()))))
                .toList();
        return page(name, name, List.of("visits", "views", "events"), lines, top.total(), view, frame, offset);
    }

    private static Page page(
            String name,
            String title,
            List<String> heads,
            List<Line> lines,
            long total,
            View view,
            Frame frame,
            int offset) {
        var numbers = new Numbers(frame.words());
        var search = view.parameters().one("search");
        return new Page(
                frame,
                view,
                name,
                frame.words().get("tab." + title),
                heads.stream().map(frame.words()::get).toList(),
                search == null ? "" : search,
                lines,
                numbers.whole(total),
                offset > 0
                        ? frame.base()
                                + '/'
                                + name
                                + view.parameters().with("offset", String.valueOf(Math.max(0, offset - PER_PAGE)))
                        : null,
                offset + PER_PAGE < total
                        ? frame.base()
                                + '/'
                                + name
                                + view.parameters().with("offset", String.valueOf(offset + PER_PAGE))
                        : null,
                numbers.whole(offset + 1) + "–" + numbers.whole(offset + lines.size()));
    }

    record Line(String code, String label, List<String> cells, String link) {}

    /**
     * @param name the list's name in addresses, such as the dimension
     * @param title the title
     * @param heads the headings of its columns after the first
     * @param search the text that is searched for, or empty
     * @param lines this page's lines
     * @param total how many lines there are in all
     * @param previous the previous page, or {@code null}
     * @param next the page after, or {@code null}
     * @param range which lines these are
     */
    record Page(
            Frame frame,
            View view,
            String name,
            String title,
            List<String> heads,
            String search,
            List<Line> lines,
            String total,
            String previous,
            String next,
            String range) {

        String back() {
            return frame.base() + view.parameters().without(List.of("search", "offset"));
        }

        String csv() {
            return frame.base() + '/' + name + ".csv" + view.parameters().without(List.of("offset"));
        }

        boolean isOfPages() {
            return List.of("rising", "server-time").contains(name);
        }

        /** A note for lists to which the current filters do not apply. */
        boolean ignoresFilters() {
            return name.equals("server-time") && !view.query().filters().isEmpty();
        }

        List<Overview.Hidden> hidden() {
            return view.parameters().all().entrySet().stream()
                    .filter(entry -> !List.of("search", "offset").contains(entry.getKey()))
                    .flatMap(
                            entry -> entry.getValue().stream().map(value -> new Overview.Hidden(entry.getKey(), value)))
                    .toList();
        }
    }
}
