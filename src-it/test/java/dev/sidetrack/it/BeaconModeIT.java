package dev.sidetrack.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Nobody is told or asked; pages that a cache keeps are counted by the beacon, all others by the filter. */
class BeaconModeIT extends ModeIT {

    private static final String CACHED = "/sidetrack-demo/probe/cached";
    private static final int VIEWS = 1000;
    private static final int BROWSERS = 8;

    private final Browser browser = visitor();

    @Deployment(testable = false)
    static WebArchive demo() {
        return demoWith(
                "sidetrack.consent=none", "sidetrack.beacon.pages=/probe/cached", "sidetrack.beacon.rate=1000000");
    }

    @Test
    void page_ofNewVisitor_isCountedAndTellsNothing() {
        var page = browser.with("X-Forwarded-For", "203.0.113.77").get("index.xhtml");

        assertFalse(page.body().contains("<dialog"), page.body());
        assertEquals(List.of("sidetrack", "sidetrack_session"), cookies(page));
        // No proxy is trusted.
        assertEquals("127.0.0.0", hits(1).get(0).get("uip"));
    }

    @Test
    void image_ofCachedPage_countsAPageView() {
        var page = browser.get("probe/cached");
        var image = browser.get("sidetrack/hit.gif?p=" + CACHED
                + "%3Fa%3Db&r=https%3A%2F%2Fref.example%2Fx%3Ftoken%3Dsecret&t=A%20title");

        assertEquals(List.of(), cookies(page));
        assertEquals("image/gif", image.headers().firstValue("Content-Type").orElse(null));
        // Open Liberty adds to it where there is a cookie.
        assertTrue(
                image.headers().firstValue("Cache-Control").orElse("").startsWith("no-store"),
                image.headers()::toString);
        assertTrue(image.body().startsWith("GIF89a"), image.body());
        var hit = hits(1).get(0);
        assertEquals(
                Map.of(
                        "t",
                        "pageview",
                        "dp",
                        CACHED,
                        "dr",
                        "https://ref.example/x",
                        "dt",
                        "A title",
                        "cid",
                        browser.cookie("sidetrack")),
                Map.of(
                        "t",
                        hit.get("t"),
                        "dp",
                        hit.get("dp"),
                        "dr",
                        hit.get("dr"),
                        "dt",
                        hit.get("dt"),
                        "cid",
                        hit.get("cid")));
    }

