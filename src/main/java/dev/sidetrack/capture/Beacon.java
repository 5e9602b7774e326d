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
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Accepts hits for pages that never reach the application because a cache answers, and from other clients: as an image
 * ({@code hit.gif?p=…&r=…&t=…}), as a POST of {@code navigator.sendBeacon} or as JSON.
 */
@Shared
class Beacon {

    private static final byte[] GIF =
            Base64.getDecoder().decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAICRAEAOw==");
    /**
     * The most for an event, plus an address, a referrer and a title of the length to which the script cuts them (3
     * bytes per character).
     */
    private static final int MOST_BYTES = 8 * 1024;

    private static final String REASON_HEADER = "X-Sidetrack";
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SECONDS = 60;

    private final RequestTracking tracking;
    private final TrustedProxies proxies;
    private final RateLimit rate;
    private final Refusals refusals;
    private final byte[] script;

    @Inject
    Beacon(Settings settings, RequestTracking tracking, TrustedProxies proxies, HitFactory hits) throws IOException {
        this.tracking = tracking;
        this.proxies = proxies;
        LongSupplier seconds = () -> hits.now().getEpochSecond();
        this.rate = new RateLimit(settings.get(Keys.BEACON_RATE), () -> seconds.getAsLong() / SECONDS);
        this.refusals = new Refusals(() -> TimeUnit.SECONDS.toNanos(seconds.getAsLong()));
        try (var file = Beacon.class.getResourceAsStream("sidetrack.js")) {
            this.script = file.readAllBytes();
        }
    }

    /** Answers the image: always the same picture, with a header that says why nothing was counted. */
    void gif(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("Cache-Control", "no-store");
        response.setContentType("image/gif");
        response.setContentLength(GIF.length);
        var tracked = tracking.read(request, response);
        var refused = refusal(request, tracked);
        var refusal = refused == null ? count(tracked, () -> BeaconHit.ofQuery(request.getQueryString())) : refused;
        if (refusal != null) {
            tell(refusal);
            response.setHeader(REASON_HEADER, refusal.text());
        }
        response.getOutputStream().write(GIF);
    }

    /**
     * Answers the POST: 204, or a reason as JSON. Whether the hit is wanted at all is checked before its body is read.
     */
    void post(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("Cache-Control", "no-store");
        if (!"POST".equals(request.getMethod())) {
            response.setHeader("Allow", "POST");
            answer(
                    response,
                    new Refusal(HttpServletResponse.SC_METHOD_NOT_ALLOWED, "method", "a hit must be sent by POST"));
            return;
        }
        var tracked = tracking.read(request, response);
        var refusal = refusal(request, tracked);
        if (refusal != null) {
            answer(response, refusal);
            return;
        }
        // Not by Content-Length, which a chunked body lacks; of any content type, because sendBeacon sends text/plain.
        PostedBody.read(request, MOST_BYTES, new PostedBody.Reader() {
            @Override
            public void answer(byte[] body) {
                Beacon.this.answer(response, take(tracked, body));
            }

            @Override
            public void late() {
                Beacon.this.answer(
                        response,
                        new Refusal(HttpServletResponse.SC_REQUEST_TIMEOUT, "slow", "the body did not arrive in time"));
            }
        });
    }

    private Refusal take(TrackedRequest tracked, byte[] body) {
        return body.length > MOST_BYTES
                ? new Refusal(
                        HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE,
                        "size",
                        "a hit has at most " + MOST_BYTES + " bytes")
                : count(tracked, () -> BeaconJson.read(new String(body, StandardCharsets.UTF_8)));
    }

    /** Answers the script that posts hits. */
    void script(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/javascript;charset=UTF-8");
        response.setHeader("Cache-Control", "public, max-age=86400");
        response.setContentLength(script.length);
        response.getOutputStream().write(script);
    }

    /** Why no hit is accepted from this request, or {@code null}. */
    private Refusal refusal(HttpServletRequest request, TrackedRequest tracked) {
        if (tracked == null) {
            return new Refusal(HttpServletResponse.SC_SERVICE_UNAVAILABLE, "failed", "tracking failed");
        }
        proxies.tellOfUnknownProxy(request);
        refusals.tell();
        if (!SameOrigin.isOwn(request, tracked.facts().origin())) {
            return new Refusal(
                    HttpServletResponse.SC_FORBIDDEN,
                    "origin",
                    "access denied: only this site's own pages may do this");
        }
        return rate.allows(tracked.facts().origin().address())
                ? null
                : new Refusal(TOO_MANY_REQUESTS, "rate", "too many hits from this address");
    }

    private Refusal count(TrackedRequest tracked, Reading reading) {
        try {
            tracking.count(tracked, reading.hit());
            return null;
        } catch (IllegalArgumentException malformed) {
            return new Refusal(HttpServletResponse.SC_BAD_REQUEST, "malformed", malformed.getMessage());
        }
    }

    private void answer(HttpServletResponse response, Refusal refusal) {
        if (refusal == null) {
            response.setStatus(HttpServletResponse.SC_NO_CONTENT);
            return;
        }
        tell(refusal);
        response.setStatus(refusal.status());
        response.setContentType("application/json;charset=UTF-8");
        try {
            response.getWriter()
                    .write(new JsonWriter()
                            .object()
                            .field("error", refusal.text())
                            .end()
                            .toString());
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    private void tell(Refusal refusal) {
        tracking.exclude("beacon-" + refusal.reason());
        refusals.add(refusal.reason());
    }

    private record Refusal(int status, String reason, String text) {}

    private interface Reading {
        BeaconHit hit();
    }
}
