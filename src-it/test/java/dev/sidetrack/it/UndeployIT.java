package dev.sidetrack.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An orderly undeployment loses nothing. */
@ExtendWith(ArquillianExtension.class)
class UndeployIT {

    private static final int PAGES = 250;
    private static final RecordingProvider PROVIDER = DemoIT.PROVIDER;

    @ArquillianResource
    private Deployer deployer;

    /** The demo, but hits wait in its memory for a whole minute; the file stands above the build's settings. */
    @Deployment(name = "lingering", managed = false, testable = false)
    static WebArchive lingering() {
        var settings = "config_ordinal=1000\nsidetrack.batch.linger=PT1M\nsidetrack.batch.hits=1000\n";
        return DemoIT.demoWar().addAsWebInfResource(new StringAsset(settings), "classes/META-INF/microprofile-config.properties");
    }

    @BeforeEach
    void deploy() {
        PROVIDER.reset();
        deployer.deploy("lingering");
    }

    @AfterEach
    void undeploy() {
        deployer.undeploy("lingering");
    }

    @Test
    void hitsInMemory_undeployedAndDeployedAgain_allReachTheProviders() {
        var browser = new Browser();
        var expected = new TreeSet<String>();
        for (var page = 0; page < PAGES; page++) {
            assertEquals(200, browser.get("probe/include").statusCode());
            expected.add(browser.lastReferrer());
        }
        assertTrue(PROVIDER.universalCount() < PAGES / 2, () -> PROVIDER.universalCount() + " hits did not wait");

        deployer.undeploy("lingering");
        deployer.deploy("lingering");

        PROVIDER.await("Every hit at Universal Analytics", () -> universal().containsAll(expected) ? true : null);
        PROVIDER.await("Every hit at Google Analytics", () -> google().containsAll(expected) ? true : null);
        // Some may come twice: a server may take back a message whose consumer it stops, though the provider has its hits.
        System.out.printf("%d and %d hits of %d after the undeployment%n", PROVIDER.universalCount(), PROVIDER.googleCount(), PAGES);
    }

    private static Set<String> universal() {
        return PROVIDER.universalHits().stream().map(hit -> hit.get("dr")).collect(Collectors.toSet());
    }

    private static Set<Object> google() {
        return PROVIDER.googleEvents().stream().map(event -> event.params().get("page_referrer")).collect(Collectors.toSet());
    }
}
