// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.fault;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sidetrack.fault.Load.Kind;
import dev.sidetrack.server.ArtemisPair;
import dev.sidetrack.server.Await;
import dev.sidetrack.server.DemoServer;
import dev.sidetrack.server.PayaraProcess;
import dev.sidetrack.server.Servers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Two nodes with a pair of brokers, of which the one that works is killed under load, and comes back. */
@EnabledIfSystemProperty(named = "fault.long", matches = "true", disabledReason = "two brokers and two servers")
@TestInstance(Lifecycle.PER_CLASS)
class BrokerFailoverIT {

    private static final int PAGES_PER_SECOND = 50;
    private static final int ORDERS_PER_SECOND = 5;

    private final FaultyProvider provider = FaultIT.PROVIDER;
    private final ArtemisPair brokers = new ArtemisPair("failover");
    private final List<DemoServer> nodes = List.of(
            PayaraProcess.with(brokers, "failover-first", provider.settings()),
            PayaraProcess.with(brokers, "failover-second", provider.settings()));

    @BeforeAll
    void start() {
        brokers.start();
        nodes.forEach(DemoServer::launch);
        nodes.forEach(node -> node.awaitShop(Servers.PATIENCE));
    }

    @AfterAll
    void stop() {
        nodes.forEach(DemoServer::terminate);
        brokers.stop();
    }

    @Test
    void hits_overAFailoverAndAFailback_allArriveAndNoVisitorWaits() {
        var calm = new Loads();
        Await.pass(Duration.ofSeconds(5));
        calm.stop();
        calm.tell("no fault");

        var loads = new Loads();
        var killed = Instant.now();
        brokers.killPrimary();
        System.out.printf("the backup works after %d ms%n", since(killed));
        Await.pass(FaultRun.OUTAGE.dividedBy(3));
        tellPause("failover", killed);
        var back = Instant.now();
        brokers.failBack();
        System.out.printf("the primary works again, and has a backup, after %d ms%n", since(back));
        Await.pass(Duration.ofSeconds(5));
        tellPause("failback", back);
        loads.stop();
        loads.tell("failover and failback");

        var tally = Tally.of(provider, loads.all()).told("kill -9 of the live broker of a pair, and failback");
        tally.assertNothingLost();
        tally.assertDuplicatedAtMost(NodesIT.UNDER_WAY);
        loads.assertFast();
    }

    /** The longest time since then in which providers got nothing. */
    private void tellPause(String fault, Instant begun) {
        var longest = Duration.ZERO;
        var last = begun;
        for (var request : provider.requests()) {
            if (request.isAfter(last)) {
                var pause = Duration.between(last, request);
                longest = pause.compareTo(longest) > 0 ? pause : longest;
                last = request;
            }
        }
        System.out.printf("%s: providers got nothing for %d ms%n", fault, longest.toMillis());
    }

    private static long since(Instant begun) {
        return Duration.between(begun, Instant.now()).toMillis();
    }

    /** Pages and orders at both nodes. */
    private final class Loads {

        private final List<Load> pages = new ArrayList<>();
        private final List<Load> orders = new ArrayList<>();

        Loads() {
            for (var node : nodes) {
                pages.add(Load.start(Kind.PAGE, node.url(), PAGES_PER_SECOND, 600 * PAGES_PER_SECOND));
                orders.add(Load.start(Kind.ORDER, node.url(), ORDERS_PER_SECOND, 600 * ORDERS_PER_SECOND));
            }
            pages.forEach(load -> load.awaitAcknowledged(2 * PAGES_PER_SECOND));
        }

        void stop() {
            pages.forEach(Load::stop);
            orders.forEach(Load::stop);
        }

        Load[] all() {
            var all = new ArrayList<>(pages);
            all.addAll(orders);
            return all.toArray(Load[]::new);
        }

        void tell(String fault) {
            tell(fault + ", pages", pages);
            tell(fault + ", orders", orders);
        }

        private void tell(String what, List<Load> loads) {
            for (var load : loads) {
                System.out.printf(
                        "%s: median / 99 %% / slowest %d / %d / %d ms%n",
                        what,
                        load.quantile(50).toMillis(),
                        load.quantile(99).toMillis(),
                        load.quantile(100).toMillis());
            }
        }

        /** Orders wait only that are under way at that moment, for a call of five seconds. */
        void assertFast() {
            for (var load : pages) {
                assertTrue(load.quantile(99).toMillis() < 3000, "pages waited");
            }
            for (var load : orders) {
                assertTrue(load.quantile(50).toMillis() < 3000, "orders waited");
                assertTrue(
                        load.slowerThan(Duration.ofSeconds(3)) <= 4L * Load.VISITORS, "orders waited that came later");
            }
        }
    }
}
