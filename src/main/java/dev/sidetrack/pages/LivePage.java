// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.pages;

import dev.sidetrack.config.Shared;
import dev.sidetrack.json.JsonWriter;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * {@code …/live}: the latest hits and their outcomes; and {@code …/live/events}, to which the page's script listens.
 */
@Shared
class LivePage {

    private static final String PAGE = "/live";
    private static final String EVENTS = "/live/events";
    private static final int SHOWN = 100;

    private final LiveHits hits;
    private final Today today;

    @Inject
    LivePage(LiveHits hits, Today today) {
        this.hits = hits;
        this.today = today;
    }

    /** Answers a request for this page; {@code false} for others. */
    boolean answer(
            String path,
            Frame frame,
            HttpServletRequest request,
            HttpServletResponse response,
            Caller caller,
            Answer answer)
            throws IOException {
        if (!path.equals(PAGE) && !path.equals(EVENTS)) {
            return false;
        }
        Questions.requireReading(request, response);
        var parameters = Parameters.of(request.getQueryString());
        var mine = View.isTrue(parameters, "mine");
        var found = mine && caller.visitorId() == null
                ? List.<LiveHit>of()
                : hits.latest(parameters, mine ? caller.visitorId() : null, SHOWN);
        var page = new Page(
                frame,
                parameters,
                mine,
                caller.visitorId(),
                found.stream().map(this::line).toList());
        if (path.equals(PAGE)) {
            answer.html(Html.of("live", page));
        } else {
            events(page, response, answer);
        }
        return true;
    }

    /**
     * Sends a single event with all lines and ends the stream; the browser reconnects by itself after a second. Open
     * pages therefore hold neither a thread nor a connection, and it works with proxies that buffer streams until they
     * end.
     */
    private static void events(Page page, HttpServletResponse response, Answer answer) throws IOException {
        var html = Html.of("hits", page);
        response.setContentType("text/event-stream;charset=UTF-8");
        answer.bytes(("retry: 1000\ndata: " + new JsonWriter().value(html) + "\n\n").getBytes(StandardCharsets.UTF_8));
    }

    private Line line(LiveHit hit) {
        return new Line(
                hit,
                hit.time().atZone(today.zone()).toLocalTime().withNano(0).toString(),
                hit.path() == null ? "" : Labels.shown(hit.path()),
                hit.event() == null ? null : Labels.shown(hit.event()));
    }

    record Line(LiveHit hit, String time, String path, String event) {

        String sent() {
            return hit.sent() == null ? null : Labels.inert(hit.sent());
        }

        List<Reason> reasons() {
            return hit.outcomes().entrySet().stream()
                    .filter(outcome -> outcome.getValue().reason() != null)
                    .map(outcome -> new Reason(
                            outcome.getKey(), Labels.shown(outcome.getValue().reason())))
                    .toList();
        }

        String leftOut() {
            return Labels.shown(String.join(", ", hit.leftOut()));
        }
    }

    record Reason(String provider, String text) {}

    record Page(Frame frame, Parameters parameters, boolean mine, String visitorId, List<Line> lines) {

        String parameter(String name) {
            return parameters.one(name) == null ? "" : parameters.one(name);
        }

        String events() {
            return frame.base() + EVENTS + parameters;
        }
    }
}
