// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.net.httpserver.HttpServer;
import dev.sidetrack.fault.Load.Kind;
import dev.sidetrack.server.ArtemisProcess;
import dev.sidetrack.server.Await;
import dev.sidetrack.server.PayaraProcess;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * What a backlog takes and how fast it goes: prints figures for an operator to reckon with. Real batches, copied on the
 * queue of an Artemis outside, go to a provider of which a request takes a whole batch and to one of which it takes a
 * single hit.
 */
@TestInstance(Lifecycle.PER_CLASS)
@EnabledIfSystemProperty(
        named = "fault.long",
        matches = "true",
        disabledReason = "it measures, and has nothing to prove")
class SizingIT {

    private static final String HITS = "sidetrack_demo_SidetrackHits";
    private static final int HITS_A_BATCH = 100;
    private static final int BULK_BATCHES = 2_000;
    private static final int SINGLE_BATCHES = 200;

    /** The kinds of the two providers, by their names. */
    private static final Map<String, Map<String, String>> KEYS = Map.of(
            "bulk", Map.of("sidetrack.provider.bulk.type", "segment", "sidetrack.provider.bulk.write-key", "k"),
            "single", Map.of("sidetrack.provider.single.type", "plausible"));

    private ArtemisProcess broker;
    private HttpServer provider;

    @BeforeAll
    void start() throws IOException {
        broker = new ArtemisProcess("sizing");
        broker.start();
        provider = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1000);
        provider.setExecutor(Executors.newCachedThreadPool());
        provider.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(202, -1);
            exchange.close();
        });
        provider.start();
    }

    @AfterAll
    void stop() {
        provider.stop(0);
        broker.stop();
    }

    @Test
    void backlog_ofRealBatches_takesSoMuchAndGoesSoFast() throws JMSException {
        var bulk = batch("bulk");
        put(bulk, BULK_BATCHES);
        var bytes = broker.bytesOnDisk();
        System.out.printf(
                "a hit on the queue: %d bytes; %d hits on the broker's disk: %d MB%n",
                bulk.getBody(byte[].class).length / HITS_A_BATCH, BULK_BATCHES * HITS_A_BATCH, bytes / 1_000_000);
        drain("bulk, one request at a time", bulk, BULK_BATCHES, 1);
        put(bulk, BULK_BATCHES);
        drain("bulk, eight requests at a time", bulk, BULK_BATCHES, 8);

        var single = batch("single");
        put(single, SINGLE_BATCHES);
        drain("one hit a request, one at a time", single, SINGLE_BATCHES, 1);
        put(single, SINGLE_BATCHES);
        drain("one hit a request, eight at a time", single, SINGLE_BATCHES, 8);
    }

    /** One full batch as a node writes it, and nothing else on the queue. */
    private Message batch(String name) throws JMSException {
        var settings = settings(name);
        // Nobody listens there: the hits stay on the queue.
        settings.put("sidetrack.provider." + name + ".url", "http://127.0.0.1:9/");
        settings.put("sidetrack.batch.linger", "PT5S");
        settings.put("sidetrack.batch.hits", Integer.toString(HITS_A_BATCH));
        settings.put("sidetrack.delivery.max-backoff", "PT1S");
        settings.put("sidetrack.delivery.circuit-pause", "PT1S");
        var server = PayaraProcess.with(broker, "sizing", settings);
        server.start();
        Load.send(Kind.PAGE, server.url(), 200, 4 * HITS_A_BATCH);
        Await.must(
                "The hits on the queue",
                FaultRun.PATIENCE,
                () -> server.mbean().number("Published") >= 4 * HITS_A_BATCH);
        server.terminate();
        Message full = null;
        try (var jms = BrokerClient.connectPlainly(broker)) {
            var consumer = jms.createConsumer(jms.createQueue(HITS));
            for (var message = consumer.receive(5000); message != null; message = consumer.receive(5000)) {
                full = message.getIntProperty("SidetrackHits") == HITS_A_BATCH ? message : full;
            }
        }
        return full;
    }

    private void put(Message batch, int copies) throws JMSException {
        try (var jms = BrokerClient.connectPlainly(broker)) {
            var producer = jms.createProducer()
                    .setProperty("SidetrackProvider", batch.getStringProperty("SidetrackProvider"))
                    .setProperty("SidetrackHits", HITS_A_BATCH);
            for (var copy = 0; copy < copies; copy++) {
                producer.send(jms.createQueue(HITS), batch.getBody(byte[].class));
            }
        }
    }

    private void drain(String what, Message batch, int batches, int concurrency) throws JMSException {
        var name = batch.getStringProperty("SidetrackProvider");
        var settings = settings(name);
        settings.put("sidetrack.provider." + name + ".concurrency", Integer.toString(concurrency));
        var server = PayaraProcess.with(broker, "sizing", settings);
        var expected = (long) batches * HITS_A_BATCH;
        server.start();
        // The first tenth warms up.
        Await.must("The first tenth", FaultRun.PATIENCE, () -> delivered(server, name) >= expected / 10);
        var before = delivered(server, name);
        var begun = System.nanoTime();
        Await.must("All", FaultRun.PATIENCE, () -> delivered(server, name) >= expected);
        var seconds = (System.nanoTime() - begun) / 1e9;
        System.out.printf("%s: %.0f hits a second%n", what, (expected - before) / seconds);
        assertEquals(expected, delivered(server, name));
        server.terminate();
    }

    private static long delivered(PayaraProcess server, String provider) {
        return (Long) server.mbean().map("Delivered").getOrDefault(provider, 0L);
    }

    private Map<String, String> settings(String name) {
        var settings = new HashMap<>(KEYS.get(name));
        settings.put("sidetrack.providers", name);
        settings.put("sidetrack.tracking-id", "shop.example");
        settings.put(
                "sidetrack.provider." + name + ".url",
                "http://127.0.0.1:" + provider.getAddress().getPort() + "/");
        return settings;
    }
}
