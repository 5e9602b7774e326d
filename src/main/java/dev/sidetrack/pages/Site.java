// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.pages;

import dev.sidetrack.config.Shared;
import dev.sidetrack.stats.Filter;
import dev.sidetrack.stats.Stats;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;

/** The pages for viewers with access. */
@Shared
class Site {

    private static final String CSV = ".csv";
    private static final List<String> FORM = List.of("fd", "fm", "fv");

    private final Stats stats;
    private final Frames frames;
    private final Today today;
    private final Tables tables;
    private final Lists lists;
    private final OwnersPages owners;

    @Inject
    Site(Stats stats, Frames frames, Today today, Tables tables, Lists lists, OwnersPages owners) {
        this.stats = stats;
        this.frames = frames;
        this.today = today;
        this.tables = tables;
        this.lists = lists;
        this.owners = owners;
    }

    void answer(
            String path,
            Viewer viewer,
            HttpServletRequest request,
            HttpServletResponse response,
            Caller caller,
            Answer answer)
            throws IOException {
        if (viewer.owner()
                && owners.answer(path, frames.of(request, path, viewer), request, response, caller, answer)) {
            return;
        }
        Questions.requireReading(request, response);
        var parameters = Parameters.of(request.getQueryString());
        if (path.endsWith(CSV)) {
            var name = path.substring(1, path.length() - CSV.length());
            answer.csv(name + CSV, tables.csv(name, View.of(parameters, today.date(), viewer.site())));
            return;
        }
        var frame = frames.of(request, path, viewer);
        if (!stats.isAvailable()) {
            answer.html(Html.of("nostore", frame));
            return;
        }
        var value = parameters.one("fv");
        if (value != null) {
            // Without a script, a form cannot compose a filter.
            answer.seeOther(frame.base()
                    + View.of(parameters.without(FORM), today.date(), viewer.site())
                            .withFilter(filter(parameters, value)));
            return;
        }
        var view = View.of(parameters, today.date(), viewer.site());
        if (path.isEmpty() || path.equals("/")) {
            var overview = new Overview(stats, view, frame);
            answer.html(Html.of("overview", overview));
        } else {
            var list = lists.of(path.substring(1), view, frame);
            answer.html(Html.of("list", list));
        }
    }

    private static Filter filter(Parameters parameters, String value) {
        return View.read("fv", () -> Filter.parse(parameters.one("fd") + ':' + parameters.one("fm") + ':' + value));
    }

    /** Shows a problem as a page. */
    void problem(String path, Problem problem, HttpServletRequest request, Answer answer) throws IOException {
        var frame = frames.of(request, path, null);
        answer.html(Html.of("problem", frame, problem));
    }
}
