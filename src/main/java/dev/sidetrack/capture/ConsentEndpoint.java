// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.capture;

import dev.sidetrack.ConsentChoice;
import dev.sidetrack.config.Shared;
import dev.sidetrack.visitor.PageVisit;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;

/**
 * {@code POST …/consent} with the form field {@code choice} ({@code accept}, {@code decline}, {@code withdraw}, {@code forget}), and
 * {@code DELETE …/visitor}, which is {@code forget} for scripts and apps. Needs no script, refuses other sites, and leads back
 * only to a page of this one.
 */
@Shared
class ConsentEndpoint {

    private final RequestTracking tracking;
    private final Event<ConsentChoice> choices;

    @Inject
    ConsentEndpoint(RequestTracking tracking, Event<ConsentChoice> choices) {
        this.tracking = tracking;
        this.choices = choices;
    }

    void choose(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!"POST".equals(request.getMethod())) {
            response.setHeader("Allow", "POST");
            refuse(response, HttpServletResponse.SC_METHOD_NOT_ALLOWED, "consent is posted");
            return;
        }
        var choice = choice(request);
        if (choice == null) {
            refuse(response, HttpServletResponse.SC_BAD_REQUEST, "choice is accept, decline, withdraw or forget");
            return;
        }
        var tracked = decided(request, response, choice);
        if (tracked != null) {
            response.setStatus(HttpServletResponse.SC_SEE_OTHER);
            response.setHeader("Location", pageBehind(request, tracked.origin()));
        }
    }

    void forget(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!"DELETE".equals(request.getMethod())) {
            response.setHeader("Allow", "DELETE");
            refuse(response, HttpServletResponse.SC_METHOD_NOT_ALLOWED, "a visitor is deleted");
        } else if (decided(request, response, ConsentChoice.FORGET) != null) {
            response.setStatus(HttpServletResponse.SC_NO_CONTENT);
        }
    }

    private TrackedRequest decided(HttpServletRequest request, HttpServletResponse response, ConsentChoice choice) throws IOException {
        var tracked = tracking.begin(request, response);
        if (tracked == null) {
            refuse(response, HttpServletResponse.SC_SERVICE_UNAVAILABLE, "tracking is not possible");
            return null;
        }
        if (!SameOrigin.isOwn(request, tracked.origin())) {
            refuse(response, HttpServletResponse.SC_FORBIDDEN, "only this site's own pages can do that");
            return null;
        }
        response.setHeader("Cache-Control", "no-store");
        tracked.bind();
        try {
            choices.fire(choice);
        } finally {
            PageVisit.unbind();
        }
        return tracked;
    }

    /** The path of the page that the visitor was on, if it is one of this site; else the application's root. */
    private static String pageBehind(HttpServletRequest request, ClientOrigin client) {
        var home = request.getContextPath() + "/";
        var referrer = request.getHeader("Referer");
        if (referrer == null || !SameOrigin.isHost(referrer, client)) {
            return home;
        }
        var page = URI.create(referrer);
        var path = page.getRawPath();
        if (path == null || !path.startsWith("/") || path.startsWith("//")) {
            return home;
        }
        return page.getRawQuery() == null ? path : path + "?" + page.getRawQuery();
    }

    private static ConsentChoice choice(HttpServletRequest request) {
        String text;
        try {
            text = request.getParameter("choice");
        } catch (RuntimeException malformed) {
            // Some servers refuse a form that is wrongly encoded by an exception of their own.
            return null;
        }
        for (var choice : ConsentChoice.values()) {
            if (choice.name().equalsIgnoreCase(text)) {
                return choice;
            }
        }
        return null;
    }

    private static void refuse(HttpServletResponse response, int status, String reason) throws IOException {
        response.setStatus(status);
        response.setContentType("text/plain;charset=UTF-8");
        response.getWriter().println(reason);
    }
}
