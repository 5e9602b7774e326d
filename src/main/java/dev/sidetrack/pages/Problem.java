// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.pages;

import dev.sidetrack.json.JsonWriter;
import dev.sidetrack.stats.StatsException;
import jakarta.servlet.http.HttpServletResponse;

/** Why a request is rejected: shown as a page, or as problem details (RFC 9457). */
final class Problem extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String title;
    private final String parameter;

    private Problem(int status, String title, String parameter, String detail) {
        super(detail, null, false, false);
        this.status = status;
        this.title = title;
        this.parameter = parameter;
    }

    /** A parameter of the request is invalid; the detail says why. */
    static Problem badRequest(String parameter, String detail) {
        var name = Labels.shown(parameter);
        return new Problem(
                HttpServletResponse.SC_BAD_REQUEST,
                "Bad Request",
                name,
                Labels.shown(name.isEmpty() ? detail : name + ": " + detail));
    }

    static Problem notFound() {
        return new Problem(HttpServletResponse.SC_NOT_FOUND, "Not Found", "", "there is nothing here");
    }

    static Problem forbidden(String detail) {
        return new Problem(HttpServletResponse.SC_FORBIDDEN, "Forbidden", "", detail);
    }

    static Problem methodNotAllowed() {
        return new Problem(
                HttpServletResponse.SC_METHOD_NOT_ALLOWED,
                "Method Not Allowed",
                "",
                "this address does not accept that method");
    }

    static Problem unauthorized() {
        return new Problem(
                HttpServletResponse.SC_UNAUTHORIZED, "Unauthorized", "", "a token is needed: Authorization: Bearer …");
    }

    static Problem of(StatsException failure) {
        return new Problem(HttpServletResponse.SC_SERVICE_UNAVAILABLE, "Service Unavailable", "", failure.getMessage());
    }

    static Problem internal() {
        return new Problem(
                HttpServletResponse.SC_INTERNAL_SERVER_ERROR,
                "Internal Server Error",
                "",
                "something went wrong; the server log has the details");
    }

    int status() {
        return status;
    }

    String title() {
        return title;
    }

    String json() {
        return new JsonWriter()
                .object()
                .field("type", "about:blank")
                .field("title", title)
                .field("status", status)
                .field("detail", getMessage())
                .field("parameter", parameter.isEmpty() ? null : parameter)
                .end()
                .toString();
    }
}
