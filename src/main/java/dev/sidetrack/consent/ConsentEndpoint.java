// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.consent;

import dev.sidetrack.ConsentChoice;
import dev.sidetrack.ConsentChoices;
import dev.sidetrack.config.Shared;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/**
 * {@code POST …/consent} with the form field {@code choice} ({@code accept}, {@code decline}, {@code withdraw},
 * {@code forget}, or {@code choose} with a field {@code purpose} for each that the visitor agrees to), and
 * {@code DELETE …/visitor}, which is {@code forget} for scripts and apps. Needs no script. The caller has checked that
 * the request comes from a page of this site, and has bound its {@link PageVisit}.
 */
@Shared
public class ConsentEndpoint {

    /** In addition to the names of {@link ConsentChoice}: yes to the purposes ticked in the form, no to all others. */
    static final String CHOOSE = "choose";

    private static final Set<ConsentChoice> NO = EnumSet.complementOf(EnumSet.of(ConsentChoice.ACCEPT));

    private final ConsentChoices choices;

    @Inject
    ConsentEndpoint(ConsentChoices choices) {
        this.choices = choices;
    }

    /** Stores the choice and redirects back to {@code page}. */
    public void choose(HttpServletRequest request, HttpServletResponse response, String page) throws IOException {
        if (!"POST".equals(request.getMethod())) {
            response.setHeader("Allow", "POST");
            refuse(response, HttpServletResponse.SC_METHOD_NOT_ALLOWED, "consent must be sent by POST");
            return;
        }
        var choice = parameters(request, "choice");
        if (choice.length == 0 || !decide(strictest(choice), parameters(request, "purpose"))) {
            refuse(
                    response,
                    HttpServletResponse.SC_BAD_REQUEST,
                    "choice must be accept, decline, withdraw, forget, or choose with purposes");
            return;
        }
        response.setHeader("Cache-Control", "no-store");
        response.setStatus(HttpServletResponse.SC_SEE_OTHER);
        response.setHeader("Location", page);
    }

    /** Forgets the visitor. */
    public void forget(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!"DELETE".equals(request.getMethod())) {
            response.setHeader("Allow", "DELETE");
            refuse(response, HttpServletResponse.SC_METHOD_NOT_ALLOWED, "a visitor must be erased by DELETE");
            return;
        }
        response.setHeader("Cache-Control", "no-store");
        choices.choose(ConsentChoice.FORGET);
        response.setStatus(HttpServletResponse.SC_NO_CONTENT);
    }

    /** Rejects the request, with the reason as text. */
    public static void refuse(HttpServletResponse response, int status, String reason) throws IOException {
        response.setStatus(status);
        response.setContentType("text/plain;charset=UTF-8");
        response.getWriter().println(reason);
    }

    /** Of several choices, as from a form with two such fields, a no wins. */
    private static String strictest(String[] choices) {
        return Arrays.stream(choices)
                .filter(choice -> NO.stream().anyMatch(no -> no.name().equalsIgnoreCase(choice)))
                .findFirst()
                .orElse(choices[0]);
    }

    private boolean decide(String text, String[] purposes) {
        if (CHOOSE.equalsIgnoreCase(text)) {
            choices.accept(Arrays.asList(purposes));
            return true;
        }
        for (var choice : ConsentChoice.values()) {
            if (choice.name().equalsIgnoreCase(text)) {
                choices.choose(choice);
                return true;
            }
        }
        return false;
    }

    private static String[] parameters(HttpServletRequest request, String name) {
        try {
            var values = request.getParameterValues(name);
            return values == null ? new String[0] : values;
        } catch (RuntimeException malformed) {
            // Some servers throw an exception of their own for a form with invalid encoding.
            return new String[0];
        }
    }
}
