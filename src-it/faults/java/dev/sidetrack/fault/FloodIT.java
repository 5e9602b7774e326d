// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.fault;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sidetrack.fault.Load.Kind;
import dev.sidetrack.server.Await;
import dev.sidetrack.server.WildFlyProcess;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A flood of hits as large as strangers can make them, in a small heap, while the providers are away. */
class FloodIT extends FaultIT {

    private static final int POSTS = FaultRun.LONG ? 100_000 : 3_200;
    private static final int PER_SECOND = 50;
    /** Marks of direction, three bytes each in the request, and six on the queue. */
    private static final String BODY =
            "{\"p\":\"/sidetrack-demo/flood\",\"event\":\"flood\",\"label\":\"" + "\u200E".repeat(2_680) + "\"}";

    /** At both of which what was dropped is missing. */
    private static final int PROVIDERS = 2;
    /** Between two pages there may be so many large hits. */
    private static final Duration BETWEEN_PAGES = Duration.ofSeconds(FaultRun.LONG ? 60 : 20);
    /** What a page may take beside the flood in the median, of what it takes without. */
    private static final double MOST = 2;

    private static final class Small {
        static final WildFlyProcess SERVER =
                WildFlyProcess.withOwnBroker("flood", settings()).heap("256m");

        private Small() {}
    }

    @Override
    WildFlyProcess server() {
        return Small.SERVER;
    }

    private static Map<String, String> settings() {
        var settings = PROVIDER.settings();
        settings.put("sidetrack.beacon.rate", "1000000");
        // A third one, which never comes back.
        settings.merge("sidetrack.providers", "third", (two, third) -> two + "," + third);
        settings.put("sidetrack.provider.third.type", "webhook");
        settings.put("sidetrack.provider.third.url", "http://127.0.0.1:9/");
        return settings;
    }

    @AfterEach
    void stop() {
        server().terminate();
    }

    @Test
    void pages_whileLargeHitsFlood_areAnsweredAndNothingRunsOutOfMemory() throws Exception {
        var quiet = Load.send(Kind.PAGE, server().url(), PER_SECOND, 5 * PER_SECOND);
        PROVIDER.behave(Behaviour.status(503));
        var flooded = Load.start(Kind.PAGE, server().url(), PER_SECOND, 600 * PER_SECOND);
        for (var post = 0; post < POSTS; post++) {
            post();
        }
        flooded.stop();
        Await.must(
                "The way of the last hit out of memory",
                FaultRun.PATIENCE,
                () -> server().mbean().number("BufferedHits") == 0);
        PROVIDER.behave(Behaviour.WELL);

        var calm = quiet.quantile(50).toNanos() / 1e6;
        var median = flooded.quantile(50).toNanos() / 1e6;
        awaitNoMore(quiet, flooded);
        var dropped = server().mbean().number("Dropped");
        Tally.of(PROVIDER, Duration.ZERO, quiet, flooded)
                .told(
                        POSTS + " posts of 8 kB in a heap of 256 MB, three providers away",
                        "median of pages %.1f ms, without the flood %.1f ms; %d hits dropped at the full buffer"
                                .formatted(median, calm, dropped))
                .assertLostAtMost(dropped * PROVIDERS);
        assertTrue(median <= MOST * calm, () -> "pages took " + median + " ms, without the flood " + calm);
        assertFalse(server().log().contains("OutOfMemoryError"), "the server ran out of memory");
        assertTrue(server().isOpen());
    }

    /** Until all pages have come, or no more do, since those that were dropped never will. */
    private static void awaitNoMore(Load... pages) {
        var before = Integer.MAX_VALUE;
        for (var lost = Tally.lost(PROVIDER, pages); lost < before && lost > 0; lost = Tally.lost(PROVIDER, pages)) {
            before = lost;
            Await.until(BETWEEN_PAGES, () -> Tally.lost(PROVIDER, pages) == 0);
        }
    }

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private void post() throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(server().url().resolve("sidetrack/hit"))
                .timeout(FaultRun.PATIENCE)
                .header("Content-Type", "application/json")
                .header("Referer", server().url().toString())
                .POST(BodyPublishers.ofString(BODY))
                .build();
        var status = client.send(request, BodyHandlers.discarding()).statusCode();
        assertTrue(status == 204, () -> "the beacon answered " + status);
    }
}
