// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.pages;

import dev.sidetrack.config.Shared;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Handles requests to the API from people with access to the pages and from programs with a token. */
@Shared
class Questions {

    private static final String DESCRIPTION = "/openapi.json";

    private final Access access;
    private final JsonApi api;
    private final Today today;

    @Inject
    Questions(Access access, JsonApi api, Today today) {
        this.access = access;
        this.api = api;
        this.today = today;
    }

    void answer(String path, HttpServletRequest request, HttpServletResponse response, Answer answer)
            throws IOException {
        var byToken = access.viewerByToken(request);
        var viewer = byToken == null ? access.viewer(request) : byToken;
        if (viewer == null) {
            response.setHeader("WWW-Authenticate", "Bearer");
            throw Problem.unauthorized();
        }
        requireReading(request, response);
        answer.json(
                path.equals(DESCRIPTION)
                        ? description()
                        : api.answer(
                                path,
                                View.of(Parameters.of(request.getQueryString()), today.date(), viewer.site()),
                                viewer));
    }

    static void requireReading(HttpServletRequest request, HttpServletResponse response) {
        if (!"GET".equals(request.getMethod()) && !"HEAD".equals(request.getMethod())) {
            response.setHeader("Allow", "GET, HEAD");
            throw Problem.methodNotAllowed();
        }
    }

    private static String description() throws IOException {
        try (var file = Questions.class.getResourceAsStream("openapi.json")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
