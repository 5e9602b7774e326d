// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.pages;

import dev.sidetrack.config.Shared;
import dev.sidetrack.stats.Dimension;
import dev.sidetrack.stats.Filter;
import dev.sidetrack.stats.Slice;
import dev.sidetrack.stats.Stats;
import jakarta.inject.Inject;
import java.util.List;

/** All values of one dimension, with search and a hundred on a page. */
@Shared
class Lists {

    private static final int PER_PAGE = 100;

    private final Stats stats;

    @Inject
    Lists(Stats stats) {
        this.stats = stats;
    }

    Page of(String name, View view, Frame frame) {
        Dimension by;
        try {
            by = Dimension.of(name);
        } catch (IllegalArgumentException unknown) {
            throw Problem.notFound();
        }
        var search = view.parameters().one("search");
        var offset = JsonApi.number(view.parameters(), "offset", 0, 0, Integer.MAX_VALUE - PER_PAGE);
        var top = stats.top(view.query(), by, new Slice(search, offset, PER_PAGE));
        var numbers = new Numbers(frame.words());
        var labels = new Labels(frame.words());
        var most = top.rows().isEmpty() ? 1 : top.rows().get(0).visits();
        var lines = top.rows().stream()
                .map(row -> new Line(
                        labels.code(by, row.value()),
                        labels.of(by, row.value()),
                        numbers.whole(row.visits()),
                        numbers.whole(row.views()),
                        numbers.whole(row.events()),
                        Drawing.number(most == 0 ? 0 : 100.0 * row.visits() / most) + '%',
                        frame.base() + view.withFilter(Filter.is(by, row.value()))))
                .toList();
        return new Page(
                frame,
                view,
                name,
                search == null ? "" : search,
                lines,
                numbers.whole(top.total()),
                offset > 0
                        ? frame.base()
                                + '/'
                                + name
                                + view.parameters().with("offset", String.valueOf(Math.max(0, offset - PER_PAGE)))
                        : null,
                offset + PER_PAGE < top.total()
                        ? frame.base()
                                + '/'
                                + name
                                + view.parameters().with("offset", String.valueOf(offset + PER_PAGE))
                        : null,
                numbers.whole(offset + 1) + "–" + numbers.whole(offset + lines.size()));
    }

    record Line(String code, String label, String visits, String views, String events, String bar, String link) {}

    /**
     * @param name the dimension
     * @param search what is searched for, or empty
     * @param lines this page's lines
     * @param total how many there are
     * @param previous the page before, or {@code null}
     * @param next the page after, or {@code null}
     * @param range which lines these are
     */
    record Page(
            Frame frame,
            View view,
            String name,
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

        List<Overview.Hidden> hidden() {
            return view.parameters().all().entrySet().stream()
                    .filter(entry -> !List.of("search", "offset").contains(entry.getKey()))
                    .flatMap(
                            entry -> entry.getValue().stream().map(value -> new Overview.Hidden(entry.getKey(), value)))
                    .toList();
        }
    }
}
