package dev.sidetrack.it;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What applications say by {@code @Tracked} and by firing events. */
class EventIT extends DemoIT {

    private static final Pattern HIDDEN_FIELD =
            Pattern.compile("<input type=\"hidden\" name=\"([^\"]+)\"[^>]* value=\"([^\"]*)\"");

    private final Browser browser = new Browser();

    @Test
    void order_byApi_isAPurchaseInsteadOfAPageView() {
        var response = browser.postJson("api/orders", "{\"sku\": \"blue-mug\", \"quantity\": 2}");

        assertEquals(201, response.statusCode(), response::body);
        var hit = new TreeMap<>(onlyHitOf(browser));
        hit.keySet().removeAll(Set.of("z", "qt"));
        assertTrue(hit.remove("ti").startsWith("FF-"), hit::toString);
        assertEquals(
                Map.ofEntries(
                        Map.entry("v", "1"),
                        Map.entry("t", "event"),
                        Map.entry("ec", "shop"),
                        Map.entry("ea", "purchase"),
                        Map.entry("ev", "36"),
                        Map.entry("pa", "purchase"),
                        Map.entry("cu", "EUR"),
                        Map.entry("tr", "36.0"),
                        Map.entry("pr1id", "blue-mug"),
                        Map.entry("pr1nm", "Blue mug"),
                        Map.entry("pr1pr", "18.0"),
                        Map.entry("pr1qt", "2"),
                        Map.entry("tid", "UA-12345-6"),
                        Map.entry("cid", browser.cookie("sidetrack")),
                        Map.entry("dh", "127.0.0.1"),
                        Map.entry("dp", "/sidetrack-demo/api/orders"),
                        Map.entry("dr", browser.lastReferrer()),
                        Map.entry("uip", "127.0.0.0"),
                        Map.entry("ua", browser.userAgent)),
                hit);
    }

    @Test
    void order_byApi_carriesItsPropertiesToGoogleAnalytics() {
        browser.postJson("api/orders", "{\"sku\": \"blue-mug\", \"quantity\": 2}");

        var event = eventsOf(browser, 1).get(0);
        assertEquals("purchase", event.name());
        assertEquals(browser.cookie("sidetrack"), event.clientId());
        assertEquals("shop", event.params().get("event_category"));
        assertEquals("EUR", event.params().get("currency"));
    }

    @Test
    void order_onThePage_isAnEventThoughItRedirects() {
        var page = browser.get("products.xhtml?id=4");
        var answer = browser.postForm("products.xhtml", hiddenFields(page.body()) + "&quantity=3&place=go");

        assertEquals(302, answer.statusCode(), answer::body);
        assertTrue(
                answer.headers().firstValue("Location").orElse("").endsWith("/products.xhtml?id=4"),
                answer.headers()::toString);
        // The order's hit is durable: it may overtake the page view, which waits in memory for others.
        var titles = hitsOf(browser, 2).stream()
                .collect(toMap(hit -> hit.get("t"), hit -> hit.get("ea") + " on " + hit.get("dt")));
        assertEquals(Map.of("pageview", "null on Oak board", "event", "purchase on Oak board"), titles);
        var order = eventsOf(browser, 2).stream()
                .filter(event -> event.name().equals("purchase"))
                .findFirst()
                .orElseThrow();
        assertTrue(((String) order.params().get("transaction_id")).startsWith("FF-"), order::toString);
    }

    @Test
    void newsletter_signedUp_isAnEventWithoutTheAddress() {
        var response = browser.postForm("api/newsletter", "email=somebody@example.org");

        assertEquals(204, response.statusCode(), response::body);
        var hit = onlyHitOf(browser);
        assertEquals("marketing", hit.get("ec"));
        assertEquals("newsletter-signup", hit.get("ea"));
        assertEquals(browser.cookie("sidetrack"), hit.get("cid"));
        assertEquals("newsletter_signup", eventsOf(browser, 1).get(0).name());
        PROVIDER.requests().forEach(request -> assertTrue(!request.body().contains("somebody"), request::body));
    }

    @Test
    void event_inTransactionThatCommits_isCounted() {
        assertEquals(204, browser.post("api/probe/transaction?outcome=commit").statusCode());

        assertEquals("tx-event", onlyHitOf(browser).get("ea"));
    }

    @Test
    void event_inTransactionThatRollsBack_isNotCounted() {
        assertEquals(204, browser.post("api/probe/transaction?outcome=rollback").statusCode());

        hitsOf(browser, 0);
    }

    @Test
    void trackedCall_ofASessionBeanWithoutParameters_isAnEvent() {
        assertEquals(204, browser.get("api/probe/session-bean").statusCode());

        assertEquals("session-bean-called", onlyHitOf(browser).get("ea"));
    }

    @Test
    void trackedCall_ofATimer_isAnEventOfNobody() {
        assertEquals(204, browser.get("api/probe/timer").statusCode());

        var hit = PROVIDER.await(
                "The event of the timer",
                () -> PROVIDER.universalHits().stream()
                        .filter(each -> "nightly-report".equals(each.get("ea")))
                        .findFirst()
                        .orElse(null));
        assertEquals(Set.of("v", "tid", "cid", "t", "ec", "ea", "qt", "z"), hit.keySet());
        hitsOf(browser, 0);
    }

    /** What the page's forms send besides what visitors type; each implementation of Faces has fields of its own. */
    static String hiddenFields(String page) {
        return HIDDEN_FIELD
                .matcher(page)
                .results()
                .map(field -> field.group(1) + "=" + field.group(2))
                .collect(joining("&"));
    }
}
