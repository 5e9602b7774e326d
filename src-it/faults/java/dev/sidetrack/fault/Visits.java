// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sidetrack.fault.FaultyProvider.Name;
import dev.sidetrack.server.Await;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** Many visitors at once, each of whom looks at some pages one after another: in which order do their hits arrive? */
final class Visits {

    private static final int VISITORS = 200;
    private static final int PAGES = 10;

    private static final AtomicInteger RUNS = new AtomicInteger();

    private final String referrers = "https://ref.example/visits" + RUNS.incrementAndGet() + "/";
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** Has all of them visit these shops, each visitor one of them. */
    static Visits of(List<URI> shops) {
        var visits = new Visits();
        var threads = Executors.newFixedThreadPool(VISITORS);
        try {
            var all = threads.invokeAll(IntStream.range(0, VISITORS)
                    .mapToObj(visitor ->
                            (Callable<Void>) () -> visits.visit(visitor, shops.get(visitor % shops.size())))
                    .toList());
            for (Future<Void> visit : all) {
                visit.get();
            }
            return visits;
        } catch (Exception failed) {
            throw new AssertionError("a visitor got no page", failed);
        } finally {
            threads.shutdownNow();
        }
    }

    private Void visit(int visitor, URI shop) throws IOException, InterruptedException {
        String cookies = null;
        for (var page = 0; page < PAGES; page++) {
            Await.pass(Duration.ofMillis(ThreadLocalRandom.current().nextInt(50, 300)));
            var request = Load.Kind.PAGE.request(shop).header("Referer", referrers + visitor + "/" + page);
            if (cookies != null) {
                request.header("Cookie", cookies);
            }
            var response = client.send(request.build(), BodyHandlers.discarding());
            cookies = cookies == null ? Load.cookies(response) : cookies;
        }
        return null;
    }

    /** All their hits come to both providers, none after a later one of the same visitor. */
    void assertInOrder(FaultyProvider provider) {
        for (var name : Name.values()) {
            Await.must("All hits", FaultRun.PATIENCE, () -> arrived(provider, name) >= VISITORS * PAGES);
            assertEquals(0, outOfOrder(provider.arrivals(name), referrers), "hits out of order at " + name);
        }
    }

    /** How many of their hits have come to that provider. */
    private long arrived(FaultyProvider provider, Name name) {
        return provider.arrivals(name).stream()
                .filter(marker -> marker.startsWith(referrers))
                .count();
    }

    /** How many of the hits whose markers begin like that came after a later one of the same visitor. */
    static int outOfOrder(List<String> arrivals, String referrers) {
        var latest = new HashMap<String, Integer>();
        var wrong = 0;
        for (var marker : arrivals) {
            if (marker.startsWith(referrers)) {
                var slash = marker.lastIndexOf('/');
                var page = Integer.parseInt(marker.substring(slash + 1));
                wrong += latest.merge(marker.substring(0, slash), page, Math::max) > page ? 1 : 0;
            }
        }
        return wrong;
    }
}
