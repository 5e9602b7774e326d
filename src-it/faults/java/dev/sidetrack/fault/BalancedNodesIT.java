// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sidetrack.fault.FaultyProvider.Name;
import dev.sidetrack.it.Nginx;
import dev.sidetrack.server.ArtemisPair;
import dev.sidetrack.server.Await;
import dev.sidetrack.server.DemoServer;
import dev.sidetrack.server.PayaraProcess;
import dev.sidetrack.server.Servers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two nodes with a pair of brokers: the broker that works is killed under load, and comes back; behind nginx, which
 * sends each request to either, one node is redeployed and one killed.
 */
@EnabledIfSystemProperty(named = "fault.long", matches = "true", disabledReason = "two minutes of load on two servers")
@TestInstance(Lifecycle.PER_CLASS)
class BalancedNodesIT {

    private static final int HURRIED = 10;
    private static final int CALM = 40;
    private static final Duration QUARTER = Duration.ofSeconds(30);

    private final FaultyProvider provider = FaultIT.PROVIDER;
    private final ArtemisPair brokers = new ArtemisPair("balanced");
    private DemoServer first;
    private DemoServer second;
    private Nginx nginx;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        var settings = new HashMap<>(provider.settings());
        settings.put("sidetrack.trusted-proxies", "127.0.0.1");
        first = PayaraProcess.with(brokers, "balanced-first", settings);
        second = PayaraProcess.with(brokers, "balanced-second", settings);
        brokers.start();
        var nodes = List.of(first, second);
        nodes.forEach(DemoServer::launch);
        nodes.forEach(node -> node.awaitShop(Servers.PATIENCE));
        nginx = new Nginx(folder, first.url().getPort(), second.url().getPort());
    }

    @AfterAll
    void stop() {
        nginx.close();
        first.terminate();
        second.terminate();
        brokers.stop();
    }

    @Test
    void hits_overAFailoverAndAFailback_allArriveAndNoVisitorWaits() {
        var calm = NodeLoads.start(first, second);
        Await.pass(Duration.ofSeconds(5));
        calm.stop();
        calm.tell("no fault");

        var loads = NodeLoads.start(first, second);
        var killed = Instant.now();
        brokers.killPrimary();
        System.out.printf("the backup works after %d ms%n", since(killed));
        Await.pass(FaultRun.OUTAGE.dividedBy(3));
        provider.tellPause("failover", killed);
        var back = Instant.now();
        brokers.failBack();
        System.out.printf("the primary works again, and has a backup, after %d ms%n", since(back));
        Await.pass(Duration.ofSeconds(5));
        provider.tellPause("failback", back);
        loads.stop();
        loads.tell("failover and failback");

        var tally = Tally.of(provider, loads.all()).told("kill -9 of the live broker of a pair, and failback");
        tally.assertNothingLost();
        tally.assertDuplicatedAtMost(NodesIT.UNDER_WAY);
        loads.assertFast();
    }

    @Test
    void visitors_whileANodeIsRedeployedAndAnotherKilled_areCountedOnce() {
        var shop = nginx.url(first.url().getPath());
        var hurried = Crowd.start(shop, HURRIED, Duration.ofMillis(50), Duration.ofMillis(300));
        var calm = Crowd.start(shop, CALM, Duration.ofSeconds(1), Duration.ofSeconds(3));
        Await.pass(QUARTER);
        first.undeploy();
        first.deploy(Servers.WAR);
        Await.pass(QUARTER);
        second.kill();
        Await.pass(QUARTER);
        second.start();
        Await.pass(QUARTER);
        hurried.stop();
        calm.stop();

        var tally = Tally.of(provider, Duration.ofMinutes(1), hurried, calm)
                .told("two nodes behind nginx, one redeployed, one killed", told(hurried, calm));
        // Hits in the memory of the node that was killed, for both providers: what came in half a second.
        tally.assertLostAtMost(2L * (HURRIED * 3 + CALM));
        tally.assertDuplicatedAtMost(NodesIT.UNDER_WAY);
        assertEquals(HURRIED, hurried.clients(provider), "clients of visitors in a hurry");
        assertEquals(CALM, calm.clients(provider), "clients of visitors who take their time");
        for (var name : Name.values()) {
            assertTrue(
                    calm.outOfOrder(provider, name) * 100 <= calm.acknowledged().size(),
                    "hits out of order at " + name);
        }
    }

    private String told(Crowd hurried, Crowd calm) {
        return ("out of order, of %d hits 50 to 300 ms apart: %d and %d; of %d hits 1 to 3 s apart: %d and %d;"
                        + " pages that failed: %d")
                .formatted(
                        hurried.acknowledged().size(),
                        hurried.outOfOrder(provider, Name.UNIVERSAL),
                        hurried.outOfOrder(provider, Name.GOOGLE),
                        calm.acknowledged().size(),
                        calm.outOfOrder(provider, Name.UNIVERSAL),
                        calm.outOfOrder(provider, Name.GOOGLE),
                        hurried.failures() + calm.failures());
    }

    private static long since(Instant begun) {
        return Duration.between(begun, Instant.now()).toMillis();
    }
}
