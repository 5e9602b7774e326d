package dev.sidetrack.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/** The pages in a running server, open on loopback as the demo has them. */
class PagesIT extends DemoIT {

    private static final String STATS = "sidetrack/stats";

    @Test
    void pages_openedByTheDemo_areServedAndNeverCounted() {
        var browser = new Browser();
        var page = browser.get(STATS);

        assertEquals(200, page.statusCode(), page.body());
        assertTrue(
                page.headers().firstValue("Content-Security-Policy").orElse("").startsWith("default-src 'none'"),
                page.headers().toString());
        assertEquals(List.of(), Browser.setCookies(page));
        hitsOf(browser, 0);
    }

    @Test
    void pages_behindAProxy_areNotThere() {
        assertEquals(
                404,
                new Browser().with("X-Forwarded-For", "192.0.2.1").get(STATS).statusCode());
        assertEquals(
                401,
                new Browser()
                        .with("X-Forwarded-For", "192.0.2.1")
                        .get(STATS + "/api/totals")
                        .statusCode());
    }

    @Test
    void api_withAWrongParameter_answersAProblem() {
        var answer = new Browser().get(STATS + "/api/top?by=colour");

        assertEquals(400, answer.statusCode(), answer.body());
        assertEquals(
                "application/problem+json",
                answer.headers().firstValue("Content-Type").orElse("").replaceAll(";.*", ""));
        assertTrue(answer.body().contains("\"parameter\":\"by\""), answer.body());
    }

    @Test
    void live_ofAHit_showsThatBothProvidersHaveIt() {
        var browser = new Browser();
        live("?visitor=");
        browser.get("products.xhtml?id=3");
        var visitor = onlyHitOf(browser).get("cid");

        PROVIDER.await("Both outcomes of the hit", () -> {
            // Of the page alone: the test's marker page is this visitor's, too.
            var body = live("?path=products&visitor=" + visitor).body();
            return body.split("\"fate\":\"accepted\"", -1).length == 3 ? body : null;
        });
    }

    @Test
    void pages_inABrowser_haveNoProblemOfAccessibility() {
        try (var chromium = new Chromium("en", true)) {
            for (var page : List.of(STATS, STATS + "/live", STATS + "/dead-letters")) {
                chromium.visit(page);
                assertEquals(List.of(), chromium.accessibilityProblems(), page);
            }
            chromium.screenshot("pages-live");
        }
    }

    @Test
    void live_ofMyHitsInABrowser_tellsTheirFatesAndWhatWasSent() {
        var other = new Browser();
        try (var chromium = new Chromium("en", true)) {
            chromium.visit(STATS + "/live");
            chromium.clickAway(".bar a[href*=mine]");
            chromium.awaitVisible("#hits .none");
            other.get("products.xhtml?id=4");
            chromium.visitElsewhere("products.xhtml?id=3");
            chromium.awaitVisible("#hits .accepted ~ .accepted");
            assertEquals(1, chromium.visible("#hits li").size());
            chromium.click("#hits summary");
            chromium.awaitVisible("#hits pre");
            assertTrue(chromium.text("#hits pre").contains(chromium.cookie("sidetrack")), chromium.text("#hits pre"));
            assertTrue(chromium.text("#hits").contains("left out for privacy"), chromium.text("#hits"));

            var order = "{\"sku\": \"blue-mug\", \"quantity\": 1}";
            assertEquals(201, other.postJson("api/orders", order).statusCode());
            chromium.visit(STATS + "/live");
            chromium.only("input[name=event]").sendKeys("purchase", Keys.ENTER);
            chromium.awaitVisible("#hits .accepted ~ .accepted");
            assertEquals(ids(live("?event=purchase&limit=100").body()), chromium.attributes("#hits details", "id"));
            chromium.only("input[name=event]").clear();
            chromium.only("input[name=visitor]").sendKeys(chromium.cookie("sidetrack"), Keys.ENTER);
            chromium.awaitGone("#hits li ~ li");
            assertEquals(1, chromium.visible("#hits li").size());
        }
    }

