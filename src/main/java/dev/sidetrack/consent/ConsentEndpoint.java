// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.consent;

import dev.sidetrack.ConsentChoice;
import dev.sidetrack.config.Shared;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * {@code POST …/consent} with the form field {@code choice} ({@code accept}, {@code decline}, {@code withdraw}, {@code forget}), and
 * {@code DELETE …/visitor}, which is {@code forget} for scripts and apps. Needs no script. Whoever calls it has made sure that one of
 * this site's own pages asks, and has bound its {@link PageVisit}.
 */
@Shared
public class ConsentEndpoint {

    private final Event<ConsentChoice> choices;

    @Inject
    ConsentEndpoint(Event<ConsentChoice> choices) {
        this.choices = choices;
    }

    /** Takes the choice and leads back to {@code page}. */
    public void choose(HttpServletRequest request, HttpServletResponse response, String page) throws IOException {
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
        decide(response, choice);
        response.setStatus(HttpServletResponse.SC_SEE_OTHER);
        response.setHeader("Location", page);
    }

    /** Forgets the visitor. */
    public void forget(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!"DELETE".equals(request.getMethod())) {
            response.setHeader("Allow", "DELETE");
            refuse(response, HttpServletResponse.SC_METHOD_NOT_ALLOWED, "a visitor is deleted");
            return;
        }
        decide(response, ConsentChoice.FORGET);
        response.setStatus(HttpServletResponse.SC_NO_CONTENT);
    }

    /** Answers that it cannot be done, with the reason as text. */
    public static void refuse(HttpServletResponse response, int status, String reason) throws IOException {
        response.setStatus(status);
        response.setContentType("text/plain;charset=UTF-8");
        response.getWriter().println(reason);
    }

    private void decide(HttpServletResponse response, ConsentChoice choice) {
        response.setHeader("Cache-Control", "no-store");
        choices.fire(choice);
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
}
