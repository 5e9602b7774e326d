// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.fault;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sidetrack.fault.Load.Kind;
import dev.sidetrack.server.DemoServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Pages and orders at two nodes.
 *
 * @param pages a load of each node
 * @param orders a load of each node
 */
record NodeLoads(List<Load> pages, List<Load> orders) {

    private static final int PAGES_PER_SECOND = 50;
    private static final int ORDERS_PER_SECOND = 5;

    static NodeLoads start(DemoServer first, DemoServer second) {
        var loads = new NodeLoads(new ArrayList<>(), new ArrayList<>());
        for (var node : List.of(first, second)) {
            loads.pages.add(Load.start(Kind.PAGE, node.url(), PAGES_PER_SECOND, 600 * PAGES_PER_SECOND));
            loads.orders.add(Load.start(Kind.ORDER, node.url(), ORDERS_PER_SECOND, 600 * ORDERS_PER_SECOND));
        }
        loads.pages.forEach(load -> load.awaitAcknowledged(2 * PAGES_PER_SECOND));
        return loads;
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

    private static void tell(String what, List<Load> loads) {
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
            assertTrue(load.slowerThan(Duration.ofSeconds(3)) <= 4L * Load.VISITORS, "orders waited that came later");
        }
    }
}
