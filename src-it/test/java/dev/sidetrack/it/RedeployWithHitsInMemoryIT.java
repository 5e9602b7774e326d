package dev.sidetrack.it;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;

/** Hits that no queue has yet survive an orderly undeployment. */
class RedeployWithHitsInMemoryIT extends RedeployIT {

    /** The demo, but hits wait in its memory for a whole minute; the file stands above the build's settings. */
    @Deployment(name = DEMO, managed = false, testable = false)
    static WebArchive lingering() {
        var settings = "config_ordinal=1000\nsidetrack.batch.linger=PT1M\nsidetrack.batch.hits=1000\n";
        return DemoIT.demoWar()
                .addAsWebInfResource(new StringAsset(settings), "classes/META-INF/microprofile-config.properties");
    }

    @Test
    void hitsInMemory_redeployed_allReachTheProviders() {
        var visited = visit(250);
        var waiting = visited.size() - PROVIDER.universalCount();
        assertTrue(waiting > visited.size() / 2, waiting + " hits wait");

        redeploy();

        awaitAll(visited);
    }
}
