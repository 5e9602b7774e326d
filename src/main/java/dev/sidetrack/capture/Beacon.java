// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.capture;

import dev.sidetrack.config.Keys;
import dev.sidetrack.config.Settings;
import dev.sidetrack.config.Shared;
import dev.sidetrack.json.JsonWriter;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Takes hits of pages that never reach the application, since a cache answers for it, and of other clients: as an image ({@code
 * hit.gif?p=…&r=…&t=…}), as a post of {@code navigator.sendBeacon} or as JSON.
 */
@Shared
class Beacon {

    private static final byte[] GIF = Base64.getDecoder().decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAICRAEAOw==");
    private static final int MOST_BYTES = 8 * 1024;
    private static final String REASON_HEADER = "X-Sidetrack";
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SECONDS = 60;

    private final RequestTracking tracking;
    private final RateLimit rate;
    private final byte[] script;

    @Inject
    Beacon(Settings settings, RequestTracking tracking, HitFactory hits) throws IOException {
        this.tracking = tracking;
        this.rate = new RateLimit(settings.get(Keys.BEACON_RATE), () -> hits.now().getEpochSecond() / SECONDS);
        try (var file = Beacon.class.getResourceAsStream("sidetrack.js")) {
            this.script = file.readAllBytes();
        }
    }

    /** The image: always the same picture, with a header that says why nothing was counted. */
    void gif(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("Cache-Control", "no-store");
        response.setContentType("image/gif");
        response.setContentLength(GIF.length);
        var refusal = take(request, response, () -> BeaconHit.ofQuery(request.getQueryString()));
        if (refusal != null) {
            response.setHeader(REASON_HEADER, refusal.reason());
        }
        response.getOutputStream().write(GIF);
    }

    /** The post: 204, or a reason as JSON. */
    void post(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("Cache-Control", "no-store");
        var refusal = takePosted(request, response);
        if (refusal == null) {
            response.setStatus(HttpServletResponse.SC_NO_CONTENT);
        } else {
            response.setStatus(refusal.status());
            response.setContentType("application/json;charset=UTF-8");
            response.getWriter().write(new JsonWriter().object().field("error", refusal.reason()).end().toString());
        }
    }

    /** The script that posts. */
    void script(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/javascript;charset=UTF-8");
        response.setHeader("Cache-Control", "public, max-age=86400");
        response.setContentLength(script.length);
        response.getOutputStream().write(script);
    }

    private Refusal takePosted(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!"POST".equals(request.getMethod())) {
            response.setHeader("Allow", "POST");
            return new Refusal(HttpServletResponse.SC_METHOD_NOT_ALLOWED, "a hit is posted");
        }
        // Not by Content-Length, which a body in chunks has none of; of any content type, since sendBeacon says text/plain.
        var body = request.getInputStream().readNBytes(MOST_BYTES + 1);
        return body.length > MOST_BYTES
                ? new Refusal(HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE, "a hit has at most " + MOST_BYTES + " bytes")
                : take(request, response, () -> BeaconJson.read(new String(body, StandardCharsets.UTF_8)));
    }

    private Refusal take(HttpServletRequest request, HttpServletResponse response, Reading reading) {
        var tracked = tracking.begin(request, response);
        if (tracked == null) {
            return new Refusal(HttpServletResponse.SC_SERVICE_UNAVAILABLE, "tracking is not possible");
        }
        if (!SameOrigin.isOwn(request, tracked.origin())) {
            return new Refusal(HttpServletResponse.SC_FORBIDDEN, "only this site's own pages can do that");
        }
        if (!rate.allows(tracked.origin().address())) {
            return new Refusal(TOO_MANY_REQUESTS, "too many hits from this address");
        }
        try {
            tracking.count(tracked, reading.hit());
            return null;
        } catch (IllegalArgumentException malformed) {
            return new Refusal(HttpServletResponse.SC_BAD_REQUEST, malformed.getMessage());
        }
    }

    private record Refusal(int status, String reason) {}

    private interface Reading {
        BeaconHit hit();
    }
}
