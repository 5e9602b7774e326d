package dev.sidetrack.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Counts as docs/counting.md says, in a small war of pages as people write them and nothing but our jar. */
class CountingModeIT extends ModeIT {

    private static final String CONTEXT = "/sidetrack-demo/";

    private final Browser browser = visitor()
            .with("Sec-Fetch-Mode", "navigate")
            .with("Sec-Fetch-Dest", "document")
            .with("Accept", "text/html,application/xhtml+xml,*/*;q=0.8");

    @Deployment(testable = false)
    static WebArchive war() {
        return SmallWar.with("sidetrack.consent=none", "sidetrack.prefetch=refuse");
    }

    @ParameterizedTest
    @CsvSource({
        "static.html, Static",
        "page.jsp, JSP & Größe",
        "untyped, Untyped",
        "probe/include, Servlet",
        "api/customers/page, Customers"
    })
    void page_ofAnyKind_isAViewWithItsTitle(String path, String title) {
        assertEquals(200, browser.get(path).statusCode());
        var hit = hits(1).get(0);
        assertEquals(List.of("pageview", CONTEXT + path, title), List.of(hit.get("t"), hit.get("dp"), hit.get("dt")));
        assertEquals(browser.cookie("sidetrack"), hit.get("cid"));
    }

    @Test
    void page_lookedAtAgain_isAViewThoughItHasNotChanged() {
        var first = browser.get("static.html");
        first.headers().firstValue("ETag").ifPresent(tag -> browser.with("If-None-Match", tag));
        browser.with(
                "If-Modified-Since", first.headers().firstValue("Last-Modified").orElseThrow());
        assertEquals(304, browser.get("static.html").statusCode());
        hits(2);
    }

    @Test
    void picture_lookedAtAgain_isNone() {
        var first = browser.get("picture.png");
        browser.with(
                "If-Modified-Since", first.headers().firstValue("Last-Modified").orElseThrow());
        first.headers().firstValue("ETag").ifPresent(tag -> browser.with("If-None-Match", tag));
        assertEquals(304, browser.get("picture.png").statusCode());
        hits(0);
    }

    @ParameterizedTest
    @CsvSource({
        "HX-Request, true, 0",
        "Turbo-Frame, cart, 0",
        "HX-Boosted, true, 1",
        "HX-History-Restore-Request, true, 1",
        "X-PJAX, true, 0",
        "X-Up-Target, main, 0",
        "Faces-Request, partial/ajax, 0",
        "Sec-Fetch-Dest, iframe, 0",
        "Sec-Fetch-Mode, navigate, 1",
        "Sec-Fetch-Dest, image, 0",
        "X-Requested-With, XMLHttpRequest, 0",
        "X-Requested-With, com.example.app, 1"
    })
    void request_byWhatItSaysOfItself_isAViewOrNone(String header, String value, int views) {
        new Browser().with("Accept", "text/html").with(header, value).get("page.jsp");
        hits(views);
    }

    /** As scripts fetch with metadata; and a navigation is a page whatever its destination says. */
    @ParameterizedTest
    @CsvSource({
        "cors,     empty, Accept, 'text/html, application/xhtml+xml', 1",
        "cors,     empty, Accept, 'text/vnd.turbo-stream.html, text/html, application/xhtml+xml', 1",
        "cors,     empty, Accept, text/html, 0",
        "cors,     empty, X-Turbo-Request-Id, 1, 1",
        "cors,     empty, HX-History-Restore-Request, true, 1",
        "cors,     empty, HX-Request, true, 0",
        "navigate, image, Accept, text/html, 1",
        "navigate, new,   Accept, text/html, 1",
        "no-cors,  image, Accept, text/html, 0"
    })
    void request_withFetchMetadata_isAViewOrNone(
            String mode, String destination, String header, String value, int views) {
        new Browser()
                .with("Sec-Fetch-Mode", mode)
                .with("Sec-Fetch-Dest", destination)
                .with(header, value)
                .get("page.jsp");
        hits(views);
    }

    @ParameterizedTest
    @CsvSource({
        "Sec-Purpose, prefetch;prerender",
        "Purpose, Prefetch",
        "X-Purpose, preview",
        "X-Moz, prefetch",
        "X-Sec-Purpose, prefetch",
        "Next-Router-Prefetch, 1"
    })
    void prefetch_ofAPage_isRefusedUntilSomebodyLooks(String header, String value) {
        var refused = browser.with(header, value).get("page.jsp");
        assertEquals(503, refused.statusCode());
        assertEquals("no-store", refused.headers().firstValue("Cache-Control").orElse(null));
        hits(0);
    }

    @Test
    void facesPage_whoseGetterIsAnEvent_isAViewAndOneEvent() {
        var page = browser.get("faces.xhtml");
        assertTrue(page.body().contains("[Ann, Ben] [Ann, Ben] [Ann, Ben]"), page.body());
        assertEquals(Map.of("pageview", "Faces", "event", "Faces"), titlesByType(hits(2)));
    }

    @Test
    void events_ofPostsThatRedirect_happened() {
        assertEquals(302, browser.postForm("sign-up", "a=b").statusCode());
        assertEquals(303, browser.postForm("api/customers", "a=b").statusCode());
        var page = browser.get("faces.xhtml");
        hits(4);
        var fields = EventIT.hiddenFields(page.body());
        assertEquals(
                302, browser.postForm("faces.xhtml", fields + "&form%3Asend=go").statusCode());
        assertEquals(
                3,
                hits(5).stream()
                        .filter(hit -> "signed-up".equals(hit.get("ea")))
                        .count());
    }

    @Test
    void event_ofAnEndpoint_hasThePageBehindIt() {
        browser.with("Referer", System.getProperty("it.url") + "page.jsp?token=secret")
                .get("page.jsp");
        browser.with("Sec-Fetch-Mode", "cors").with("Sec-Fetch-Dest", "empty").get("api/customers");
        var event = hits(2).stream()
                .filter(hit -> hit.get("t").equals("event"))
                .findFirst()
                .orElseThrow();
        assertEquals(List.of(CONTEXT + "page.jsp", "JSP & Größe"), List.of(event.get("dp"), event.get("dt")));
    }

    @Test
    void oddEvents_onAPage_harmNobody() {
        assertEquals(200, browser.get("odd").statusCode());
        assertEquals(
                new TreeSet<>(List.of("null", "n".repeat(100))),
                new TreeSet<>(hits(2).stream()
                        .map(hit -> String.valueOf(hit.get("ea")))
                        .toList()));
    }

    @Test
    void serviceWorker_thatPassesPagesOn_keepsTheirViews() {
        try (var chromium = new Chromium("en", true)) {
            chromium.visit("worker.html");
            chromium.awaitVisible("body.ready");
            chromium.visit("page.jsp");
            chromium.visit("static.html");
            chromium.visit("page.jsp");
            assertEquals(
                    4,
                    hits(4).stream()
                            .filter(hit -> hit.get("t").equals("pageview"))
                            .count());
        }
    }

    @Test
    void prefetchedPage_inTheBrowser_isCountedOnceItIsShown() {
        try (var chromium = new Chromium("en", true)) {
            chromium.visit("ahead.html");
            hits(1);
            chromium.visit("static.html");
            assertEquals(
                    List.of("Ahead", "Static"),
                    hits(2).stream().map(hit -> hit.get("dt")).toList());
        }
    }

    private static Map<String, String> titlesByType(List<Map<String, String>> hits) {
        var titles = new TreeMap<String, String>();
        hits.forEach(hit -> titles.put(hit.get("t"), hit.get("dt")));
        return titles;
    }
}
