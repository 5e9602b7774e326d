package dev.sidetrack.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is a visitor, where from, and whether that visitor may be counted: in the small war, behind a trusted proxy. */
class PeopleModeIT extends ModeIT {

    private static final String CONTEXT = "/sidetrack-demo/";
    private static final int SLOW_POSTS = 60;
    private static final int PAGES = 20;

    private final Browser browser = visitor();

    @Deployment(testable = false)
    static WebArchive war() {
        return SmallWar.with(
                "sidetrack.consent=opt-out",
                "sidetrack.trusted-proxies=127.0.0.1,unix:",
                "sidetrack.beacon.rate=1000",
                "sidetrack.cookie.domain=shop.example");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sidetrack_consent=decline.1.NOW; sidetrack_consent=decline.1.NOW",
                "sidetrack_consent=accept.1.NOW; sidetrack_consent=decline.1.NOW",
                "sidetrack_consent=\"decline.1.NOW\"",
                "sidetrack_consent=decline.1.9999999999",
                "sidetrack_consent=decline.0.NOW",
                "sidetrack_consent=decline%2E1%2ENOW"
            })
    void no_howeverItStandsThere_isANo(String cookies) {
        var now = String.valueOf(Instant.now().getEpochSecond());
        assertEquals(
                List.of(),
                cookies(browser.with("Cookie", cookies.replace("NOW", now)).get("static.html")));
        hits(0);
    }

    @Test
    void no_saidNow_removesTheIdFromWhereverItMayStand() {
        var answer = browser.with("Cookie", "sidetrack=1f0c7b1e-5a35-4d2e-9c3f-0a1b2c3d4e5f; sidetrack=x")
                .postForm("sidetrack/consent", "choice=decline");
        var removed = Browser.setCookies(answer).stream()
                .filter(cookie -> cookie.startsWith("sidetrack=") && cookie.contains("Max-Age=0"))
                .toList();
        assertTrue(removed.stream().anyMatch(cookie -> cookie.contains("Path=/;")), removed::toString);
        assertTrue(removed.stream().anyMatch(cookie -> cookie.contains("Path=/sidetrack-demo")), removed::toString);
    }

    /** As after a change of the cookies' domain or path: the browser sends each that it has. */
    @ParameterizedTest
    @ValueSource(strings = {"sidetrack=ID; sidetrack=ID", "sidetrack=ID; sidetrack=\"\"; sidetrack=ID"})
    void id_standingTwice_isOneVisitorOnEveryPage(String cookies) {
        var id = "1f0c7b1e-5a35-4d2e-9c3f-0a1b2c3d4e5f";
        var answer = browser.with("Cookie", cookies.replace("ID", id)).get("static.html");
        assertEquals(List.of("sidetrack", "sidetrack_session"), cookies(answer));
        var removed = Browser.setCookies(answer).stream()
                .filter(cookie -> cookie.startsWith("sidetrack=;") && cookie.contains("Max-Age=0"))
                .toList();
        assertTrue(removed.stream().anyMatch(cookie -> cookie.contains("Path=/sidetrack-demo;")), removed::toString);
        browser.get("page.jsp");
        assertEquals(
                List.of(id, id), hits(2).stream().map(hit -> hit.get("cid")).toList());
    }

    @Test
    void no_saidOnAHostOfTheDomain_removesTheIdFromTheDomainToo() {
        var answer = browser.with("Cookie", "sidetrack=1f0c7b1e-5a35-4d2e-9c3f-0a1b2c3d4e5f; sidetrack=x")
                .with("X-Forwarded-For", "203.0.113.7")
                .with("X-Forwarded-Host", "www.shop.example")
                .postForm("sidetrack/consent", "choice=decline");
        var removed = Browser.setCookies(answer).stream()
                .filter(cookie -> cookie.startsWith("sidetrack=;") && cookie.contains("Max-Age=0"))
                .toList();
        for (var place : List.of(
                "Path=/; Domain=shop.example;",
                "Path=/; Max-Age",
                "Path=/; Domain=www.shop.example;",
                "Path=/sidetrack-demo; Domain=shop.example;",
                "Path=/sidetrack-demo/;")) {
            assertTrue(removed.stream().anyMatch(cookie -> cookie.contains(place)), () -> place + " in " + removed);
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 1", "'1, 1', 0", "1, 0"})
    void signal_saidTwice_countsIfOneIsYes(String first, String second) {
        assertEquals(List.of(), cookies(browser.with("Sec-GPC", first, second).get("static.html")));
        hits(0);
    }

    @Test
    void cookieDomain_ofAnotherHost_isLeftOut() {
        var cookies = Browser.setCookies(browser.get("static.html"));
        assertFalse(cookies.isEmpty());
        assertTrue(cookies.stream().noneMatch(cookie -> cookie.contains("Domain=")), cookies::toString);
        hits(1);
    }

    @Test
    void page_thatACacheKeepsForAll_givesNobodyAnotherOnesId() throws Exception {
        try (var varnish = new Varnish()) {
            var first = varnish.send(varnish.request("kept")
                    .header("User-Agent", "Mozilla/5.0 (first)")
                    .build());
            var second = varnish.send(varnish.request("kept")
                    .header("User-Agent", "Mozilla/5.0 (second)")
                    .build());
            assertEquals(1, Varnish.timesFromCache(second));
            assertEquals(List.of(), Browser.setCookies(first));
            assertEquals(List.of(), Browser.setCookies(second));
            var hit = hits(1).get(0);
            assertTrue(hit.get("cid").matches(ID_OF_THE_DAY), hit::toString);

            var own = varnish.send(varnish.request("own")
                    .header("User-Agent", "Mozilla/5.0 (first)")
                    .build());
            assertEquals(List.of("sidetrack", "sidetrack_session"), cookies(own));
            assertEquals(0, Varnish.timesFromCache(own));
            hits(2);
        }
    }

    /** With an ETag or a date alone, as a static file has both, a cache may keep a page (RFC 9111 section 4.2.2). */
    @ParameterizedTest
    @ValueSource(strings = {"tagged", "dated", "static.html"})
    void page_thatSaysNothingOfCaches_givesNobodyAnotherOnesId(String page) throws Exception {
        var known = "sidetrack=1f0c7b1e-5a35-4d2e-9c3f-0a1b2c3d4e5f";
        try (var apache = new Apache()) {
            var visits = new ArrayList<List<String>>();
            for (var visitor = 0; visitor < 3; visitor++) {
                var answer = apache.visit(page, "Mozilla/5.0 (new " + visitor + ")", "");
                assertEquals(200, answer.statusCode());
                assertFalse(Apache.isFromCache(answer));
                assertEquals(List.of("sidetrack", "sidetrack_session"), cookies(answer));
                visits.add(Browser.setCookies(answer));
            }
            assertEquals(3, visits.stream().distinct().count());
            hits(3);

            // What a cache may keep, it keeps without a cookie.
            var session = visits.get(0).get(1).split(";")[0];
            apache.visit(page, "Mozilla/5.0 (known)", known + "; " + session);
            for (var visitor = 0; visitor < 3; visitor++) {
                var answer = apache.visit(page, "Mozilla/5.0 (later " + visitor + ")", "");
                assertEquals(200, answer.statusCode());
                visits.add(Browser.setCookies(answer));
            }
            var given = visits.stream().filter(cookies -> !cookies.isEmpty()).toList();
            assertEquals(given.size(), given.stream().distinct().count(), given::toString);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 MetaIAB Facebook | 1
            Mozilla/5.0 (Linux; Android 15; Pixel 8 Build/AP3A.240617.008) AppleWebKit/537.36 Chrome/126.0.0.0 Mobile Safari/537.36 | 1
            ELB-HealthChecker/2.0   | 0
            kube-probe/1.29         | 0
            GoogleHC/1.0            | 0
            Googlebot/2.1           | 0
            k6/0.51.0 (https://k6.io/) | 0
            Mozilla/5.0 (compatible; GrokBot/1.0) | 0
            Mozilla/5.0 (Linux; Android 7.1.2; G011A; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/66.0 Mobile Safari/537.36 Viber/11.9.5.8 | 1
            Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Slack/4.4.2 Chrome/78.0 Electron/7.2.1 Safari/537.36 Sonic Slack_SSB/4.4.2 | 1
            Mozilla/5.0 (iPhone; CPU iPhone OS 16_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 SogouMobileBrowser/12.0 | 1
            Mozilla/5.0 (Linux; Android 5.0.2; HTC Butterfly s Build/LRX22G) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/70.0 Mobile Safari/537.36 | 1
            Mozilla/5.0 (Linux; Android 9; Fever Tab 10 Build/PPR1) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/99.0 Safari/537.36 | 1
            Amazon-Route53-Health-Check-Service (ref 1; report http://amzn.to/1vsZADi) | 0
            Prometheus/2.45.0          | 0
            Blackbox Exporter/0.24.0   | 0
            Consul Health Check        | 0
            Azure Traffic Manager Endpoint Monitor | 0
            Gatus/1.0                  | 0
            Mozilla/5.0 (Macintosh) AppleWebKit/537.36 Chrome/132.0 Safari/537.36; Manus-User/1.0 | 0
            Mozilla/5.0 (compatible; Bluesky Cardyb/1.1; +mailto:support@bsky.app) | 0
            ''                         | 0
            """)
    void agent_ofAPersonOrARobot_isToldApart(String agent, int views) {
        browser.with("User-Agent", agent).get("static.html");
        hits(views);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            X-Forwarded-For: 203.0.113.7                                          | 203.0.113.0
            Forwarded: for=203.0.113.7                                            | 203.0.113.0
            Forwarded: for=127.0.0.1; X-Forwarded-For: 203.0.113.7, 127.0.0.1     | 203.0.113.0
            Forwarded: proto=https; X-Forwarded-For: 203.0.113.7                  | 203.0.113.0
            Forwarded: for="unix:/run/proxy"; X-Forwarded-For: 203.0.113.7        | 203.0.113.0
            Forwarded: for=unknown; X-Forwarded-For: 203.0.113.7                  | 203.0.113.0
            Forwarded: for="[::ffff:203.0.113.7]"                                 | 203.0.113.0
            Forwarded: for="[2001:db8:1:2:3:4:5:6]"                               | 2001:db8:1::
            """)
    void address_behindProxies_isTheVisitors(String headers, String address) {
        for (var header : headers.split("; (?=X)")) {
            browser.with(header.substring(0, header.indexOf(':')), header.substring(header.indexOf(':') + 2));
        }
        browser.get("static.html");
        assertEquals(address, hits(1).get(0).get("uip"));
    }

    @Test
    void beacon_addressesAsBrowsersHaveThem_areTaken() {
        assertEquals(
                204,
                browser.postJson("sidetrack/hit;jsessionid=1", "{\"p\":\"/a?x=" + "y".repeat(3000) + "\"}")
                        .statusCode());
        assertEquals(
                204,
                browser.postJson("sidetrack/%68it", "{\"p\":\"/b?x=\\\\\"}").statusCode());
        assertEquals(
                List.of("/a", "/b"),
                hits(2).stream().map(hit -> hit.get("dp")).sorted().toList());
    }

    @Test
    void beacon_withManySlowPosts_stopsNoPage() throws Exception {
        var slow = new ArrayList<Socket>();
        try {
            for (var i = 0; i < SLOW_POSTS; i++) {
                slow.add(slowPost());
            }
            for (var i = 0; i < PAGES; i++) {
                assertEquals(200, browser.get("static.html").statusCode());
            }
            for (var socket : slow) {
                assertUnanswered(socket);
            }
            assertEquals(
                    PAGES,
                    hits(PAGES).stream()
                            .filter(hit -> hit.get("dp").equals(CONTEXT + "static.html"))
                            .count());
        } finally {
            for (var socket : slow) {
                socket.close();
            }
        }
    }

    /** The server has neither answered nor hung up. */
    private static void assertUnanswered(Socket socket) throws IOException {
        socket.setSoTimeout(1);
        assertThrows(SocketTimeoutException.class, () -> socket.getInputStream().read());
    }

    /** A post of which the body has begun, and does not go on. */
    private static Socket slowPost() throws IOException {
        var url = URI.create(System.getProperty("it.url"));
        var socket = new Socket(url.getHost(), url.getPort());
        socket.getOutputStream()
                .write(("POST " + CONTEXT + "sidetrack/hit HTTP/1.1\r\nHost: " + url.getAuthority()
                                + "\r\nContent-Type: text/plain\r\nContent-Length: 100\r\n"
                                + "User-Agent: Mozilla/5.0 (slow)\r\nSec-Fetch-Site: same-origin\r\n\r\n{\"p\":")
                        .getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
        return socket;
    }
}
