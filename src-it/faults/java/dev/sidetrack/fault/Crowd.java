// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.fault;

import dev.sidetrack.fault.FaultyProvider.Name;
import dev.sidetrack.server.Await;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/** Visitors who look at one page after another until they are told to stop, whatever becomes of a page. */
final class Crowd implements Sent {

    private static final AtomicInteger CROWDS = new AtomicInteger();

    private final String referrers = "https://ref.example/crowd" + CROWDS.incrementAndGet() + "/";
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final List<Thread> visitors = new ArrayList<>();
    private final Set<String> acknowledged = new TreeSet<>();
    private final AtomicInteger failures = new AtomicInteger();
    private final URI shop;
    private final Duration shortest;
    private final Duration longest;
    private volatile boolean stopping;

    private Crowd(URI shop, Duration shortest, Duration longest) {
        this.shop = shop;
        this.shortest = shortest;
        this.longest = longest;
    }

    /** Begins; each visitor stays on a page for a time between these. */
    static Crowd start(URI shop, int visitors, Duration shortest, Duration longest) {
        var crowd = new Crowd(shop, shortest, longest);
        for (var visitor = 0; visitor < visitors; visitor++) {
            var number = visitor;
            var thread = new Thread(() -> crowd.visit(number), "visitor");
            thread.setDaemon(true);
            crowd.visitors.add(thread);
            thread.start();
        }
        return crowd;
    }

    private void visit(int visitor) {
        String cookies = null;
        for (var page = 0; !stopping; page++) {
            Await.pass(
                    Duration.ofMillis(ThreadLocalRandom.current().nextLong(shortest.toMillis(), longest.toMillis())));
            var marker = referrers + visitor + "/" + page;
            var request = Load.Kind.PAGE.request(shop).header("Referer", marker);
            if (cookies != null) {
                request.header("Cookie", cookies);
            }
            try {
                var response = client.send(request.build(), BodyHandlers.discarding());
                if (response.statusCode() == 200) {
                    acknowledge(marker);
                    cookies = cookies == null ? Load.cookies(response) : cookies;
                } else {
                    failures.incrementAndGet();
                }
            } catch (IOException | InterruptedException failed) {
                failures.incrementAndGet();
            }
        }
    }

    private synchronized void acknowledge(String marker) {
        acknowledged.add(marker);
    }

    void stop() {
        stopping = true;
        for (var visitor : visitors) {
            try {
                visitor.join(FaultRun.PATIENCE.toMillis());
            } catch (InterruptedException stopped) {
                throw new IllegalStateException(stopped);
            }
        }
    }

    @Override
    public synchronized Set<String> acknowledged() {
        return new TreeSet<>(acknowledged);
    }

    @Override
    public boolean isOfThis(String marker) {
        return marker.startsWith(referrers);
    }

    /** How many pages were not answered as they should. */
    int failures() {
        return failures.get();
    }

    /** How many hits came to that provider after a later one of the same visitor. */
    int outOfOrder(FaultyProvider provider, Name name) {
        return Visits.outOfOrder(provider.arrivals(name), referrers);
    }

    /** How many clients the provider has been told of, who should be as many as there are visitors. */
    int clients(FaultyProvider provider) {
        var clients = new HashSet<String>();
        acknowledged().forEach(marker -> clients.addAll(provider.clients(marker)));
        return clients.size();
    }
}
