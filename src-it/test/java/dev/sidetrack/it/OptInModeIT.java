package dev.sidetrack.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Visitors are asked, and nothing is counted or set before they say yes; behind a proxy that is trusted. */
class OptInModeIT extends ModeIT {

    private final Browser browser = visitor();

    @Deployment(testable = false)
    static WebArchive demo() {
        return demoWith("sidetrack.consent=opt-in", "sidetrack.trusted-proxies=127.0.0.1", "sidetrack.client-ip=full");
    }

    @Test
    void page_ofWhoWasNotAsked_asksAndCountsNothing() {
        var page = browser.get("index.xhtml");
        assertEquals(200, browser.get("api/products").statusCode());
        browser.postJson("sidetrack/hit", "{\"p\":\"/\"}");

        assertTrue(page.body().contains("May 127.0.0.1 use a cookie to measure visits?"), page.body());
        assertTrue(page.body().contains("aria-labelledby=\"sidetrack-notice-text\" lang=\"en\""), page.body());
        assertEquals(List.of(), cookies(page));
        assertEquals(null, browser.cookie("sidetrack"));
        hits(0);
    }

    @Test
    void page_afterYes_isCountedAndAsksNoMore() {
        var answer = browser.postForm("sidetrack/consent", "choice=accept");
        assertEquals(303, answer.statusCode());
        assertEquals("/sidetrack-demo/", answer.headers().firstValue("Location").orElse(null));
        // Open Liberty adds to it where there is a cookie.
        assertTrue(
                answer.headers().firstValue("Cache-Control").orElse("").startsWith("no-store"),
                answer.headers()::toString);
        assertEquals(List.of("sidetrack_consent"), cookies(answer));
        var choice = Browser.setCookies(answer).get(0);
        assertTrue(
                choice.matches(
                        "sidetrack_consent=accept\\.1\\.[0-9]{10}; Path=/; Max-Age=31536000; HttpOnly; SameSite=Lax"),
                choice);

        var page = browser.get("index.xhtml");

        assertFalse(page.body().contains("<dialog"), page.body());
        assertEquals(List.of("sidetrack", "sidetrack_session"), cookies(page));
        var hit = hits(1).get(0);
        assertEquals(browser.cookie("sidetrack"), hit.get("cid"));
        assertEquals(browser.userAgent, hit.get("ua"));
    }

    @Test
    void page_afterNo_isNotCountedAndAsksNoMore() {
        var answer = browser.postForm("sidetrack/consent", "choice=decline");
        assertTrue(
                browser.cookie("sidetrack_consent").startsWith("decline.1."),
                () -> cookies(answer).toString());

        var page = browser.get("index.xhtml");

        assertFalse(page.body().contains("<dialog"), page.body());
        assertEquals(List.of(), cookies(page));
        hits(0);
    }

    @Test
    void withdrawal_afterYes_removesTheIdAndEndsCounting() {
        browser.postForm("sidetrack/consent", "choice=accept");
        browser.get("index.xhtml");
        var answer = browser.postForm("sidetrack/consent", "choice=withdraw");
        assertEquals(List.of("-sidetrack", "-sidetrack_session", "sidetrack_consent"), cookies(answer));

        assertEquals(List.of(), cookies(browser.get("index.xhtml")));
        hits(1);
    }

    @Test
    void visitor_deleted_isForgotten() {
        browser.postForm("sidetrack/consent", "choice=accept");
        browser.get("index.xhtml");
        var answer = browser.delete("sidetrack/visitor");
        assertEquals(204, answer.statusCode());
        assertEquals(List.of("-sidetrack", "-sidetrack_session", "sidetrack_consent"), cookies(answer));

        assertEquals(List.of(), cookies(browser.get("index.xhtml")));
        hits(1);
    }

    @Test
    void choice_madeByAnotherSite_isRefused() {
        // This one comes from https://ref.example/ and knows no Sec-Fetch-Site.
        var old = new Browser().postForm("sidetrack/consent", "choice=accept");
        var cross = browser.with("Sec-Fetch-Site", "cross-site").postForm("sidetrack/consent", "choice=accept");
        var deletion = browser.delete("sidetrack/visitor");

        assertEquals(List.of(403, 403, 403), List.of(old.statusCode(), cross.statusCode(), deletion.statusCode()));
        assertEquals(List.of(), cookies(old));
        assertEquals(List.of(), cookies(cross));
        assertEquals(List.of(), cookies(deletion));
    }

    @Test
    void choice_fromOnePage_leadsBackToIt() {
        var origin = System.getProperty("it.url");
        var back =
                browser.with("Referer", origin + "products.xhtml?id=2").postForm("sidetrack/consent", "choice=decline");
        var elsewhere = browser.with("Referer", "https://127.0.0.1.evil.example/x")
                .postForm("sidetrack/consent", "choice=decline");

        assertEquals(
                "/sidetrack-demo/products.xhtml?id=2",
                back.headers().firstValue("Location").orElse(null));
        assertEquals(
                "/sidetrack-demo/", elsewhere.headers().firstValue("Location").orElse(null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Sec-GPC", "DNT"})
    void signal_whateverTheVisitorSaid_isHeeded(String signal) {
        var unasked = browser.with(signal, "1").get("index.xhtml");
        browser.postForm("sidetrack/consent", "choice=accept");
        var accepted = browser.get("index.xhtml");
        browser.postJson("sidetrack/hit", "{\"p\":\"/\"}");

        assertFalse(unasked.body().contains("<dialog"), unasked.body());
        assertEquals(List.of(), cookies(unasked));
        assertEquals(List.of(), cookies(accepted));
        hits(0);
    }

    @Test
    void proxy_trusted_isBelievedAboutItsNeighbourOnly() {
        browser.postForm("sidetrack/consent", "choice=accept");
        var page = browser.with("X-Forwarded-For", "192.0.2.66, 203.0.113.77")
                .with("X-Forwarded-Proto", "https")
                .with("X-Forwarded-Host", "shop.example")
                .get("index.xhtml");

        var cookie = Browser.setCookies(page).get(0);
        assertTrue(cookie.endsWith("; Secure"), cookie);
        var hit = hits(1).get(0);
        assertEquals("203.0.113.77", hit.get("uip"));
        assertEquals("shop.example", hit.get("dh"));
    }
}