    @Test
    void post_ofAnEvent_countsIt() {
        var answer = browser.postJson(
                "sidetrack/hit",
                "{\"p\":\"/page\",\"t\":\"Page\",\"event\":\"film-watched\",\"category\":\"films\",\"label\":\"short\",\"value\":7}");

        assertEquals(204, answer.statusCode());
        var hit = hits(1).get(0);
        assertEquals(
                List.of("event", "films", "film-watched", "short", "7", "/page"),
                List.of(hit.get("t"), hit.get("ec"), hit.get("ea"), hit.get("el"), hit.get("ev"), hit.get("dp")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{\"p\":\"https://evil.example/\"}",
                "{\"p\":\"evil.example/\"}",
                "{\"r\":\"https://ref.example/\"}",
                "{\"p\":\"/\",\"value\":\"x\"}",
                "{\"p\":\"/\"} {}"
            })
    void post_malformed_isRefusedWithAReason(String body) {
        var answer = browser.postJson("sidetrack/hit", body);

        assertEquals(400, answer.statusCode());
        assertTrue(answer.body().startsWith("{\"error\":\""), answer.body());
        assertEquals(List.of(), cookies(answer));
    }

    @Test
    void post_inChunks_isTakenUpTo8Kilobytes() {
        assertEquals(
                204,
                browser.postChunks("sidetrack/hit", "{\"p\":\"/page\",\"t\":\"" + "x".repeat(8_000) + "\"}")
                        .statusCode());
        hits(1);
        assertEquals(
                413,
                browser.postChunks("sidetrack/hit", "{\"p\":\"/page\",\"t\":\"" + "x".repeat(8_200) + "\"}")
                        .statusCode());
        hits(1);
    }

    @ParameterizedTest
    @CsvSource({"Sec-Fetch-Site, cross-site", "Sec-Fetch-Site, same-site"})
    void hit_fromAnotherSite_isNotCounted(String header, String value) {
        browser.with(header, value);

        assertEquals(403, browser.postJson("sidetrack/hit", "{\"p\":\"/\"}").statusCode());
        var image = browser.get("sidetrack/hit.gif?p=/");
        assertEquals(200, image.statusCode());
        assertTrue(image.headers().firstValue("X-Sidetrack").isPresent());
        hits(0);
    }

    @Test
    void script_inTheBrowser_countsPagesNavigationAndEvents() {
        try (var chromium = new Chromium("en", true)) {
            chromium.visit("probe/cached");
            hits(1);
            chromium.run("document.title = 'Basket'; history.pushState({}, '', 'basket?token=secret')");
            hits(2);
            chromium.run("sidetrack('film-watched', {category: 'films', properties: {minutes: 7}})");
            var hits = hits(3);

            assertEquals(
                    List.of(CACHED, "/sidetrack-demo/probe/basket", "/sidetrack-demo/probe/basket"),
                    hits.stream().map(hit -> hit.get("dp")).toList());
            assertEquals(
                    List.of("Cached", "Basket", "Basket"),
                    hits.stream().map(hit -> hit.get("dt")).toList());
            assertEquals(
                    List.of("pageview", "pageview", "event"),
                    hits.stream().map(hit -> hit.get("t")).toList());
            assertTrue(hits.get(1).get("dr").endsWith(CACHED), hits.get(1)::toString);
            assertEquals("film-watched", hits.get(2).get("ea"));
            assertEquals(
                    List.of(chromium.cookie("sidetrack")),
                    hits.stream().map(hit -> hit.get("cid")).distinct().toList());
        }
    }

    @Test
    void script_ofLongTextsAndOddEvents_losesNoViewAndThrowsNothing() {
        try (var chromium = new Chromium("en", true)) {
            chromium.visit("probe/cached");
            hits(1);
            chromium.run("document.title = 'x' + '\\u{1F600}'.repeat(9000);"
                    + "history.pushState({}, '', 'basket?x=' + 'a'.repeat(40000))");
            var view = hits(2).get(1);
            assertEquals("/sidetrack-demo/probe/basket", view.get("dp"));
            assertTrue(view.get("dt").matches("x\\x{1F600}+"), view::toString);
            chromium.run("sidetrack(); sidetrack(undefined, {value: 1}); sidetrack('big', {value: 10n})");
            hits(2);
        }
    }

    @Test
    void script_onAPageThatIsPrerendered_countsItOnceItIsShown() {
        try (var chromium = new Chromium("en", true)) {
            chromium.runFirst("Object.defineProperty(document, 'prerendering', {get: () => !window.shown})");
            chromium.visit("probe/cached");
            hits(0);
            chromium.run("window.shown = true; document.dispatchEvent(new Event('prerenderingchange'))");
            hits(1);
        }
    }

    @Test
    void image_inABrowserWithoutScripts_countsThePage() {
        try (var chromium = new Chromium("en", false)) {
            chromium.visit("probe/cached");

            assertEquals(CACHED, hits(1).get(0).get("dp"));
        }
    }

    @Test
    void cachedPage_viewedManyTimes_isCountedOncePerViewByTheBeacon() throws Exception {
        try (var varnish = new Varnish()) {
            varnish.send(varnish.request("probe/cached").build());
            var pages = viewed(varnish);

            assertEquals(
                    0,
                    pages.stream()
                            .filter(page -> Varnish.timesFromCache(page) == 0)
                            .count(),
                    "pages not from the cache");
            assertEquals(
                    List.of(),
                    pages.stream()
                            .flatMap(page -> Browser.setCookies(page).stream())
                            .toList());
            var hits = hits(VIEWS);
            assertEquals(
                    List.of("pageview " + CACHED),
                    hits.stream()
                            .map(hit -> hit.get("t") + " " + hit.get("dp"))
                            .distinct()
                            .toList());
            assertEquals(
                    VIEWS, hits.stream().map(hit -> hit.get("dr")).distinct().count());
            assertEquals(
                    VIEWS, hits.stream().map(hit -> hit.get("cid")).distinct().count());
        }
    }

    private static List<HttpResponse<String>> viewed(Varnish varnish) throws Exception {
        var threads = Executors.newFixedThreadPool(BROWSERS);
        try {
            var views = new ArrayList<Callable<HttpResponse<String>>>();
            for (var view = 0; view < VIEWS; view++) {
                var hit = "{\"p\":\"" + CACHED + "\",\"r\":\"https://ref.example/cached/" + view + "\"}";
                views.add(() -> view(varnish, hit));
            }
            var pages = new ArrayList<HttpResponse<String>>();
            for (var page : threads.invokeAll(views)) {
                pages.add(page.get());
            }
            return pages;
        } finally {
            threads.shutdownNow();
        }
    }

    /** What a browser does on a visitor's first page: it has cookies of others there, and none of ours. */
    private static HttpResponse<String> view(Varnish varnish, String hit) throws Exception {
        var page = varnish.send(varnish.request("probe/cached")
                .header("Cookie", "theme=dark")
                .header("User-Agent", "Mozilla/5.0 (X11)")
                .build());
        assertEquals(200, page.statusCode());
        var answer = varnish.send(varnish.request("sidetrack/hit")
                .header("User-Agent", "Mozilla/5.0 (X11)")
                .header("Sec-Fetch-Site", "same-origin")
                .POST(BodyPublishers.ofString(hit))
                .build());
        assertEquals(204, answer.statusCode(), answer.body());
        assertTrue(cookies(answer).contains("sidetrack"), cookies(answer)::toString);
        return page;
    }
}
