package dev.sidetrack.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How a browser is known again. */
class VisitorCookieIT extends DemoIT {

    private static final String RANDOM_UUID = "[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}";

    private final Browser browser = new Browser();

    @Test
    void browser_manyRequests_hasOneClientId() {
        browser.get("index.xhtml");
        var id = browser.cookie("sidetrack");
        browser.get("products.xhtml?id=2");
        browser.get("api/products");
        browser.get("probe/async-servlet");
        browser.postForm("api/newsletter", "email=somebody@example.org");

        var ids = hitsOf(browser, 5).stream()
                .map(hit -> hit.get("cid"))
                .distinct()
                .toList();
        assertEquals(List.of(id), ids);
    }

    @Test
    void browsers_two_haveTwoClientIds() {
        var other = new Browser();
        browser.get("index.xhtml");
        other.get("index.xhtml");

        assertNotEquals(onlyHitOf(browser).get("cid"), onlyHitOf(other).get("cid"));
    }

    @Test
    void cookie_ofNewVisitor_isARandomIdForAYear() {
        var cookie = ours(browser.get("index.xhtml")).get("sidetrack");

        assertTrue(
                cookie.matches("sidetrack=" + RANDOM_UUID + "; Path=/; Max-Age=31556926; HttpOnly; SameSite=Lax"),
                cookie);
    }

    @Test
    void sessionCookie_ofNewVisitor_countsTheFirstVisit() {
        var cookie = ours(browser.get("index.xhtml")).get("sidetrack_session");

        assertTrue(
                cookie.matches(
                        "sidetrack_session=([0-9]{10})\\.1\\.\\1; Path=/; Max-Age=31556926; HttpOnly; SameSite=Lax"),
                cookie);
    }

    @Test
    void response_toKnownVisitor_setsNoCookie() {
        browser.get("index.xhtml");

        assertEquals(List.of(), Browser.setCookies(browser.get("index.xhtml")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1",
                "GA1.1.1234567890.1234567890",
                "00000000-0000-0000-0000-000000000000",
                // A UUID, but of another version; one of ours in upper case, and one with something behind it.
                "0193a5e8-7c5b-7def-8123-456789abcdef",
                "3F2504E0-4F89-41D3-9A0C-0305E82C3301",
                "3f2504e0-4f89-41d3-9a0c-0305e82c3301x",
                "<script>alert(1)</script>",
                "a%0d%0aSet-Cookie:x=y"
            })
    void cookie_notOneOfOurs_isReplaced(String forged) {
        browser.haveCookie("sidetrack", forged);
        browser.get("index.xhtml");

        var id = browser.cookie("sidetrack");
        assertTrue(id.matches(RANDOM_UUID), id);
        assertEquals(id, onlyHitOf(browser).get("cid"));
    }

    /** Of a host and a domain cookie, or of two paths: one visitor, and one cookie from then on. */
    @Test
    void cookie_twice_isTheNewerAndTheOtherIsRemoved() {
        var older = "3f2504e0-4f89-41d3-9a0c-0305e82c3301";
        var newer = "5f2504e0-4f89-41d3-9a0c-0305e82c3302";
        browser.haveCookie("sidetrack", older + "; sidetrack=" + newer);

        var cookies = Browser.setCookies(browser.get("index.xhtml"));
        assertTrue(
                cookies.stream().anyMatch(cookie -> cookie.startsWith("sidetrack=" + newer + "; Path=/;")),
                cookies::toString);
        assertTrue(
                cookies.stream().anyMatch(cookie -> cookie.startsWith("sidetrack=; ") && cookie.contains("Max-Age=0")),
                cookies::toString);
        assertEquals(newer, onlyHitOf(browser).get("cid"));
    }

    @Test
    void cookies_inAHeaderEachByHttp2_areAllRead() throws IOException, InterruptedException {
        var id = "3f2504e0-4f89-41d3-9a0c-0305e82c3301";
        var url = URI.create(System.getProperty("it.url"));
        var client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();
        // Asks for HTTP/2; where the server speaks it, the next request has it from the start.
        client.send(HttpRequest.newBuilder(url.resolve("probe/plain")).build(), BodyHandlers.discarding());
        client.send(
                HttpRequest.newBuilder(url.resolve("index.xhtml"))
                        .header("Referer", browser.lastReferrer())
                        .header("Cookie", "theme=dark")
                        .header("Cookie", "sidetrack=" + id)
                        .build(),
                BodyHandlers.discarding());

        assertEquals(id, onlyHitOf(browser).get("cid"));
    }

    @Test
    void cookie_oneOfOurs_isKept() {
        var id = "3f2504e0-4f89-41d3-9a0c-0305e82c3301";
        browser.haveCookie("sidetrack", id);
        browser.get("index.xhtml");

        assertEquals(id, onlyHitOf(browser).get("cid"));
    }

    @Test
    void httpSession_plainPage_isNotCreated() {
        assertEquals(List.of(), Browser.setCookies(browser.get("probe/plain")));
        browser.get("index.xhtml");
        browser.get("probe/plain");

        assertEquals(null, browser.cookie("JSESSIONID"));
    }

    private static Map<String, String> ours(HttpResponse<?> response) {
        return Browser.setCookies(response).stream()
                .collect(Collectors.toMap(cookie -> cookie.substring(0, cookie.indexOf('=')), cookie -> cookie));
    }
}
