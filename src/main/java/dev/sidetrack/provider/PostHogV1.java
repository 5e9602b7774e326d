// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.provider;

import dev.sidetrack.Hit;
import dev.sidetrack.json.JsonWriter;
import dev.sidetrack.spi.Outcome;
import dev.sidetrack.spi.http.HttpPost;
import dev.sidetrack.spi.http.HttpReply;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * PostHog's newer capture, {@code /i/v1/analytics/events}, which reports the outcome of each event. The request's id is
 * derived from those of its hits, so that it stays the same when the same hits are retried.
 *
 * @see <a href="https://github.com/PostHog/posthog/tree/master/rust/capture/src/v1">Its code, which is its
 *     documentation</a>
 */
final class PostHogV1 {

    static final String PATH = "/i/v1/analytics/events";

    private static final int MOST_REMEMBERED = 1_000;

    private final Map<UUID, Integer> attempts = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, Integer> eldest) {
            return size() > MOST_REMEMBERED;
        }
    };

    /** The request for these hits, with their events as the array {@code batch}. */
    HttpPost post(URI url, String project, List<Hit> hits, String batch, Instant now) {
        var time = now.truncatedTo(ChronoUnit.MILLIS).toString();
        var id = id(hits);
        var json = "{\"created_at\":" + new JsonWriter().value(time) + ",\"batch\":" + batch + "}";
        return HttpPost.json(url, json)
                .header("Authorization", "Bearer " + project)
                .header("PostHog-Sdk-Info", "sidetrack/" + Version.TEXT)
                .header("PostHog-Request-Id", id.toString())
                .header("PostHog-Attempt", "" + attempt(id))
                .header("PostHog-Request-Timestamp", time);
    }

    private static UUID id(List<Hit> hits) {
        var ids = hits.stream().map(hit -> hit.id().toString()).collect(Collectors.joining());
        return UUID.nameUUIDFromBytes(ids.getBytes(StandardCharsets.UTF_8));
    }

    private int attempt(UUID id) {
        synchronized (attempts) {
            return attempts.merge(id, 1, Integer::sum);
        }
    }

    /** The outcome of each hit after a success. */
    static List<Outcome> outcomes(List<Hit> hits, HttpReply reply, String check) {
        var results = ReplyJson.with("results", reply).at("results");
        return results.value() instanceof Map
                ? hits.stream()
                        .map(hit -> outcome(results.at(hit.id().toString()), reply))
                        .toList()
                : Outcome.forAll(hits, reply.notUnderstood(check));
    }

    private static Outcome outcome(ReplyJson result, HttpReply reply) {
        var word = result.at("result").text();
        var details = result.at("details").text();
        return switch (word == null ? "" : word) {
            // A warning means that the event was stored without a person.
            case "ok", "warning" -> Outcome.ACCEPTED;
            case "drop" ->
                details != null && details.startsWith("event_restriction")
                        ? Outcome.dropped(details)
                        : Outcome.rejected("PostHog: " + details);
            case "retry" -> Outcome.retry("PostHog: " + details, reply.retryAfter());
            default -> Outcome.unclear();
        };
    }
}
