// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.fault;

import dev.sidetrack.server.Await;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/**
 * Visitors of the shop, so many requests a second, each coming from a page no other comes from. Only requests that were
 * answered as they should be count as hits that were sent.
 */
final class Load implements Sent {

    /** What visitors do. */
    enum Kind {
        /** Looks at a page: a buffered hit. */
        PAGE("probe/include", 200),
        /** Orders something: a durable hit. */
        ORDER("api/orders", 201);

        private final String path;
        private final int answer;

        Kind(String path, int answer) {
            this.path = path;
            this.answer = answer;
        }

        HttpRequest.Builder request(URI shop) {
            var request = HttpRequest.newBuilder(shop.resolve(path)).timeout(FaultRun.PATIENCE);
            return this == PAGE
                    ? request.GET()
                    : request.header("Content-Type", "application/json")
                            .POST(BodyPublishers.ofString("{\"sku\": \"blue-mug\", \"quantity\": 1}"));
        }
    }

    /** How many requests are under way at once. */
    static final int VISITORS = 4;

    private static final long PAUSE_AFTER_FAILURE = TimeUnit.MILLISECONDS.toNanos(20);
    private static final AtomicInteger LOADS = new AtomicInteger();

    private final URI shop;
    private final Kind kind;
    private final int perSecond;
    private final int atMost;
    private final String referrers = "https://ref.example/load" + LOADS.incrementAndGet() + "/";
    private final AtomicInteger requests = new AtomicInteger();
    private final List<Thread> visitors = new ArrayList<>();
    private final Set<String> acknowledged = new TreeSet<>();
    private final List<Long> nanos = new ArrayList<>();
    private volatile boolean stopping;

    private Load(Kind kind, URI shop, int perSecond, int atMost) {
        this.kind = kind;
        this.shop = shop;
        this.perSecond = perSecond;
        this.atMost = atMost;
    }

    /** Begins; ends by itself after {@code atMost} requests. */
    static Load start(Kind kind, URI shop, int perSecond, int atMost) {
        var load = new Load(kind, shop, perSecond, atMost);
        for (var visitor = 0; visitor < VISITORS; visitor++) {
            var thread = new Thread(load::visit, "visitor");
            thread.setDaemon(true);
            load.visitors.add(thread);
            thread.start();
        }
        return load;
    }

    /** One visitor looks at a page once, coming from there. */
    static void look(URI shop, String referrer) {
        try {
            HttpClient.newHttpClient()
                    .send(Kind.PAGE.request(shop).header("Referer", referrer).build(), BodyHandlers.discarding());
        } catch (IOException | InterruptedException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** Sends that many requests and waits for their answers. */
    static Load send(Kind kind, URI shop, int perSecond, int number) {
        return start(kind, shop, perSecond, number).await();
    }

    /** Waits until all requests are answered. */
    Load await() {
        for (var visitor : visitors) {
            try {
                visitor.join(FaultRun.PATIENCE.plus(FaultRun.OUTAGE).toMillis());
            } catch (InterruptedException stopped) {
                throw new IllegalStateException(stopped);
            }
        }
        return this;
    }

    /** Begins no further request and waits for the answers of the others. */
    Load stop() {
        stopping = true;
        return await();
    }

    /** Waits until so many requests have been answered as they should. */
    void awaitAcknowledged(int number) {
        Await.must(number + " answers", FaultRun.PATIENCE, () -> acknowledged().size() >= number);
    }

    /** The markers of all requests that were answered as they should. */
    @Override
    public synchronized Set<String> acknowledged() {
        return new TreeSet<>(acknowledged);
    }

    /** The time that all but so many percent of the answers took no longer than. */
    synchronized Duration quantile(double percent) {
        var sorted = nanos.stream().sorted().toList();
        return Duration.ofNanos(sorted.get((int) Math.min(sorted.size() - 1, sorted.size() * percent / 100)));
    }

    /** How many answers took longer. */
    synchronized long slowerThan(Duration time) {
        return nanos.stream().filter(each -> each > time.toNanos()).count();
    }

    /** Whether a hit with that marker is of this load. */
    @Override
    public boolean isOfThis(String marker) {
        return marker.startsWith(referrers);
    }

    private void visit() {
        var client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(5))
                .build();
        var interval = TimeUnit.SECONDS.toNanos(VISITORS) / perSecond;
        var next = System.nanoTime() + ThreadLocalRandom.current().nextLong(interval);
        String cookies = null;
        for (var number = requests.getAndIncrement();
                number < atMost && !stopping;
                number = requests.getAndIncrement()) {
            waitFor(next);
            // What was not asked in time is not made up for: the rate is never higher than it should be.
            next = Math.max(next + interval, System.nanoTime());
            var marker = referrers + number;
            var request = kind.request(shop).header("Referer", marker);
            if (cookies != null) {
                request.header("Cookie", cookies);
            }
            var asked = System.nanoTime();
            try {
                var response = client.send(request.build(), BodyHandlers.discarding());
                if (response.statusCode() == kind.answer) {
                    acknowledge(marker, System.nanoTime() - asked);
                    cookies = cookies == null ? cookies(response) : cookies;
                }
            } catch (IOException away) {
                // Nobody can tell whether it made a hit: it does not count.
                LockSupport.parkNanos(PAUSE_AFTER_FAILURE);
            } catch (InterruptedException stopped) {
                return;
            }
        }
    }

    private synchronized void acknowledge(String marker, long time) {
        acknowledged.add(marker);
        nanos.add(time);
    }

    static String cookies(HttpResponse<?> response) {
        var cookies = response.headers().allValues("Set-Cookie");
        return cookies.isEmpty()
                ? null
                : cookies.stream()
                        .map(each -> each.substring(0, each.indexOf(';')))
                        .collect(Collectors.joining("; "));
    }

    private void waitFor(long nanoTime) {
        for (var left = nanoTime - System.nanoTime(); left > 0 && !stopping; left = nanoTime - System.nanoTime()) {
            LockSupport.parkNanos(Math.min(left, TimeUnit.MILLISECONDS.toNanos(100)));
        }
    }
}
