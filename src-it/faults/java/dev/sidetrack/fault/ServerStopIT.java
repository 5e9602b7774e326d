// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.fault;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sidetrack.fault.Load.Kind;
import dev.sidetrack.server.WildFlyProcess;
import org.junit.jupiter.api.Test;

/** An orderly stop, in the middle of the day's work, on a WildFly with its own broker. */
class ServerStopIT extends FaultIT {

    private static final int PER_SECOND = 200;

    @Override
    WildFlyProcess server() {
        return OwnBroker.SERVER;
    }

    @Test
    void hits_ofAServerThatIsTerminatedUnderLoad_allArrive() {
        var pages = Load.start(Kind.PAGE, server().url(), PER_SECOND, 60 * PER_SECOND);
        var orders = Load.start(Kind.ORDER, server().url(), 20, 60 * 20);
        pages.awaitAcknowledged(2 * PER_SECOND);

        var took = server().terminate();
        pages.stop();
        orders.stop();
        server().start();

        var tally = Tally.of(PROVIDER, pages, orders).told("SIGTERM under load (own broker)");
        tally.assertNothingLost();
        // Requests to providers that the stop cut off are made again: at most four batches of a hundred hits at each.
        tally.assertDuplicatedAtMost(2 * 4 * 100);
        assertTrue(took.toSeconds() < 30, () -> "it took " + took + " to end");
    }
}
