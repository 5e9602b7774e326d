package dev.sidetrack.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Many visitors at once. */
class ManyVisitorsIT extends DemoIT {

    private static final int BROWSERS = 200;
    private static final int PAGES = 50;

    @Test
    void hits_ofManyVisitorsAtOnce_arriveOnceEachUnderTheirVisitor() throws Exception {
        var cookieOfHit = visitAll();

        PROVIDER.await(
                "Every hit at Universal Analytics",
                () -> PROVIDER.universalCount() >= cookieOfHit.size()
                                && universal(cookieOfHit).count() >= cookieOfHit.size()
                        ? true
                        : null);
        PROVIDER.await(
                "Every hit at Google Analytics",
                () -> PROVIDER.googleCount() >= cookieOfHit.size()
                                && google(cookieOfHit).count() >= cookieOfHit.size()
                        ? true
                        : null);
        // A hit delivered once more would be on its way before this one.
        var last = new Browser();
        hitsOf(last, 0);
        eventsOf(last, 0);

        assertOnceEach(cookieOfHit, universal(cookieOfHit));
        assertOnceEach(cookieOfHit, google(cookieOfHit));
    }

    /** The referrer and the client id of each hit of these visits at Universal Analytics. */
    private static Stream<Map.Entry<String, String>> universal(Map<String, String> cookieOfHit) {
        return PROVIDER.universalHits().stream()
                .filter(hit -> cookieOfHit.containsKey(hit.get("dr")))
                .map(hit -> Map.entry(hit.get("dr"), hit.get("cid")));
    }

    /** The referrer and the client id of each hit of these visits at Google Analytics. */
    private static Stream<Map.Entry<String, String>> google(Map<String, String> cookieOfHit) {
        return PROVIDER.googleEvents().stream()
                .filter(event -> cookieOfHit.containsKey((String) event.params().get("page_referrer")))
                .map(event -> Map.entry((String) event.params().get("page_referrer"), event.clientId()));
    }

    /** By the referrer that tells a request from all others: the cookie that its browser had in the end. */
    private static Map<String, String> visitAll() throws Exception {
        var threads = Executors.newFixedThreadPool(BROWSERS);
        try {
            var visits = new ArrayList<Callable<Map<String, String>>>();
            for (var browser = 0; browser < BROWSERS; browser++) {
                visits.add(ManyVisitorsIT::visit);
            }
            var cookieOfHit = new HashMap<String, String>();
            for (var visit : threads.invokeAll(visits)) {
                cookieOfHit.putAll(visit.get());
            }
            return cookieOfHit;
        } finally {
            threads.shutdownNow();
        }
    }

    private static Map<String, String> visit() {
        var browser = new Browser();
        var cookieOfHit = new HashMap<String, String>();
        for (var page = 0; page < PAGES; page++) {
            assertEquals(200, browser.get("probe/include").statusCode());
            cookieOfHit.put(browser.lastReferrer(), "");
        }
        cookieOfHit.replaceAll((referrer, unknown) -> browser.cookie("sidetrack"));
        return cookieOfHit;
    }

    private static void assertOnceEach(Map<String, String> cookieOfHit, Stream<Map.Entry<String, String>> hits) {
        Map<String, List<String>> got = new HashMap<>();
        hits.forEach(hit ->
                got.computeIfAbsent(hit.getKey(), any -> new ArrayList<>()).add(hit.getValue()));

        var missing = new TreeSet<>(cookieOfHit.keySet());
        missing.removeAll(got.keySet());
        assertEquals(List.of(), List.copyOf(missing), "missing hits");
        var several =
                got.entrySet().stream().filter(hit -> hit.getValue().size() > 1).toList();
        assertEquals(List.of(), several, "hits that came several times");
        var wrong = got.entrySet().stream()
                .filter(hit -> !hit.getValue().get(0).equals(cookieOfHit.get(hit.getKey())))
                .toList();
        assertEquals(List.of(), wrong, "hits of the wrong visitor");
        assertEquals(
                BROWSERS,
                got.values().stream().map(ids -> ids.get(0)).distinct().count(),
                "visitors");
    }
}