    @Test
    void live_whileAHitIsOpen_goesOnWithinTwoSeconds() {
        var other = new Browser();
        try (var chromium = new Chromium("en", true)) {
            other.get("products.xhtml?id=4");
            chromium.visit(STATS + "/live?visitor=" + onlyHitOf(other).get("cid"));
            chromium.awaitVisible("#hits li");
            chromium.click("#hits summary");
            chromium.awaitVisible("#hits pre");
            var fastest = Long.MAX_VALUE;
            for (var hits = 2; hits <= 4; hits++) {
                var start = System.nanoTime();
                other.get("products.xhtml?id=3");
                chromium.awaitVisible("#hits li:nth-child(" + hits + ")");
                fastest = Math.min(fastest, System.nanoTime() - start);
            }
            assertTrue(fastest < Duration.ofSeconds(2).toNanos(), Duration.ofNanos(fastest) + " at best");
            assertEquals(1, chromium.visible("#hits details[open]").size());
            assertEquals(
                    1, chromium.visible("#hits details[open] summary:focus").size());
        }
    }

    private static List<String> ids(String json) {
        return Pattern.compile("\\{\"id\":\"([^\"]+)\"")
                .matcher(json)
                .results()
                .map(found -> "hit-" + found.group(1))
                .toList();
    }

    @Test
    void deadLetters_inABrowser_areReadSentAgainAndThrownAway() {
        try (var chromium = new Chromium("en", true)) {
            throwAwayThoseOfOtherTests(chromium);
            chromium.visit(STATS + "/live?mine=true");
            PROVIDER.answer(404);
            chromium.visitElsewhere("products.xhtml?id=3");
            chromium.awaitVisible("#hits .rejected ~ .rejected");
            chromium.click("#hits summary");
            chromium.awaitVisible("#hits .reason");
            assertTrue(chromium.text("#hits .reason").contains("404"), chromium.text("#hits .reason"));
            var before = PROVIDER.requests().size();
            PROVIDER.answer(200);

            chromium.visit(STATS + "/dead-letters");
            chromium.only(letter("google-analytics") + " summary").click();
            var details = chromium.text(letter("google-analytics") + " pre");
            assertTrue(details.contains("Last HTTP status: 404"), details);
            chromium.clickAway(letter("google-analytics") + " button[value=replay]");
            assertEquals("Messages done: 1.", chromium.text("[role=status]"));
            PROVIDER.await("What is sent again", () -> PROVIDER.requests().size() > before ? true : null);
            assertEquals(0, chromium.visible(letter("google-analytics")).size());

            chromium.only(letter("universal-analytics") + " summary").click();
            chromium.only(letter("universal-analytics") + " button[value=purge]")
                    .click();
            chromium.awaitVisible("button[value=purge-surely]");
            assertTrue(chromium.text("main").contains("Delete these dead letters of universal-analytics?"));
            chromium.clickAway("button[value=purge-surely]");
            assertEquals("Messages done: 1.", chromium.text("[role=status]"));
            assertEquals(0, chromium.visible(letter("universal-analytics")).size());

            chromium.visit(STATS + "/live?mine=true");
            chromium.awaitVisible("#hits .accepted");
            assertEquals(1, PROVIDER.requests().size() - before);
        }
    }

    /** Such as of hits that were under way when an application with other providers took the place of this one. */
    private static void throwAwayThoseOfOtherTests(Chromium chromium) {
        chromium.visit(STATS + "/dead-letters");
        while (!chromium.visible("li[data-provider]").isEmpty()) {
            chromium.only("li[data-provider] summary").click();
            chromium.only("li[data-provider] button[value=purge]").click();
            chromium.awaitVisible("button[value=purge-surely]");
            chromium.clickAway("button[value=purge-surely]");
        }
    }

    private static String letter(String provider) {
        return "li[data-provider=" + provider + "]";
    }

    /** What the page of live hits gets; asking for it has outcomes kept. */
    static HttpResponse<String> live(String query) {
        var answer = new Browser().get(STATS + "/api/live" + query);
        assertEquals(200, answer.statusCode(), answer.body());
        return answer;
    }
}
