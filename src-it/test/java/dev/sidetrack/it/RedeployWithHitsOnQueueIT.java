package dev.sidetrack.it;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;

/** Hits that have not left the queue, or are being delivered, survive an orderly undeployment. */
class RedeployWithHitsOnQueueIT extends RedeployIT {

    @Deployment(name = DEMO, managed = false, testable = false)
    static WebArchive demo() {
        return DemoIT.demoWar();
    }

    @Test
    void hitsOnQueue_redeployed_allReachTheProviders() {
        PROVIDER.delay(Duration.ofSeconds(5));
        var visited = visit(1000);
        var waiting = visited.size() - PROVIDER.universalCount();
        assertTrue(waiting > 0, waiting + " hits wait");

        redeploy();
        PROVIDER.delay(Duration.ZERO);

        awaitAll(visited);
    }
}
