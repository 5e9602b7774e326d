package dev.sidetrack.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** What the providers are sent for a page. */
class PageViewIT extends DemoIT {

    private static final String PAGE = "/sidetrack-demo/products.xhtml";

    private final Browser browser = new Browser("de-AT, de;q=0.8, en;q=0.5");

    @Test
    void pageView_universalAnalytics_hasTheFieldsOfTheArticleOnly() {
        browser.get("products.xhtml?id=1&email=somebody@example.org");

        var hit = onlyHitOf(browser);
        var constant = new TreeMap<>(hit);
        assertTrue(constant.remove("z").matches("[0-9]{1,10}"), hit::toString);
        assertTrue(Long.parseLong(constant.remove("qt")) < 60_000, hit::toString);
        assertEquals(
                Map.of(
                        "v", "1",
                        "t", "pageview",
                        "tid", "UA-12345-6",
                        "cid", browser.cookie("sidetrack"),
                        "dh", "127.0.0.1",
                        "dp", PAGE,
                        "dt", "Blue mug",
                        "dr", browser.lastReferrer(),
                        "uip", "127.0.0.0",
                        "ua", browser.userAgent),
                constant);
    }

    @Test
    void pageView_universalAnalytics_isPostedAsFormToCollect() {
        // Not the first such page if another test's hits still wait: they share a request.
        var request = PROVIDER.await("A post to /ua/collect", () -> {
            var visitor = new Browser();
            visitor.get("index.xhtml");
            var posted = request(visitor, Received::isUniversal);
            return posted.path().equals("/ua/collect") ? posted : null;
        });
        assertEquals(1, request.forms().size());
        assertEquals("POST", request.method());
        assertEquals("application/x-www-form-urlencoded", request.header("Content-Type"));
        assertEquals("Sidetrack", request.header("User-Agent"));
    }

    @Test
    void manyPageViews_universalAnalytics_sharePostsToBatch() {
        var request = PROVIDER.await("A post to /ua/batch", () -> {
            for (var page = 0; page < 10; page++) {
                browser.get("probe/include");
            }
            return PROVIDER.requests().stream()
                    .filter(each ->
                            each.path().equals("/ua/batch") && each.body().contains(browser.cookie("sidetrack")))
                    .findFirst()
                    .orElse(null);
        });
        assertTrue(request.forms().size() >= 2 && request.forms().size() <= 20, request::body);
        request.forms().forEach(form -> assertEquals("pageview", form.get("t"), request::body));
    }

    @Test
    void pageView_googleAnalytics_isOneEventOfTheVisitor() {
        var before = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        browser.get("products.xhtml?id=1&email=somebody@example.org");

        var request = request(browser, Received::isGoogle);
        assertEquals("POST", request.method());
        assertEquals("/ga/mp/collect", request.path());
        assertEquals("measurement_id=G-TEST1&api_secret=s3cr3t", request.query());
        assertEquals("application/json; charset=utf-8", request.header("Content-Type"));

        var body = request.json();
        assertEquals(Set.of("client_id", "user_agent", "ip_override", "events"), body.keySet());
        assertEquals(browser.cookie("sidetrack"), body.get("client_id"));
        assertEquals(browser.userAgent, body.get("user_agent"));
        assertEquals("127.0.0.0", body.get("ip_override"));
        var event = (Map<?, ?>) ((List<?>) body.get("events")).get(0);
        assertEquals(Set.of("name", "timestamp_micros", "params"), event.keySet());
        assertEquals("page_view", event.get("name"));
        var time = Instant.EPOCH.plus((Long) event.get("timestamp_micros"), ChronoUnit.MICROS);
        assertTrue(!time.isBefore(before) && !time.isAfter(Instant.now()), time::toString);
    }

    @Test
    void pageView_googleAnalytics_hasPageLanguageAndSession() {
        browser.get("products.xhtml?id=1&email=somebody@example.org");

        var params = new TreeMap<>(eventsOf(browser, 1).get(0).params());
        var session = (Long) params.remove("session_id");
        assertTrue(
                browser.cookie("sidetrack_session").startsWith(session + ".1."), browser.cookie("sidetrack_session"));
        var location = (String) params.remove("page_location");
        assertTrue(location.matches("http://127\\.0\\.0\\.1(:[0-9]+)?" + PAGE), location);
        assertEquals(
                Map.of(
                        "session_number",
                        1L,
                        "engagement_time_msec",
                        1L,
                        "language",
                        "de-AT",
                        "page_referrer",
                        browser.lastReferrer(),
                        "page_title",
                        "Blue mug"),
                params);
    }

    /** The first request of that kind with a hit of this browser. */
    private static Received request(Browser visitor, Predicate<Received> kind) {
        return PROVIDER.await(
                "A request with the hit",
                () -> PROVIDER.requests().stream()
                        .filter(kind)
                        .filter(request -> request.body().contains(visitor.cookie("sidetrack")))
                        .findFirst()
                        .orElse(null));
    }
}
