package dev.sidetrack.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;

/** Visitors are asked; before they answer, or when their browser objects, hits are anonymous. */
class CookielessBeforeConsentModeIT extends ModeIT {

    private final Browser browser = new Browser("tlh").with("Sec-Fetch-Site", "same-origin");

    @Deployment(testable = false)
    static WebArchive demo() {
        return demoWith("sidetrack.consent=opt-in", "sidetrack.consent.before=cookieless", "sidetrack.gpc=cookieless");
    }

    @Test
    void pages_beforeTheAnswer_areCountedAnonymously() {
        var page = browser.get("index.xhtml");
        var next = browser.get("products.xhtml?id=1");

        assertTrue(page.body().contains("<dialog"), page.body());
        assertEquals(List.of(), cookies(page));
        assertEquals(List.of(), cookies(next));
        var hits = hits(2);
        assertAnonymous(hits.get(0));
        assertEquals(hits.get(0).get("cid"), hits.get(1).get("cid"));
    }

    @Test
    void visitors_withDifferentBrowsers_haveDifferentIds() {
        browser.get("index.xhtml");
        new Browser("tlh").get("index.xhtml");

        var hits = hits(2);
        assertNotEquals(hits.get(0).get("cid"), hits.get(1).get("cid"));
    }

    @Test
    void pages_afterTheAnswer_areCountedOrNot() {
        browser.postForm("sidetrack/consent", "choice=accept");
        browser.get("index.xhtml");
        var hit = hits(1).get(0);
        assertTrue(hit.get("cid").matches(RANDOM_ID), hit::toString);
        assertEquals(browser.userAgent, hit.get("ua"));

        browser.postForm("sidetrack/consent", "choice=decline");
        assertEquals(List.of(), cookies(browser.get("index.xhtml")));
        hits(1);
    }

    @Test
    void signal_afterYes_makesHitsAnonymous() {
        browser.postForm("sidetrack/consent", "choice=accept");
        assertEquals(List.of(), cookies(browser.with("Sec-GPC", "1").get("index.xhtml")));

        assertAnonymous(hits(1).get(0));
    }

    private void assertAnonymous(Map<String, String> hit) {
        assertTrue(hit.get("cid").matches(ID_OF_THE_DAY), hit::toString);
        assertEquals(null, hit.get("uip"));
        assertEquals(null, hit.get("ua"));
        var sent = PROVIDER.requests().stream()
                .map(request -> request.query() + " " + request.body())
                .toList()
                .toString();
        assertFalse(sent.contains(browser.userAgent.substring(13)) || sent.contains("tlh"), sent);
    }
}
