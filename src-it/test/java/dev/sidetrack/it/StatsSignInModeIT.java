package dev.sidetrack.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.util.List;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.openqa.selenium.Keys;

/** The pages behind a password, and their API behind a token. */
class StatsSignInModeIT extends ModeIT {

    private static final String STATS = "sidetrack/stats";
    private static final String LOGIN = STATS + "/login";
    private static final String COOKIE = "__Host-sidetrack-stats";
    static final String PASSWORD_HASH =
            "PBKDF2WithHmacSHA256:600000:AAECAwQFBgcICQoLDA0ODw==:BPdmYvWT7KHdt/3CD6dmQ3cfai9TGQtUCcrdWgazVr0=";
    private static final String TOKEN = "sidetrack-token-1";
    private static final String TOKEN_HASH = "4f577d2118ac1d60a99f1b23c845a44c5b30a08e99026775a8be5e491df23b58";

    @Deployment(testable = false)
    static WebArchive demo() {
        return demoWith(
                "sidetrack.stats.open-on-loopback=false",
                "sidetrack.stats.password-hash=" + PASSWORD_HASH,
                "sidetrack.stats.token-hashes=" + TOKEN_HASH);
    }

    @Test
    void password_right_opensThePagesUntilItsOwnerSignsOut() {
        var owner = visitor();
        assertLeadsToTheForm(owner);
        assertTrue(owner.get(LOGIN).body().contains("type=\"password\""));
        var wrong = owner.postForm(LOGIN, "password=open+sesamE");
        assertEquals(403, wrong.statusCode(), wrong::body);
        assertEquals(List.of(), Browser.setCookies(wrong));

        var right = owner.postForm(LOGIN, "password=open+sesame");
        assertEquals(303, right.statusCode(), right::body);
        var cookies = right.headers().allValues("Set-Cookie");
        assertEquals(1, cookies.size(), cookies::toString);
        var cookie = cookies.get(0);
        assertTrue(cookie.startsWith(COOKIE + "="), cookie);
        for (var attribute : List.of("Path=/;", "Secure", "HttpOnly", "SameSite=Strict")) {
            assertTrue(cookie.contains(attribute), cookie);
        }
        assertFalse(cookie.contains("Domain"), cookie);
        assertEquals(200, owner.get(STATS).statusCode());

        var forger = visitor();
        forger.haveCookie(COOKIE, "1" + owner.cookie(COOKIE));
        assertLeadsToTheForm(forger);
        assertEquals(303, owner.postForm(STATS + "/logout", "").statusCode());
        assertLeadsToTheForm(owner);
    }

    @Test
    void password_inAnotherSitesForm_isNotLookedAt() {
        var answer = new Browser().with("Sec-Fetch-Site", "cross-site").postForm(LOGIN, "password=open+sesame");
        assertEquals(403, answer.statusCode(), answer::body);
        assertEquals(List.of(), Browser.setCookies(answer));
    }

    @Test
    void token_right_opensTheApiAlone() {
        assertEquals(200, with(TOKEN, STATS + "/api/live").statusCode());
        assertTrue(with(TOKEN, STATS + "/api/live").body().startsWith("["));
        assertEquals(303, with(TOKEN, STATS).statusCode());
        var wrong = with(TOKEN + "2", STATS + "/api/live");
        assertEquals(401, wrong.statusCode(), wrong::body);
        assertEquals("Bearer", wrong.headers().firstValue("WWW-Authenticate").orElse(null));
        assertEquals(401, new Browser().get(STATS + "/api/totals").statusCode());
    }

    @Test
    @EnabledIfSystemProperty(named = "arquillian.launch", matches = "payara", disabledReason = "Chromium shows it")
    void signIn_inABrowser_leadsToThePageThatSaysThatThereIsNoDatabase() {
        try (var chromium = new Chromium("en", true)) {
            chromium.runFirst(StatsBrowserModeIT.LISTEN);
            // No browser keeps the cookie on an address without https.
            chromium.visitOnLocalhost(STATS);
            chromium.only("input[type=password]").sendKeys("open sesame", Keys.ENTER);
            chromium.awaitGone("input[type=password]");
            assertTrue(chromium.text("main").contains("database"), chromium.text("main"));
            StatsBrowserModeIT.assertSound(chromium, "the page without a database");
        }
    }

    private static HttpResponse<String> with(String token, String path) {
        return new Browser().with("Authorization", "Bearer " + token).get(path);
    }

    private static void assertLeadsToTheForm(Browser browser) {
        var answer = browser.get(STATS);
        assertEquals(303, answer.statusCode(), answer::body);
        var location = answer.headers().firstValue("Location").orElse("");
        assertTrue(location.endsWith("/sidetrack/stats/login"), location);
    }
}
