// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.pages;

import dev.sidetrack.stats.Query;
import dev.sidetrack.stats.Stats;
import java.util.List;
import java.util.stream.Stream;

/** The report of a week or a month that is sent by mail. */
final class Report {

    private static final List<String> SHOWN = List.of("pages", "sources", "goals", "places");
    private static final int LINES = 5;
    private static final int WIDTH = 600;
    private static final int HEIGHT = 210;

    private final Overview overview;
    private final Words words;
    private final String base;
    private final byte[] picture;

    /** The report of this period; {@code base} is the address of the pages. */
    Report(Stats stats, Query query, Words words, String base) {
        this.words = words;
        this.base = base;
        var parameters = Parameters.of(null)
                .with("from", query.from().toString())
                .with("to", query.to().toString())
                .with("site", query.site());
        var reader = new Viewer("mail", query.site(), false, false);
        overview = new Overview(
                stats,
                View.of(parameters, query.to(), query.site()),
                new Frame(base, words, null, null, reader, null, null));
        picture = ChartPicture.png(overview.chart, overview.chart.drawing(WIDTH, HEIGHT));
    }

    String subject() {
        return words.get("mail.subject", overview.siteName(), overview.days(overview.view.query()));
    }

    String html(String off) {
        var page = new Page(
                overview, subject(), picture != null, panels(), base + overview.view.parameters(), off, WIDTH, LINES);
        return Html.of("report", page);
    }

    /** Puts numbers before names, because a name may be written from right to left. */
    String text(String off) {
        var text = new StringBuilder(subject())
                .append('\n')
                .append(overview.description())
                .append("\n\n");
        for (var kpi : overview.kpis) {
            text.append(kpi.name()).append(": ").append(kpi.value());
            if (kpi.trend() != null) {
                text.append("  ")
                        .append(kpi.trend().text())
                        .append("  (")
                        .append(kpi.before())
                        .append(')');
            }
            text.append('\n');
        }
        panels().forEach(panel -> {
            text.append('\n').append(panel.title()).append('\n');
            lines(panel)
                    .forEach(line -> text.append("  ")
                            .append(line.value())
                            .append("  ")
                            .append(line.label())
                            .append('\n'));
            if (panel.rows().isEmpty()) {
                text.append("  ").append(words.get("none")).append('\n');
            }
        });
        return text.append('\n')
                .append(words.get("back"))
                .append(": ")
                .append(base)
                .append(overview.view.parameters())
                .append('\n')
                .append(words.get("mail.off"))
                .append(": ")
                .append(off)
                .append('\n')
                .toString();
    }

    byte[] picture() {
        return picture;
    }

    private List<Panel> panels() {
        return SHOWN.stream().map(overview::panel).toList();
    }

    private static Stream<Panel.Line> lines(Panel panel) {
        return panel.rows().stream().limit(LINES);
    }

    /**
     * @param link the address of the pages for the same period
     * @param off the link to unsubscribe
     * @param width the width of the chart
     * @param most how many lines of each list are shown
     */
    record Page(
            Overview overview,
            String subject,
            boolean drawn,
            List<Panel> panels,
            String link,
            String off,
            int width,
            int most) {

        List<Panel.Line> lines(Panel panel) {
            return Report.lines(panel).toList();
        }

        String link(Panel.Line line) {
            return overview.frame.base() + line.link();
        }
    }
}
