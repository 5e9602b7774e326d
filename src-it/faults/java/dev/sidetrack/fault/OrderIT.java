// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sidetrack.fault.FaultyProvider.Name;
import dev.sidetrack.server.Await;
import dev.sidetrack.server.WildFlyProcess;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The hits of one visitor reach each provider in the order in which they happened. */
class OrderIT extends FaultIT {

    @Override
    WildFlyProcess server() {
        return OwnBroker.SERVER;
    }

    @Test
    void hits_ofManyVisitors_arriveInOrder() {
        assertInOrder(Visits.of(List.of(server().url())));
    }

    @Test
    void hits_ofManyVisitorsOverAnOutage_arriveInOrder() {
        PROVIDER.behave(Behaviour.status(503));
        var visits = Visits.of(List.of(server().url()));
        PROVIDER.behave(Behaviour.WELL);
        assertInOrder(visits);
    }

    @Test
    void hits_ofManyVisitorsAtASlowProvider_arriveInOrder() {
        PROVIDER.behave(Behaviour.slow(Duration.ofMillis(100)));
        assertInOrder(Visits.of(List.of(server().url())));
    }

    private static void assertInOrder(Visits visits) {
        for (var name : Name.values()) {
            Await.must(
                    "All hits",
                    FaultRun.PATIENCE,
                    () -> visits.arrived(PROVIDER, name) >= Visits.VISITORS * Visits.PAGES);
            assertEquals(0, visits.outOfOrder(PROVIDER, name), "hits out of order at " + name);
        }
    }
}
