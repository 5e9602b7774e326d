package dev.sidetrack.it;

import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/**
 * More durable hits wait than a server lets one transaction consume: each was tracked in a transaction of its own, and
 * so is a message of its own.
 */
class DurableBacklogIT extends DemoIT {

    private static final int HITS = 300;
    private static final int AT_ONCE = 8;

    private final Browser browser = new Browser();

    @Test
    void durableHits_behindASlowRequest_arriveOnceEach() throws Exception {
        PROVIDER.delay(Duration.ofSeconds(5));
        track();
        var before = PROVIDER.universalCount();
        PROVIDER.delay(Duration.ZERO);

        assertTrue(before < HITS / 2, before + " hits had arrived before");
        assertOnceEach();
    }

    @Test
    void durableHits_whileTheProviderIsAway_arriveOnceEach() throws Exception {
        PROVIDER.refuse();
        track();
        PROVIDER.listen();

        assertOnceEach();
    }

    private void track() throws Exception {
        var threads = Executors.newFixedThreadPool(AT_ONCE);
        try {
            Callable<Integer> order =
                    () -> browser.post("api/probe/durable-transaction").statusCode();
            for (var status : threads.invokeAll(Collections.nCopies(HITS, order))) {
                assertEquals(204, status.get());
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private void assertOnceEach() {
        var universal = hitsOf(browser, HITS).stream().map(hit -> hit.get("dr")).collect(toSet());
        var google = eventsOf(browser, HITS).stream()
                .map(event -> event.params().get("page_referrer"))
                .collect(toSet());
        assertEquals(HITS, universal.size(), "hits that came several times");
        assertEquals(HITS, google.size(), "events that came several times");
    }
}
