// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.fault;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sidetrack.fault.Load.Kind;
import dev.sidetrack.server.Await;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A broker that dies, stops or hangs while the server works on. */
class BrokerFaultIT extends OutsideBrokerIT {

    private static final int PAGES_PER_SECOND = 100;
    private static final int ORDERS_PER_SECOND = 10;
    /**
     * A transaction of the publisher, ten batches, and what each provider may have taken of the load that it works on;
     * at this rate no more than four batches.
     */
    private static final int UNDER_WAY = 2 * (10 + 4) * 100;

    private static final Pattern LOST = Pattern.compile("(\\d+) hits are lost");

    private Load pages;
    private Load orders;

    @AfterEach
    void stopLoads() {
        if (pages != null) {
            pages.stop();
            orders.stop();
        }
    }

    @Test
    void hits_whileTheBrokerIsKilledAndStartedAgain_allArrive() {
        startLoads();
        broker().kill();
        Await.pass(Duration.ofSeconds(2));
        broker().start();
        Await.pass(Duration.ofSeconds(2));
        stopLoads();

        var tally = Tally.of(PROVIDER, pages, orders).told("kill -9 of the broker under load");
        tally.assertNothingLost();
        tally.assertDuplicatedAtMost(UNDER_WAY);
    }

    /** Whoever waits for messages must notice by itself: no message that fails on its way says so. */
    @Test
    void hits_afterTheBrokerWasKilledWhileNobodyCame_allArrive() {
        startLoads();
        stopLoads();
        Tally.of(PROVIDER, pages, orders).assertNothingLost();
        broker().kill();
        Await.pass(FaultRun.OUTAGE);
        broker().start();
        startLoads();
        stopLoads();

        var tally = Tally.of(PROVIDER, pages, orders).told("kill -9 of the broker while nobody comes");
        tally.assertNothingLost();
        tally.assertDuplicatedAtMost(0);
    }

    @Test
    void hits_whileTheBrokerIsStopped_waitInMemoryAndNoVisitorWaits() {
        startLoads();
        broker().stop();
        Await.pass(FaultRun.OUTAGE);
        stopLoads();
        broker().start();

        var tally = Tally.of(PROVIDER, pages, orders).told("broker stopped for " + FaultRun.OUTAGE.toSeconds() + " s");
        tally.assertNothingLost();
        tally.assertDuplicatedAtMost(UNDER_WAY);
        assertFast("the broker stopped");
    }

    @Test
    void hits_whileTheBrokerHangs_waitInMemoryAndNoVisitorWaits() {
        startLoads();
        broker().freeze();
        Await.pass(FaultRun.OUTAGE);
        stopLoads();
        broker().thaw();

        var tally = Tally.of(PROVIDER, pages, orders).told("broker hangs for " + FaultRun.OUTAGE.toSeconds() + " s");
        tally.assertNothingLost();
        tally.assertDuplicatedAtMost(UNDER_WAY);
        assertFast("the broker hanging");
    }

    /** What the hanging broker does not take is lost then, and told. */
    @Test
    void server_terminatedWhileTheBrokerHangs_endsAndTellsWhatIsLost() {
        startLoads();
        broker().freeze();
        Await.pass(Duration.ofSeconds(2));
        stopLoads();
        var took = server().terminate();
        var told = told(server().log());
        broker().thaw();
        server().start();

        var tally = Tally.of(PROVIDER, Duration.ofSeconds(20), pages, orders).told("SIGTERM while the broker hangs");
        System.out.printf(
                "SIGTERM while the broker hangs: ended after %d ms, %d hits told as lost%n", took.toMillis(), told);
        // Each is lost for both providers.
        tally.assertLostAtMost(2L * told);
        tally.assertDuplicatedAtMost(UNDER_WAY);
    }

    @Test
    void server_startedWhileTheBrokerIsAway_opensOnceItIsThere() {
        server().kill();
        broker().kill();
        server().launch();
        var open = Await.until(Duration.ofSeconds(FaultRun.LONG ? 60 : 15), server()::isOpen);
        System.out.println("a server without its broker " + (open ? "opens" : "does not open"));
        var begun = System.nanoTime();
        broker().start();
        server().awaitShop(FaultRun.PATIENCE);
        System.out.printf("with its broker back it is open after %d ms%n", (System.nanoTime() - begun) / 1_000_000);

        startLoads();
        stopLoads();
        var tally = Tally.of(PROVIDER, pages, orders).told("server started while the broker is away");
        tally.assertNothingLost();
        tally.assertDuplicatedAtMost(0);
    }

    private static int told(String log) {
        var numbers = LOST.matcher(log)
                .results()
                .map(line -> Integer.parseInt(line.group(1)))
                .toList();
        return numbers.isEmpty() ? 0 : numbers.get(numbers.size() - 1);
    }

    private void startLoads() {
        pages = Load.start(Kind.PAGE, server().url(), PAGES_PER_SECOND, 300 * PAGES_PER_SECOND);
        orders = Load.start(Kind.ORDER, server().url(), ORDERS_PER_SECOND, 300 * ORDERS_PER_SECOND);
        pages.awaitAcknowledged(2 * PAGES_PER_SECOND);
    }

    /**
     * On a busy machine a page takes some time anyway; a wait for the broker takes five seconds, and an order's
     * transaction may have to wait more than once. Only those wait that are under way when it goes, or come before the
     * publisher has noticed.
     */
    private void assertFast(String fault) {
        System.out.printf(
                "with %s: median / 99 %% / slowest of pages %d / %d / %d ms, of orders %d / %d / %d ms%n",
                fault,
                pages.quantile(50).toMillis(),
                pages.quantile(99).toMillis(),
                pages.quantile(100).toMillis(),
                orders.quantile(50).toMillis(),
                orders.quantile(99).toMillis(),
                orders.quantile(100).toMillis());
        assertTrue(pages.quantile(99).toMillis() < 3000, "pages waited");
        assertTrue(orders.quantile(50).toMillis() < 3000, "orders waited");
        assertTrue(orders.slowerThan(Duration.ofSeconds(3)) <= 2 * Load.VISITORS, "orders waited that came later");
    }
}
