package dev.sidetrack.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A provider in trouble is no trouble for visitors. */
class ProviderTroubleIT extends DemoIT {

    private static final int WARM_UP = 300;
    private static final int ROUNDS = 5;
    private static final int PAGES = 60;

    private final Browser browser = new Browser();
    private final List<Double> normal = new ArrayList<>();
    private final List<Double> slow = new ArrayList<>();
    private final List<Double> refused = new ArrayList<>();

    @Test
    void page_whileTheProviderIsSlowOrAway_isAsFastAsEver() {
        visit(WARM_UP);
        // In turns, so that what else the machine does hits all alike.
        for (var round = 0; round < ROUNDS; round++) {
            normal.addAll(visit(PAGES));

            PROVIDER.delay(Duration.ofSeconds(5));
            slow.addAll(visit(PAGES));
            PROVIDER.delay(Duration.ZERO);

            PROVIDER.refuse();
            refused.addAll(visit(PAGES));
            PROVIDER.listen();
        }

        var medians = "median of a page: %.2f ms, with a slow provider %.2f ms, with none %.2f ms"
                .formatted(median(normal), median(slow), median(refused));
        System.out.println(medians);
        assertTrue(median(slow) <= 2 * median(normal) + 5, medians);
        assertTrue(median(refused) <= 2 * median(normal) + 5, medians);
        // None is lost, and none arrives among the hits of the next test.
        hitsOf(browser, WARM_UP + 3 * ROUNDS * PAGES);
        eventsOf(browser, WARM_UP + 3 * ROUNDS * PAGES);
    }

    @Test
    void hits_whileTheProviderIsSlow_arriveAfterwards() {
        PROVIDER.delay(Duration.ofSeconds(5));
        visit(500);
        var before = PROVIDER.universalCount();
        PROVIDER.delay(Duration.ZERO);

        hitsOf(browser, 500);
        assertTrue(before < 500, before + " hits had arrived before");
        eventsOf(browser, 500);
    }

    /** Of Google Analytics each visitor's hit is a request of its own. */
    @Test
    void hits_ofAProviderThatAnswersAfterThreeSeconds_arriveOnceEach() {
        var visitors = Stream.generate(Browser::new).limit(20).toList();
        PROVIDER.delay(Duration.ofSeconds(3));
        visitors.forEach(visitor -> visitor.get("index.xhtml"));
        PROVIDER.await(
                "All hits", () -> Math.min(PROVIDER.universalCount(), PROVIDER.googleCount()) < 20 ? null : this);

        // Each has a marker page of its own come after them.
        onlyHitOf(visitors.get(0));
        eventsOf(visitors.get(0), 1);
        for (var visitor : visitors) {
            assertEquals(
                    1,
                    PROVIDER.universalHits().stream()
                            .filter(hit -> visitor.cameFrom(hit.get("dr")))
                            .count());
            assertEquals(
                    1,
                    PROVIDER.googleEvents().stream()
                            .filter(event -> visitor.cameFrom(event.params().get("page_referrer")))
                            .count());
        }
    }

    private List<Double> visit(int pages) {
        var milliseconds = new ArrayList<Double>();
        for (var page = 0; page < pages; page++) {
            var begun = System.nanoTime();
            browser.get("index.xhtml");
            milliseconds.add((System.nanoTime() - begun) / 1e6);
        }
        return milliseconds;
    }

    private static double median(List<Double> values) {
        var sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        return sorted.get(sorted.size() / 2);
    }
}
