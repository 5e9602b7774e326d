// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.fault;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sidetrack.server.ArtemisCluster;
import dev.sidetrack.server.Await;
import dev.sidetrack.server.DemoServer;
import dev.sidetrack.server.PayaraProcess;
import dev.sidetrack.server.Servers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Two nodes with a cluster of two brokers that both work: what one broker holds when it is killed comes once it is
 * back, everything else goes by the other one.
 */
@EnabledIfSystemProperty(named = "fault.long", matches = "true", disabledReason = "two servers and two brokers at once")
@TestInstance(Lifecycle.PER_CLASS)
class ClusterNodesIT {

    /** When nodes have gone back to a broker and fetched from the other one, at the latest. */
    private static final Duration BACK = Duration.ofSeconds(90);

    private final FaultyProvider provider = FaultIT.PROVIDER;
    private final ArtemisCluster brokers = new ArtemisCluster("cluster");
    private DemoServer first;
    private DemoServer second;

    @BeforeAll
    void start() {
        first = PayaraProcess.with(brokers, "cluster-first", provider.settings());
        second = PayaraProcess.with(brokers, "cluster-second", provider.settings());
        brokers.start();
        var nodes = List.of(first, second);
        nodes.forEach(DemoServer::launch);
        nodes.forEach(node -> node.awaitShop(Servers.PATIENCE));
    }

    @AfterAll
    void stop() {
        first.terminate();
        second.terminate();
        brokers.stop();
    }

    @AfterEach
    void recover() {
        provider.behave(Behaviour.WELL);
    }

    @Test
    void hits_ofVisitorsWhoStayOnANode_arriveInOrder() {
        Visits.of(List.of(first.url(), second.url())).assertInOrder(provider);
    }

    @Test
    void hits_whileABrokerIsKilledAndStartedAgain_allArriveAndNoVisitorWaits() {
        var calm = NodeLoads.start(first, second);
        Await.pass(Duration.ofSeconds(5));
        calm.stop();
        calm.tell("no fault");

        var loads = NodeLoads.start(first, second);
        provider.behave(Behaviour.status(503));
        Await.pass(Duration.ofSeconds(3));
        var killed = Instant.now();
        brokers.first().kill();
        provider.behave(Behaviour.WELL);
        Await.pass(FaultRun.OUTAGE.dividedBy(3));
        provider.tellPause("one broker of two killed", killed);
        loads.stop();
        loads.tell("one broker of two killed");
        var waiting = Tally.of(provider, Duration.ofSeconds(20), loads.all()).lost();
        var after = NodeLoads.start(first, second);
        brokers.first().start();
        var back = Instant.now();
        Await.must("What the broker had", FaultRun.PATIENCE, () -> Tally.lost(provider, loads.all()) == 0);
        System.out.printf(
                "waiting on the broker that was killed: %d hits, which came within %d ms of its return%n",
                waiting, Duration.between(back, Instant.now()).toMillis());
        Await.until(BACK, () -> Instant.now().isAfter(back.plus(BACK)));
        after.stop();
        after.tell("the broker is back");

        var tally = Tally.of(
                        provider,
                        Stream.of(loads, after)
                                .flatMap(each -> Stream.of(each.all()))
                                .toArray(Load[]::new))
                .told("kill -9 of one of two clustered brokers");
        tally.assertNothingLost();
        tally.assertDuplicatedAtMost(NodesIT.UNDER_WAY);
        assertTrue(waiting > 0, "nothing was on the broker when it was killed");
        loads.assertFast();
        after.assertFast();
    }
}
