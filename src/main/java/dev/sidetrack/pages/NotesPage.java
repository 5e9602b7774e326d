// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.pages;

import dev.sidetrack.config.Shared;
import dev.sidetrack.stats.Note;
import dev.sidetrack.stats.Query;
import dev.sidetrack.stats.Stats;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;

/** {@code …/notes}: notes about events such as a newsletter, which the chart shows. */
@Shared
class NotesPage {

    static final String PATH = "/notes";
    private static final int YEARS_SHOWN = 2;
    private static final int NOON = 12;

    private final Stats stats;
    private final Today today;

    @Inject
    NotesPage(Stats stats, Today today) {
        this.stats = stats;
        this.today = today;
    }

    void show(Frame frame, Answer answer) throws IOException {
        var numbers = new Numbers(frame.words());
        var days = Query.of(today.date().minusYears(YEARS_SHOWN), today.date().plusYears(1));
        var lines = stats.notes(days).stream()
                .sorted(Comparator.comparing(Note::time).reversed())
                .map(note -> new Line(
                        note.id(),
                        numbers.longDay(note.time().atZone(today.zone()).toLocalDate()),
                        Labels.shown(note.text())))
                .toList();
        var page = new Page(frame, today.date().toString(), lines);
        answer.html(Html.of("notes", page));
    }

    /** Handles a form of ours. */
    void act(Frame frame, HttpServletRequest request, Answer answer) {
        if ("remove".equals(SignIn.parameter(request, "action"))) {
            stats.removeNote(id(SignIn.parameter(request, "id")));
        } else {
            add(SignIn.parameter(request, "day"), SignIn.parameter(request, "text"));
        }
        answer.seeOther(frame.base() + PATH);
    }

    private void add(String day, String text) {
        var date = View.day("day", String.valueOf(day));
        try {
            stats.note(null, date.atTime(NOON, 0).atZone(today.zone()).toInstant(), text == null ? "" : text.strip());
        } catch (IllegalArgumentException wrong) {
            throw Problem.badRequest("text", wrong.getMessage());
        }
    }

    private static long id(String text) {
        try {
            return Long.parseLong(String.valueOf(text));
        } catch (NumberFormatException malformed) {
            throw Problem.badRequest("id", "it is not a number");
        }
    }

    record Line(long id, String day, String text) {}

    record Page(Frame frame, String today, List<Line> lines) {}
}
