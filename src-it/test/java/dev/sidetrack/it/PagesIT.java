package dev.sidetrack.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;

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

    /** What the page of live hits gets; asking for it has outcomes kept. */
    static HttpResponse<String> live(String query) {
        var answer = new Browser().get(STATS + "/api/live" + query);
        assertEquals(200, answer.statusCode(), answer.body());
        return answer;
    }
}
