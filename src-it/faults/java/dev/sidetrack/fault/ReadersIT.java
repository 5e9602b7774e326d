// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sidetrack.fault.Load.Kind;
import dev.sidetrack.server.Await;
import dev.sidetrack.server.DemoServer;
import dev.sidetrack.server.PayaraProcess;
import dev.sidetrack.server.Servers;
import dev.sidetrack.storage.HitGenerator;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.importer.ZipImporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * What those who look at the numbers cost the visitors of the shop: prints how long its pages take while nobody looks,
 * while fifty have the statistics open, and while fifty click through them, turn and turn about in one run.
 */
@EnabledIfSystemProperty(
        named = "fault.long",
        matches = "true",
        disabledReason = "it measures, and has nothing to prove")
class ReadersIT {

    /** What fifty people do. */
    private enum Readers {
        NONE(null),
        /** The page's script updates it once a minute. */
        LOOKING(Duration.ofMinutes(1)),
        CLICKING(Duration.ofSeconds(5));

        private final Duration pause;

        Readers(Duration pause) {
            this.pause = pause;
        }
    }

    private static final int READERS = 50;
    private static final int ROUNDS = 5;
    private static final int PAGES_A_SECOND = 50;
    /** How long each turn is. */
    private static final int SECONDS = Integer.getInteger("readers.seconds", 30);

    private static final List<String> VIEWS = List.of(
            "", "?period=today", "?period=7d", "?f=page:is:/about", "?f=browser:is:Firefox", "?f=channel:is:search");

    private final Map<String, String> settings = Map.of(
            "sidetrack.providers", "own",
            "sidetrack.provider.own.type", "database",
            "sidetrack.stats.open-on-loopback", "true");
    private final DemoServer server = PayaraProcess.version6("readers", settings, Map.of());
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final AtomicInteger answers = new AtomicInteger();
    private final AtomicInteger others = new AtomicInteger();

    @AfterEach
    void stop() {
        server.terminate();
    }

    @Test
    void pagesOfTheShop_withAndWithoutReaders_takeSoLong() throws Exception {
        server.deploy(warWithGenerator());
        server.start();
        fill();
        // What was never asked before is not yet compiled.
        measure(Readers.NONE);
        measure(Readers.CLICKING);
        answers.set(0);
        var times = new EnumMap<Readers, List<Load>>(Readers.class);
        for (var round = 0; round < ROUNDS; round++) {
            for (var readers : Readers.values()) {
                times.computeIfAbsent(readers, none -> new ArrayList<>()).add(measure(readers));
            }
        }
        for (var readers : Readers.values()) {
            var loads = times.get(readers);
            System.out.printf(
                    "%s: p50 %.2f ms, p99 %.2f ms, %.2f times that of nobody (medians of %d rounds)%n",
                    readers,
                    median(loads, 50),
                    median(loads, 99),
                    median(loads, 99) / median(times.get(Readers.NONE), 99),
                    ROUNDS);
        }
        System.out.printf("%d pages of statistics, and %d times 'later'%n", answers.get(), others.get());
    }

    private static double median(List<Load> loads, double percent) {
        return loads.stream()
                        .map(load -> load.quantile(percent))
                        .sorted()
                        .toList()
                        .get(loads.size() / 2)
                        .toNanos()
                / 1e6;
    }

    private Load measure(Readers readers) throws InterruptedException {
        var threads = new ArrayList<Thread>();
        for (var reader = 0; reader < READERS && readers.pause != null; reader++) {
            var thread = new Thread(() -> read(readers.pause), "reader");
            thread.setDaemon(true);
            threads.add(thread);
            thread.start();
        }
        var load = Load.send(Kind.PAGE, server.url(), PAGES_A_SECOND, PAGES_A_SECOND * SECONDS);
        for (var thread : threads) {
            thread.interrupt();
            thread.join();
        }
        return load;
    }

    /** One of them, who began at some time before. */
    private void read(Duration pause) {
        var random = ThreadLocalRandom.current();
        LockSupport.parkNanos(random.nextLong(pause.toNanos()));
        while (!Thread.currentThread().isInterrupted()) {
            var view = VIEWS.get(random.nextInt(VIEWS.size()));
            try {
                var request = HttpRequest.newBuilder(server.url().resolve("sidetrack/stats" + view))
                        .build();
                var status = http.send(request, BodyHandlers.ofString()).statusCode();
                (status == 200 ? answers : others).incrementAndGet();
                LockSupport.parkNanos(pause.toNanos());
            } catch (IOException away) {
                others.incrementAndGet();
            } catch (InterruptedException stopped) {
                return;
            }
        }
    }

    private void fill() throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(server.url().resolve("probe/hits"))
                .POST(BodyPublishers.noBody())
                .build();
        var hits = Integer.parseInt(http.send(request, BodyHandlers.ofString()).body());
        Await.must(
                "The hits in the database",
                FaultRun.PATIENCE,
                () -> server.mbean().sum("Delivered") >= hits);
        System.out.printf("%d hits of eight weeks are in the database%n", hits);
        var page = HttpRequest.newBuilder(URI.create(server.url() + "sidetrack/stats"))
                .build();
        assertEquals(200, http.send(page, BodyHandlers.ofString()).statusCode());
    }

    private static Path warWithGenerator() {
        var war = FaultRun.TABLE.resolveSibling("readers.war");
        ShrinkWrap.create(ZipImporter.class, "readers.war")
                .importFrom(Servers.WAR.toFile())
                .as(WebArchive.class)
                .addClass(HitGenerator.class)
                .as(ZipExporter.class)
                .exportTo(war.toFile(), true);
        return war;
    }
}
