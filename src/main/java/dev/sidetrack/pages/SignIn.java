// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.pages;

import dev.sidetrack.config.Shared;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** {@code …/login} and {@code …/logout}, where a password opens the pages. */
@Shared
class SignIn {

    private static final String LOGIN = "/login";
    private static final String LOGOUT = "/logout";
    private static final Pattern NEXT = Pattern.compile("(/[A-Za-z0-9._-]+)*([?][^\\\\\\p{Cntrl}]*)?");
    private static final int LONGEST_NEXT = 2_000;
    private static final int TOO_MANY_REQUESTS = 429;

    private final Access access;
    private final Signer signer;
    private final Frames frames;

    @Inject
    SignIn(Access access, Signer signer, Frames frames) {
        this.access = access;
        this.signer = signer;
        this.frames = frames;
    }

    /** Answers these requests and those that need a sign-in first; {@code false} for others. */
    boolean answer(String path, HttpServletRequest request, HttpServletResponse response, Caller caller, Answer answer)
            throws IOException {
        if (path.equals(LOGOUT) && access.hasPassword()) {
            signOut(request, response, caller, answer);
            return true;
        }
        if (path.equals(LOGIN) && access.hasPassword()) {
            signIn(request, response, caller, answer);
            return true;
        }
        if (access.viewer(request) != null) {
            return false;
        }
        if (access.hasPassword()) {
            var next = path + (request.getQueryString() == null ? "" : '?' + request.getQueryString());
            answer.seeOther(frames.base(request, path)
                    + LOGIN
                    + (next.isEmpty() ? "" : "?next=" + URLEncoder.encode(next, StandardCharsets.UTF_8)));
            return true;
        }
        if (access.challenge(request, response)) {
            return true;
        }
        if (access.viewer(request) != null) {
            return false;
        }
        throw Problem.notFound();
    }

    private void signIn(HttpServletRequest request, HttpServletResponse response, Caller caller, Answer answer)
            throws IOException {
        if (!"POST".equals(request.getMethod())) {
            Questions.requireReading(request, response);
            form(request, answer, null);
            return;
        }
        if (!caller.own()) {
            throw Problem.forbidden("access denied: only this site's own page may do this");
        }
        switch (enter(caller, parameter(request, "password"))) {
            case RIGHT -> {
                response.addHeader("Set-Cookie", signer.cookie());
                answer.seeOther(frames.base(request, LOGIN) + next(request));
            }
            case WRONG -> {
                response.setStatus(HttpServletResponse.SC_FORBIDDEN);
                form(request, answer, "login.wrong");
            }
            default -> {
                response.setStatus(TOO_MANY_REQUESTS);
                response.setHeader("Retry-After", "60");
                form(request, answer, "login.often");
            }
        }
    }

    private Access.Entry enter(Caller caller, String password) {
        try {
            return access.enter(caller.network(), password);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return Access.Entry.TOO_OFTEN;
        }
    }

    private void signOut(HttpServletRequest request, HttpServletResponse response, Caller caller, Answer answer) {
        if (!"POST".equals(request.getMethod()) || !caller.own()) {
            throw Problem.methodNotAllowed();
        }
        response.addHeader("Set-Cookie", signer.noCookie());
        answer.seeOther(frames.base(request, LOGOUT) + LOGIN);
    }

    private void form(HttpServletRequest request, Answer answer, String message) throws IOException {
        var frame = frames.of(request, LOGIN, null);
        answer.html(Html.of(
                "login", frame, message, request.getQueryString() == null ? "" : '?' + request.getQueryString()));
    }

    private static String next(HttpServletRequest request) {
        var next = Parameters.of(request.getQueryString()).one("next");
        // The pattern needs stack space for each segment of a path.
        return next != null
                        && next.length() <= LONGEST_NEXT
                        && NEXT.matcher(next).matches()
                ? next
                : "";
    }

    static String parameter(HttpServletRequest request, String name) {
        try {
            return request.getParameter(name);
        } catch (RuntimeException malformed) {
            // Some servers throw an exception of their own for a form with invalid encoding.
            return null;
        }
    }
}
