// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.fault;

import dev.sidetrack.server.Await;
import dev.sidetrack.server.WildFlyProcess;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** The hits of one visitor reach each provider in the order in which they happened. */
class OrderIT extends FaultIT {

    @Override
    WildFlyProcess server() {
        return OwnBroker.SERVER;
    }

    @Test
    void hits_ofManyVisitors_arriveInOrder() {
        Visits.of(List.of(server().url())).assertInOrder(PROVIDER);
    }

    @Test
    void hits_ofManyVisitorsOverAnOutage_arriveInOrder() {
        PROVIDER.behave(Behaviour.status(503));
        var visits = Visits.of(List.of(server().url()));
        // So long that the circuit opens: what fails beside others that pass goes later.
        Await.pass(FaultRun.OUTAGE);
        PROVIDER.behave(Behaviour.WELL);
        visits.assertInOrder(PROVIDER);
    }

    @Test
    void hits_ofManyVisitorsAtAProviderAwayForAMoment_arriveInOrder() {
        var outage = CompletableFuture.runAsync(() -> {
            Await.pass(Duration.ofMillis(700));
            PROVIDER.behave(Behaviour.status(503));
            Await.pass(Duration.ofMillis(500));
            PROVIDER.behave(Behaviour.WELL);
        });
        var visits = Visits.of(List.of(server().url()));
        outage.join();
        visits.assertInOrder(PROVIDER);
    }

    @Test
    void hits_ofManyVisitorsAtASlowProvider_arriveInOrder() {
        PROVIDER.behave(Behaviour.slow(Duration.ofMillis(100)));
        Visits.of(List.of(server().url())).assertInOrder(PROVIDER);
    }
}
