package dev.sidetrack.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

/** Undeploys the demo in the middle of its work and deploys it again, as its operator may do at any time. */
@ExtendWith(ArquillianExtension.class)
abstract class RedeployIT {

    /** What the subclass calls its deployment. */
    static final String DEMO = "demo";

    static final RecordingProvider PROVIDER = DemoIT.PROVIDER;

    @ArquillianResource
    private Deployer deployer;

    private final Browser browser = new Browser();

    @BeforeEach
    void deploy() {
        PROVIDER.reset();
        deployer.deploy(DEMO);
    }

    @AfterEach
    void undeploy() {
        deployer.undeploy(DEMO);
    }

    void redeploy() {
        deployer.undeploy(DEMO);
        deployer.deploy(DEMO);
    }

    /** Visits that many pages, and returns which hits they are. */
    Set<Object> visit(int pages) {
        var visited = new HashSet<>();
        for (var page = 0; page < pages; page++) {
            assertEquals(200, browser.get("probe/include").statusCode());
            visited.add(browser.lastReferrer());
        }
        return visited;
    }

    /**
     * Waits until these hits are at both providers. Some may be there twice: a server may take back the message of a
     * consumer that it stops, though the provider has its hits already.
     */
    static void awaitAll(Set<Object> visited) {
        await(
                visited,
                "Universal Analytics",
                () -> PROVIDER.universalHits().stream().map(hit -> hit.get("dr")));
        await(
                visited,
                "Google Analytics",
                () -> PROVIDER.googleEvents().stream()
                        .map(event -> event.params().get("page_referrer")));
    }

    private static void await(Set<Object> visited, String provider, Supplier<Stream<?>> got) {
        PROVIDER.await("Each of " + visited.size() + " hits at " + provider, () -> {
            var missing = new HashSet<>(visited);
            got.get().forEach(missing::remove);
            return missing.isEmpty() ? visited : null;
        });
    }
}
