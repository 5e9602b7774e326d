package dev.sidetrack.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Pages that Chromium has got ahead of time or kept, where {@code sidetrack.prefetch=answer}: each that is shown is
 * counted once, by the server that was asked for it or by the script with {@code data-views="ahead"}.
 */
class AheadModeIT extends ModeIT {

    private static final String CONTEXT = "/sidetrack-demo/";

    @Deployment(testable = false)
    static WebArchive war() {
        return SmallWar.with("sidetrack.consent=none");
    }

    /** {@code <link rel=prefetch>} of a page with and without max-age, and speculation rules. */
    @ParameterizedTest
    @ValueSource(strings = {"link", "link-tagged", "prefetch", "prerender"})
    void page_askedForAheadOfTime_isCountedOnceItIsShown(String how) {
        try (var chromium = new Chromium("en", true)) {
            chromium.visit("leading?" + how);
            chromium.awaitVisible("body.ready");
            assertEquals(List.of("Leading"), titles(hits(1)));
            chromium.clickAway("a");
            assertEquals(List.of("Leading", "Shown"), titles(hits(2)));
            assertEquals(CONTEXT + "shown", hits(2).get(1).get("dp"));
        }
    }

    @Test
    void page_askedForWhenItIsShown_isCountedByTheServerAlone() {
        try (var chromium = new Chromium("en", true)) {
            chromium.visit("leading?none-tagged");
            chromium.clickAway("a");
            assertEquals(List.of("Leading", "Shown"), titles(hits(2)));
        }
    }

    @Test
    void page_shownAgainFromTheBrowsersCache_isCountedEachTime() {
        try (var chromium = new Chromium("en", true)) {
            chromium.visit("leading?none");
            chromium.clickAway("a");
            assertEquals(List.of("Leading", "Shown"), titles(hits(2)));
            chromium.visit("leading?none");
            chromium.clickAway("a");
            assertEquals(List.of("Leading", "Shown", "Leading", "Shown"), titles(hits(4)));
        }
    }

    /** The server sees that a page has not changed, and the script is silent. */
    @Test
    void page_askedForAgain_isCountedByTheServerAlone() {
        try (var chromium = new Chromium("en", true)) {
            chromium.visit("shown?none");
            chromium.reload();
            assertEquals(List.of("Shown", "Shown"), titles(hits(2)));
        }
    }

    private static List<String> titles(List<Map<String, String>> hits) {
        return hits.stream().map(hit -> hit.get("dt")).toList();
    }
}
