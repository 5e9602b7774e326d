// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sidetrack.fault.FaultyProvider.Name;
import dev.sidetrack.server.Await;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A backlog for a provider that is away: it costs next to nothing, and goes as soon as the provider is back. */
class WaitingIT extends OutsideBrokerIT {

    private static final int HITS_A_BATCH = 100;
    private static final int BATCHES = FaultRun.LONG ? 2_000 : 100;
    private static final Duration SETTLED = FaultRun.LONG ? Duration.ofMinutes(1) : Duration.ofSeconds(3);
    private static final Duration MEASURED = FaultRun.LONG ? Duration.ofMinutes(1) : Duration.ofSeconds(5);
    /**
     * Of a core, in percent, above what the server takes without a backlog; much more than is aimed at, for busy
     * machines.
     */
    private static final double MOST_CPU = 5;

    /** What a broker writes that nobody asks for anything. */
    private static final long MOST_WRITTEN = 100_000;

    private static final Duration PATIENCE = FaultRun.LONG ? Duration.ofMinutes(10) : FaultRun.PATIENCE;
    /** A look at the queue moves a part of it. */
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(FaultRun.LONG ? 5 : 1);

    private static final Duration SOON = Duration.ofSeconds(5);
    private static final String MARKER = "https://ref.example/waiting/";

    @Test
    void backlog_whileTheProviderIsAway_costsNothingAndGoesAtOnceAfterwards() throws JMSException {
        Await.pass(SETTLED);
        var idle = cpuPercent();
        PROVIDER.behave(Name.UNIVERSAL, Behaviour.status(503));
        try (var jms = BrokerClient.connect(broker())) {
            putBacklog(jms);
            Await.must("The backlog put aside", PATIENCE, () -> isPutAside(jms));
        }
        Await.pass(SETTLED);
        var written = broker().bytesWritten();
        var waiting = cpuPercent();
        var bytes = broker().bytesWritten() - written;

        PROVIDER.behave(Name.UNIVERSAL, Behaviour.WELL);
        var back = System.nanoTime();
        Await.must("The first hit", FaultRun.PATIENCE, () -> arrived() > 0);
        var first = Duration.ofNanos(System.nanoTime() - back);
        Await.must("All hits", PATIENCE, () -> arrived() == BATCHES * HITS_A_BATCH);
        var all = Duration.ofNanos(System.nanoTime() - back);
        PROVIDER.awaitQuiet(Duration.ofSeconds(2));

        var tally = new Tally(BATCHES * HITS_A_BATCH, 0, duplicates(), List.of());
        tally.told(
                BATCHES * HITS_A_BATCH + " hits wait for a provider that answers 503",
                "%.1f %% of a core while waiting (%.1f %% without a backlog), %d bytes written in %d s; first hit %.1f s after its return, all %.1f s"
                        .formatted(
                                waiting,
                                idle,
                                bytes,
                                MEASURED.toSeconds(),
                                first.toMillis() / 1e3,
                                all.toMillis() / 1e3));
        assertEquals(0, tally.duplicated());
        assertTrue(waiting - idle < MOST_CPU, () -> "waiting takes " + waiting + " % of a core, idle " + idle);
        assertTrue(first.compareTo(SOON) <= 0, () -> "the first hit came " + first + " after the provider's return");
        assertTrue(bytes < MOST_WRITTEN, () -> "the broker wrote " + bytes + " bytes while hits waited");
    }

    private double cpuPercent() {
        var before = server().cpu();
        Await.pass(MEASURED);
        return 100.0 * server().cpu().minus(before).toMillis() / MEASURED.toMillis();
    }

    private void putBacklog(JMSContext jms) {
        var queue = jms.createQueue(HITS);
        var producer = jms.createProducer()
                .setProperty("SidetrackProvider", "universal-analytics")
                .setProperty("SidetrackHits", HITS_A_BATCH);
        for (var batch = 0; batch < BATCHES; batch++) {
            producer.send(queue, batch(batch));
        }
    }

    private static String batch(int batch) {
        return IntStream.range(0, HITS_A_BATCH)
                .mapToObj(hit -> hit(batch * HITS_A_BATCH + hit))
                .collect(Collectors.joining(",", "{\"version\":1,\"hits\":[", "]}"));
    }

    private static String hit(int number) {
        return "{\"id\":\"" + UUID.randomUUID() + "\",\"time\":" + System.currentTimeMillis() * 1000
                + ",\"scheme\":\"https\",\"host\":\"shop.example\",\"path\":\"/mug\",\"title\":\"Blue mug\",\"referrer\":\""
                + MARKER + number + "\",\"client\":\"" + UUID.randomUUID() + "\",\"consent\":\"UNASKED\"}";
    }

    private static boolean isPutAside(JMSContext jms) {
        Await.pass(BETWEEN_LOOKS);
        try (var browser = jms.createBrowser(jms.createQueue(HITS), "SidetrackFirst IS NULL")) {
            return !browser.getEnumeration().hasMoreElements();
        } catch (JMSException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static long arrived() {
        return PROVIDER.accepted(Name.UNIVERSAL).keySet().stream()
                .filter(marker -> marker.startsWith(MARKER))
                .count();
    }

    private static int duplicates() {
        return PROVIDER.accepted(Name.UNIVERSAL).entrySet().stream()
                .filter(hit -> hit.getKey().startsWith(MARKER))
                .mapToInt(hit -> hit.getValue() - 1)
                .sum();
    }
}
