// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.capture;

import static dev.sidetrack.SampleHits.CLIENT;
import static dev.sidetrack.SampleHits.TIME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sidetrack.Consent;
import dev.sidetrack.ConsentChanged;
import dev.sidetrack.HitCounts.Count;
import dev.sidetrack.LogLines;
import dev.sidetrack.SampleHits;
import dev.sidetrack.TrackedEvent;
import dev.sidetrack.VisitorForgotten;
import dev.sidetrack.config.ConfigurationException;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the library itself answers: consent, the beacon, the script. */
class EndpointTest {

    private static final long NOW = TIME.getEpochSecond();
    private static final String KNOWN = "sidetrack=" + CLIENT;
    private static final String ACCEPTED = "sidetrack_consent=accept.1." + NOW;
    private static final String ACCEPT = ACCEPTED + "; Path=/; Max-Age=31536000; HttpOnly; SameSite=Lax; Secure";
    private static final String DECLINE = ACCEPT.replace("accept", "decline");
    private static final String NO_ID = "sidetrack=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax; Secure";
    private static final String NO_SESSION = NO_ID.replace("sidetrack=", "sidetrack_session=");
    /** Wherever else the two may stand. */
    private static final List<String> NOWHERE_ELSE = Stream.of(NO_ID, NO_SESSION)
            .flatMap(removed -> Stream.of(
                            "/shop",
                            "/shop/",
                            "/; Domain=shop.example",
                            "/shop; Domain=shop.example",
                            "/shop/; Domain=shop.example")
                    .map(place -> removed.replace("Path=/;", "Path=" + place + ";")))
            .toList();

    private final LogLines log = LogLines.of("dev.sidetrack");
    private Tracking tracking;

    @BeforeEach
    void start() throws Exception {
        tracking = Tracking.withDefaults();
    }

    @AfterEach
    void nothingStaysBehind() {
        log.close();
        assertThat(TrackedRequest.current()).isNull();
    }

    // Consent

    @Test
    void consent_accepted_isKeptAndLeadsBackToThePage() throws Exception {
        var response = serve(choice("accept").header("Referer", "https://shop.example/shop/products?id=3#x"));
        assertThat(response.getStatus()).isEqualTo(303);
        assertThat(response.header("Location")).isEqualTo("/shop/products?id=3");
        assertThat(response.header("Cache-Control")).isEqualTo("no-store");
        assertThat(response.cookies()).containsExactly(ACCEPT);
        assertThat(tracking.changes).containsExactly(new ConsentChanged(Consent.GRANTED, Set.of("analytics")));
        assertThat(tracking.forgotten).isEmpty();
        assertThat(tracking.hits()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"decline", "withdraw", "forget", "DECLINE"})
    void consent_refused_deletesTheIdAtOnce(String choice) throws Exception {
        var response = serve(choice(choice).header("Cookie", KNOWN));
        assertThat(response.getStatus()).isEqualTo(303);
        assertThat(response.cookies())
                .containsSubsequence(DECLINE, NO_ID, NO_SESSION)
                .containsAll(NOWHERE_ELSE)
                .hasSize(13);
        assertThat(tracking.changes).containsExactly(new ConsentChanged(Consent.DENIED, Set.of()));
        assertThat(tracking.forgotten)
                .isEqualTo(choice.equals("forget") ? List.of(new VisitorForgotten(CLIENT)) : List.of());
    }

    @Test
    void consent_acceptedOptIn_nextPageSetsTheId() throws Exception {
        tracking = Tracking.with(Map.of("sidetrack.consent", "opt-in"));
        assertThat(tracking.serve(new FakeRequest("/shop/products"), Tracking::page)
                        .cookies())
                .isEmpty();
        var cookie = serve(choice("accept")).cookies().get(0);
        var page = tracking.serve(
                new FakeRequest("/shop/products").header("Cookie", cookie.split(";")[0]), Tracking::page);
        assertThat(page.cookieNames()).containsExactly("sidetrack", "sidetrack_session");
        assertThat(tracking.hits())
                .singleElement()
                .extracting("visitor.consent")
                .isEqualTo(Consent.GRANTED);
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            nothing          | -
            another site     | https://evil.example/shop/
            same beginning   | https://shop.example.evil.example/x
            in the user info | https://shop.example@evil.example/x
            port before at   | https://shop.example:443@evil.example/x
            in the path      | https://evil.example/https://shop.example/
            two slashes      | https://shop.example//evil.example/
            only the host    | https://shop.example
            script           | javascript:alert(1)
            no address       | ht!tp://%%
            backslash        | https://shop.example/\\\\evil.example
            line break       | https://shop.example/%0d%0aX:y z
            relative         | //evil.example/
            empty            | ''
            """)
    void consent_refererOfNoPageOfOurs_leadsHome(String name, String referrer) throws Exception {
        var request = choice("accept").header("Sec-Fetch-Site", "same-origin");
        if (referrer != null) {
            request.header("Referer", referrer);
        }
        assertThat(serve(request).header("Location")).isEqualTo("/shop/");
    }

    @ParameterizedTest(name = "{0}: {1}: {2}")
    @CsvSource({
        "another site,        Sec-Fetch-Site, cross-site",
        "sibling,             Sec-Fetch-Site, same-site",
        "nonsense,            Sec-Fetch-Site, x",
        "another origin,      Origin,         https://evil.example",
        "sandboxed,           Origin,         null",
        "longer origin,       Origin,         https://shop.example.evil.example",
        "another referrer,    Referer,        https://evil.example/shop.example",
    })
    void consent_fromAnotherSite_isRefused(String name, String header, String value) throws Exception {
        var response = serve(choice("accept").header(header, value).header("Cookie", KNOWN));
        assertThat(response.getStatus()).isEqualTo(403);
        assertThat(response.cookies()).isEmpty();
        assertThat(tracking.changes).isEmpty();

        var beacon = serve(new FakeRequest("/shop/sidetrack/visitor")
                .method("DELETE")
                .header(header, value)
                .header("Cookie", KNOWN));
        assertThat(beacon.getStatus()).isEqualTo(403);
        assertThat(beacon.cookies()).isEmpty();
        assertThat(tracking.forgotten).isEmpty();

        assertThat(serve(post("{\"p\":\"/shop/\"}").header(header, value)).getStatus())
                .isEqualTo(403);
        var gif = serve(gif("p=/shop/").header(header, value));
        assertThat(gif.header("X-Sidetrack")).isEqualTo("access denied: only this site's own pages may do this");
        assertThat(gif.cookies()).isEmpty();
        assertThat(tracking.hits()).isEmpty();
    }

    @ParameterizedTest(name = "{0}: {1}: {2}")
    @CsvSource({
        "same origin,   Sec-Fetch-Site, same-origin",
        "typed,         Sec-Fetch-Site, none",
        "own origin,    Origin,         https://shop.example",
        "with a port,   Origin,         https://shop.example:8443",
        "in capitals,   Origin,         https://SHOP.example",
        "own referrer,  Referer,        https://shop.example/shop/",
        "own referrer of odd signs, Referer, 'https://shop.example/shop/100%?q={a}|^'",
        "not a browser, X-Any,          x",
    })
    void consent_fromThisSite_isTaken(String name, String header, String value) throws Exception {
        assertThat(serve(choice("accept").header(header, value)).getStatus()).isEqualTo(303);
    }

    @ParameterizedTest
    @CsvSource({
        "SHOP.Example, https://shop.example",
        "shop.example, https://Shop.EXAMPLE:443",
        "my_shop, http://my_shop:8080",
        "[::1], http://[::1]:8080",
        "::1, http://[::1]:8080",
        "shop.example, http://shop.example"
    })
    void consent_hostOfAnyForm_isItsOwn(String host, String origin) throws Exception {
        assertThat(serve(choice("accept").serverName(host).header("Origin", origin))
                        .getStatus())
                .isEqualTo(303);
        assertThat(serve(choice("accept").serverName("other.example").header("Origin", origin))
                        .getStatus())
                .isEqualTo(403);
    }

    @ParameterizedTest
    @CsvSource({"accept, decline", "decline, accept", "choose, withdraw", "accept, FORGET"})
    void consent_yesAndNoAtOnce_isANo(String one, String other) throws Exception {
        var response = serve(choice(one).form("choice", other));
        assertThat(response.getStatus()).isEqualTo(303);
        assertThat(response.cookies().get(0)).startsWith("sidetrack_consent=decline.1.");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {"-", "''", "yes", "accept2", "GRANTED"})
    void consent_noChoice_is400(String choice) throws Exception {
        var request = new FakeRequest("/shop/sidetrack/consent").method("POST");
        var response = serve(choice == null ? request : request.form("choice", choice));
        assertThat(response.getStatus()).isEqualTo(400);
        assertThat(response.cookies()).isEmpty();
        assertThat(response.text()).contains("accept, decline, withdraw, forget");
    }

    @Test
    void consent_formThatTheServerCannotRead_is400() throws Exception {
        assertThat(serve(choice("accept").failOnParameters()).getStatus()).isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource({
        "/shop/sidetrack/consent, GET, POST",
        "/shop/sidetrack/consent, HEAD, POST",
        "/shop/sidetrack/visitor, GET, DELETE",
        "/shop/sidetrack/visitor, POST, DELETE",
        "/shop/sidetrack/hit, GET, POST",
        "/shop/sidetrack/hit, PUT, POST",
        "/shop/sidetrack/hit, OPTIONS, POST"
    })
    void endpoint_otherMethod_is405AndDoesNothing(String uri, String method, String allowed) throws Exception {
        var response = serve(
                new FakeRequest(uri).method(method).form("choice", "accept").header("Cookie", KNOWN));
        assertThat(response.getStatus()).isEqualTo(405);
        assertThat(response.header("Allow")).isEqualTo(allowed);
        assertThat(response.cookies()).isEmpty();
        assertThat(tracking.changes).isEmpty();
    }

    @Test
    void visitor_deleted_isForgotten() throws Exception {
        var response = serve(
                new FakeRequest("/shop/sidetrack/visitor").method("DELETE").header("Cookie", KNOWN));
        assertThat(response.getStatus()).isEqualTo(204);
        assertThat(response.cookies())
                .containsSubsequence(DECLINE, NO_ID, NO_SESSION)
                .containsAll(NOWHERE_ELSE)
                .hasSize(13);
        assertThat(tracking.forgotten).containsExactly(new VisitorForgotten(CLIENT));
    }

    @Test
    void visitor_observersThatFail_keepNeitherTheAnswerNorTheOthers() throws Exception {
        tracking.observersFail = true;
        var response = serve(
                new FakeRequest("/shop/sidetrack/visitor").method("DELETE").header("Cookie", KNOWN));
        assertThat(response.getStatus()).isEqualTo(204);
        assertThat(response.cookies())
                .containsSubsequence(DECLINE, NO_ID, NO_SESSION)
                .containsAll(NOWHERE_ELSE)
                .hasSize(13);
        assertThat(tracking.changes).hasSize(1);
        assertThat(tracking.forgotten).hasSize(1);
        assertThat(log.lines())
                .hasSize(2)
                .allMatch(line -> line.startsWith("WARNING ") && line.endsWith("broken??FAKE LINE"));
    }

    @Test
    void visitor_unknown_isForgottenWithoutAnId() throws Exception {
        assertThat(serve(new FakeRequest("/shop/sidetrack/visitor").method("DELETE"))
                        .getStatus())
                .isEqualTo(204);
        assertThat(tracking.forgotten).isEmpty();
        assertThat(tracking.changes).containsExactly(new ConsentChanged(Consent.DENIED, Set.of()));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "ignored path, sidetrack.ignore-paths, /sidetrack, X-Any,      x",
        "bot,          sidetrack.site,         shop.example, User-Agent, Googlebot/2.1",
        "GPC,          sidetrack.site,         shop.example, Sec-GPC,  1",
        "beacon page,  sidetrack.beacon.pages, /,          X-Any,      x",
    })
    void consent_ofARequestThatIsNotTracked_isKept(String name, String key, String value, String header, String text)
            throws Exception {
        tracking = Tracking.with(Map.of(key, value));
        assertThat(serve(choice("accept").header(header, text)).cookies()).containsExactly(ACCEPT);
        assertThat(serve(choice("withdraw").header(header, text)).cookies())
                .containsExactly(DECLINE, NO_ID, NO_SESSION);
        assertThat(tracking.hits()).isEmpty();
    }

    @Test
    void consent_behindATrustedProxy_isOfTheClientsHost() throws Exception {
        tracking = Tracking.with(Map.of("sidetrack.trusted-proxies", "192.0.2.77"));
        var proxied = choice("accept")
                .plain()
                .serverName("backend")
                .header("Origin", "https://shop.example")
                .header("Forwarded", "for=203.0.113.9;proto=https;host=shop.example");
        assertThat(serve(proxied).cookies()).containsExactly(ACCEPT);
    }

    // The beacon

    @Test
    void gif_ofAPage_isCountedAndAnImage() throws Exception {
        var response = serve(
                gif(
                        "p=%2Fshop%2Fcached%3Futm_source%3Dnews%26q%3Ds3cret&r=https%3A%2F%2Fa.example%2Fb%3Fq%3Ds3cret&t=K%C3%A4se"));
        assertThat(response.getStatus()).isEqualTo(200);
        assertThat(response.getContentType()).isEqualTo("image/gif");
        assertThat(response.body()).hasSize(43).startsWith("GIF89a".getBytes(StandardCharsets.US_ASCII));
        assertThat(ImageIO.read(new ByteArrayInputStream(response.body())).getRGB(0, 0) >>> 24)
                .as("opacity")
                .isZero();
        assertThat(response.header("Content-Length")).isEqualTo("43");
        assertThat(response.header("Cache-Control")).isEqualTo("no-store");
        assertThat(response.header("X-Sidetrack")).isNull();
        assertThat(response.cookieNames()).containsExactly("sidetrack", "sidetrack_session");
        assertThat(tracking.hits()).singleElement().satisfies(hit -> {
            assertThat(hit.page().url()).isEqualTo("https://shop.example/shop/cached");
            assertThat(hit.page().title()).isEqualTo("Käse");
            assertThat(hit.page().referrer()).isEqualTo("https://a.example/b");
            assertThat(hit.campaign().source()).isEqualTo("news");
            assertThat(hit.isEvent()).isFalse();
            assertThat(hit.toString()).doesNotContain("s3cret");
        });
    }

    @ParameterizedTest(name = "query {0}")
    @CsvSource(
            nullValues = "-",
            value = {"-", "''", "p=", "p=https://evil.example/", "p=/\\evil.example", "p=%", "p=/a%zz", "p=/%0d%0aX:y"})
    void gif_badParameters_isAnImageThatSaysWhy(String query) throws Exception {
        var response = serve(gif(query));
        assertThat(response.getStatus()).isEqualTo(200);
        assertThat(response.body()).hasSize(43);
        assertThat(response.header("X-Sidetrack")).isNotBlank().matches("[ -~]+");
        assertThat(tracking.hits()).isEmpty();
        assertThat(response.cookies()).isEmpty();
    }

    @Test
    void gif_serverThatCannotReadParameters_isCountedAllTheSame() throws Exception {
        assertThat(serve(gif("p=/shop/").failOnParameters()).header("X-Sidetrack"))
                .isNull();
        assertThat(tracking.hits()).hasSize(1);
    }

    @Test
    void hit_posted_isCountedWithoutContent() throws Exception {
        var response = serve(post("{\"p\":\"/shop/cached?id=3\",\"r\":\"https://a.example/\",\"t\":\"Cached\"}")
                .header("Cookie", KNOWN));
        assertThat(response.getStatus()).isEqualTo(204);
        assertThat(response.body()).isEmpty();
        assertThat(response.header("Cache-Control")).isEqualTo("no-store");
        assertThat(tracking.hits()).singleElement().satisfies(hit -> {
            assertThat(hit.page().pathAndQuery()).isEqualTo("/shop/cached");
            assertThat(hit.visitor().clientId()).isEqualTo(CLIENT);
        });
    }

    @Test
    void hit_postedByTheScript_carriesViewScreenAndWait() throws Exception {
        var told = ",\"v\":\"019cb6f1-1a13-73c0-8d4e-0123456789ab\",\"s\":\"1920x1080\",\"d\":42}";
        serve(post("{\"p\":\"/shop/\"" + told));
        serve(post("{\"p\":\"/shop/\",\"event\":\"e\"" + told));
        serve(gif("p=/shop/&v=019cb6f1-1a13-73c0-8d4e-0123456789ab&s=1920x1080&d=42"));
        assertThat(tracking.hits()).hasSize(3).allSatisfy(hit -> {
            assertThat(hit.viewId()).isEqualTo(SampleHits.ID).isNotEqualTo(hit.id());
            assertThat(hit.visitor().screen()).isEqualTo("1920x1080");
            assertThat(hit.serverTime()).isEqualTo(Duration.ofMillis(42));
        });
    }

    @Test
    void hit_postedByAnAnonymousVisitor_leavesTheScreenOut() throws Exception {
        tracking = Tracking.with(Map.of("sidetrack.gpc", "cookieless"));
        serve(post("{\"p\":\"/shop/\",\"s\":\"1920x1080\"}")
                .header("Sec-GPC", "1")
                .header("Sec-CH-UA", "\"Chromium\";v=\"124\""));
        assertThat(tracking.hits()).singleElement().satisfies(hit -> {
            assertThat(hit.visitor().screen()).isNull();
            assertThat(hit.visitor().hints()).isNull();
        });
    }

    @Test
    void hit_postedEvent_isAnEvent() throws Exception {
        assertThat(serve(post("{\"p\":\"/shop/\",\"event\":\"play\",\"value\":1.5}"))
                        .getStatus())
                .isEqualTo(204);
        assertThat(tracking.hits()).singleElement().satisfies(hit -> {
            assertThat(hit.event().name()).isEqualTo("play");
            assertThat(hit.event().value()).isEqualTo(1.5);
        });
    }

    /** As an event of any other way without one. */
    @ParameterizedTest
    @ValueSource(strings = {"null", "\"\"", "\" \""})
    void hit_postedEventWithoutAName_isNotCounted(String name) throws Exception {
        assertThat(serve(post("{\"p\":\"/shop/\",\"event\":" + name + "}")).getStatus())
                .isEqualTo(204);
        assertThat(tracking.hits()).isEmpty();
        assertThat(tracking.counts.by(Count.EXCLUDED)).isEqualTo(Map.of("no-name", 1L));
    }

    @Test
    void hit_ofALongAddressAndReferrer_isCounted() throws Exception {
        var page = "/shop/" + "a".repeat(3_500) + "?x=" + "b".repeat(3_500) + "&utm_source=news";
        var referrer = "https://a.example/" + "c".repeat(300);
        assertThat(serve(post("{\"p\":\"" + page + "\",\"r\":\"" + referrer + "\",\"d\":1200000}"))
                        .getStatus())
                .isEqualTo(204);
        assertThat(tracking.hits()).singleElement().satisfies(hit -> {
            assertThat(hit.page().path()).hasSize(2048);
            assertThat(hit.page().referrer()).isEqualTo(referrer);
            assertThat(hit.campaign().source()).isEqualTo("news");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "{}", "[]", "{\"p\":\"https://evil.example/\"}", "{\"p\":\"\\ud800\"}"})
    void hit_badBody_is400WithAReasonInJson(String body) throws Exception {
        var response = serve(post(body));
        assertThat(response.getStatus()).isEqualTo(400);
        assertThat(response.getContentType()).isEqualTo("application/json;charset=UTF-8");
        assertThat(response.text()).startsWith("{\"error\":\"").endsWith("\"}");
        assertThat(response.cookies()).isEmpty();
        assertThat(tracking.hits()).isEmpty();
    }

    @Test
    void hit_bodyNotUtf8_isAnswered() throws Exception {
        assertThat(serve(post("").body(new byte[] {'{', (byte) 0xFF, (byte) 0xC3, '}'}))
                        .getStatus())
                .isEqualTo(400);
    }

    @Test
    void hit_oversizeBody_is413() throws Exception {
        var most = "{\"p\":\"/\",\"t\":\"" + "x".repeat(8 * 1024 - 16) + "\"}";
        assertThat(serve(post(most)).getStatus()).isEqualTo(204);
        assertThat(serve(post(most + " ")).getStatus()).isEqualTo(413);
        assertThat(tracking.hits()).hasSize(1);
    }

    @Test
    void beacon_refusals_areCountedByReasonAndToldOnceAMinute() throws Exception {
        tracking = Tracking.with(Map.of("sidetrack.beacon.rate", "2"));
        for (var i = 0; i < 5; i++) {
            serve(post("{\"p\":\"/\"}"));
        }
        serve(gif("p=/"));
        serve(post("{\"p\":\"/\"}").from("192.0.2.78").header("Sec-Fetch-Site", "cross-site"));
        serve(post("{").from("192.0.2.79"));
        serve(post(" ".repeat(33_000)).from("192.0.2.80"));
        serve(new FakeRequest("/shop/sidetrack/hit"));
        assertThat(tracking.counts.by(Count.EXCLUDED))
                .isEqualTo(Map.of(
                        "beacon-rate",
                        4L,
                        "beacon-origin",
                        1L,
                        "beacon-malformed",
                        1L,
                        "beacon-size",
                        1L,
                        "beacon-method",
                        1L));
        assertThat(log.lines()).containsExactly("WARNING Beacon requests rejected since the last message: {rate=1}");
    }

    @Test
    void beacon_refusedPost_isNotRead() throws Exception {
        for (var header : List.of("Sec-Fetch-Site", "Origin")) {
            var unread = post("").unreadable().header(header, "cross-site");
            assertThat(serve(unread).getStatus()).isEqualTo(403);
        }
    }

    /** The server has read the path: encoded, or with a session's id behind it. */
    @ParameterizedTest
    @ValueSource(strings = {"/shop/sidetrack/hit;jsessionid=4711", "/shop/%73idetrack/hit", "/shop;x=1/sidetrack/hit"})
    void beacon_pathHoweverWritten_isOurs(String uri) throws Exception {
        var request = new FakeRequest(uri, "/sidetrack/hit", null)
                .method("POST")
                .body("{\"p\":\"/shop/\"}".getBytes(StandardCharsets.UTF_8));
        assertThat(serve(request).getStatus()).isEqualTo(204);
        assertThat(tracking.hits()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/shop/admin/users", "/shop/%61dmin/users", "/shop/admin;x=1/users"})
    void beacon_ofAnIgnoredPathHoweverWritten_countsNothing(String path) throws Exception {
        tracking = Tracking.with(Map.of("sidetrack.ignore-paths", "/admin/"));
        serve(post("{\"p\":\"" + path + "\"}"));
        assertThat(tracking.hits()).isEmpty();
    }

    @Test
    void beacon_flood_is429ForThatAddressAlone() throws Exception {
        tracking = Tracking.with(Map.of("sidetrack.beacon.rate", "2"));
        serve(post("{\"p\":\"/\"}"));
        serve(gif("p=/"));
        assertThat(serve(post("{\"p\":\"/\"}")).getStatus()).isEqualTo(429);
        assertThat(serve(gif("p=/")).header("X-Sidetrack")).isEqualTo("too many hits from this address");
        assertThat(serve(post("{\"p\":\"/\"}").from("192.0.2.78")).getStatus()).isEqualTo(204);
        assertThat(tracking.hits()).hasSize(3);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "bot,          User-Agent, Googlebot/2.1,                        bot",
        "GPC,          Sec-GPC,    1,                                    gpc",
        "declined,     Cookie,     sidetrack_consent=decline.1.1772600767, declined",
    })
    void beacon_ofWhoIsNotTracked_isAnsweredAndCountedByReason(String name, String header, String value, String reason)
            throws Exception {
        var posted = serve(post("{\"p\":\"/shop/\"}").header(header, value));
        assertThat(posted.getStatus()).isEqualTo(204);
        assertThat(posted.cookies()).isEmpty();
        var gif = serve(gif("p=/shop/").header(header, value));
        assertThat(gif.body()).hasSize(43);
        assertThat(gif.cookies()).isEmpty();
        assertThat(tracking.hits()).isEmpty();
        assertThat(tracking.counts.by(Count.EXCLUDED)).isEqualTo(Map.of(reason, 2L));
    }

    @Test
    void beacon_ofACampaignsPage_beginsASessionIfConfigured() throws Exception {
        tracking = Tracking.with(Map.of("sidetrack.session.new-on-campaign", "true"));
        var cookies = KNOWN + "; sidetrack_session=" + (NOW - 100) + ".1." + (NOW - 100);
        serve(post("{\"p\":\"/shop/\"}").header("Cookie", cookies));
        serve(post("{\"p\":\"/shop/?utm_source=news\"}").header("Cookie", cookies));
        assertThat(tracking.hits()).extracting("visitor.session.number").containsExactly(1, 2);
    }

    @Test
    void beacon_cookieless_setsNothing() throws Exception {
        tracking = Tracking.with(Map.of("sidetrack.consent", "opt-in", "sidetrack.consent.before", "cookieless"));
        assertThat(serve(post("{\"p\":\"/shop/?gclid=s3cret\"}")).cookies()).isEmpty();
        assertThat(tracking.hits()).singleElement().satisfies(hit -> {
            assertThat(hit.visitor().address()).isNull();
            assertThat(hit.toString()).doesNotContain("s3cret");
        });
    }

    @Test
    void beacon_ofAnIgnoredPage_isNotCounted() throws Exception {
        tracking = Tracking.with(Map.of("sidetrack.ignore-paths", "/admin/"));
        assertThat(serve(post("{\"p\":\"/shop/admin/users?id=3\"}")).getStatus())
                .isEqualTo(204);
        assertThat(tracking.hits()).isEmpty();
        assertThat(tracking.counts.by(Count.EXCLUDED)).isEqualTo(Map.of("path", 1L));
    }

    @Test
    void beacon_pagesOfItsOwn_areCountedOnce() throws Exception {
        tracking = Tracking.with(Map.of("sidetrack.beacon.pages", "/cached/"));
        var page = tracking.serve(new FakeRequest("/shop/cached/a"), Tracking::page);
        assertThat(page.cookies()).isEmpty();
        serve(post("{\"p\":\"/shop/cached/a\"}"));
        assertThat(tracking.hits()).hasSize(1);
        assertThat(tracking.counts.by(Count.EXCLUDED)).isEqualTo(Map.of("beacon", 1L));
    }

    @Test
    void beacon_allPages_leavesEventsToTheirRequests() throws Exception {
        tracking = Tracking.with(Map.of("sidetrack.beacon.pages", "/", "sidetrack.consent", "opt-out"));
        var page = new FakeRequest("/shop/cached");
        assertThat(tracking.serve(page, (http, response) -> {
                            Tracking.page(http, response);
                            response.getWriter();
                        })
                        .cookies())
                .isEmpty();
        assertThat(page.getAttribute("sidetrack.notice")).isNull();
        assertThat(serve(gif("p=/shop/cached")).header("X-Sidetrack")).isNull();
        assertThat(serve(choice("accept")).getStatus()).isEqualTo(303);
        assertThat(tracking.hits()).singleElement().extracting("page.path").isEqualTo("/shop/cached");

        tracking.serve(new FakeRequest("/shop/orders").method("POST"), (http, response) -> {
            response.setContentType("application/json");
            TrackedRequest.current()
                    .answer()
                    .add(new TrackedCall(TrackedEvent.named("order-placed"), null, false, false));
        });
        tracking.serve(
                new FakeRequest("/shop/cached"),
                (http, response) -> TrackedRequest.current().answer().add(new TrackedCall(null, "Bare", false, false)));
        assertThat(tracking.hits()).singleElement().extracting("event.name").isEqualTo("order-placed");
        assertThat(tracking.counts.by(Count.EXCLUDED)).isEqualTo(Map.of("beacon", 2L));
    }

    @Test
    void beacon_processorThatThrows_isAnsweredAsEver() throws Exception {
        tracking = Tracking.withDefaults(hit -> {
            throw new IllegalStateException("broken");
        });
        assertThat(serve(gif("p=/")).body()).hasSize(43);
        assertThat(serve(post("{\"p\":\"/\"}")).getStatus()).isEqualTo(204);
        assertThat(log.lines()).singleElement().asString().endsWith("IllegalStateException: broken");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/shop/sidetrack/hit",
                "/shop/sidetrack/consent",
                "/shop/sidetrack/hit.gif",
                "/shop/sidetrack/visitor"
            })
    void endpoint_requestThatCannotBeRead_throwsNothing(String uri) throws Exception {
        var method = uri.endsWith("visitor") ? "DELETE" : "POST";
        var response = serve(new FakeRequest(uri)
                .method(method)
                .form("choice", "accept")
                .failOnHeader("Cookie")
                .body("{}".getBytes(StandardCharsets.UTF_8)));
        if (uri.endsWith("gif")) {
            assertThat(response.body()).hasSize(43);
            assertThat(response.header("X-Sidetrack")).isEqualTo("tracking failed");
        } else {
            assertThat(response.getStatus()).isEqualTo(503);
        }
        var failing = serve(new FakeRequest(uri)
                .method(method)
                .form("choice", "accept")
                .query("p=/")
                .failOnHeader("Sec-Fetch-Site")
                .body("{}".getBytes(StandardCharsets.UTF_8)));
        assertThat(failing.getStatus()).isEqualTo(500);
        assertThat(log.lines()).isNotEmpty().allMatch(line -> line.startsWith("WARNING "));
    }

    // Where it is

    @Test
    void script_any_mayBeCached() throws Exception {
        var response = serve(new FakeRequest("/shop/sidetrack/sidetrack.js"));
        assertThat(response.getContentType()).isEqualTo("text/javascript;charset=UTF-8");
        assertThat(response.header("Cache-Control")).contains("public");
        assertThat(response.header("Content-Length")).isEqualTo(String.valueOf(response.body().length));
        assertThat(response.text()).contains("sendBeacon");
        assertThat(response.cookies()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/shop/sidetrack",
                "/shop/sidetrack/",
                "/shop/sidetrack/other",
                "/shop/sidetrack/hit/x",
                "/shop/sidetrack/hit.png",
                "/shop/x/sidetrack/hit",
                "/sidetrack/hit",
                "/shop/sidetrack/hit;x=1",
                "/shop/sidetrackhit",
                "/shop",
                "/",
                ""
            })
    void endpoint_otherPath_isTheApplications(String uri) throws Exception {
        assertThat(passed(tracking, new FakeRequest(uri).method("POST"))).isTrue();
    }

    @Test
    void endpoint_beaconOff_keepsConsent() throws Exception {
        tracking = Tracking.with(Map.of("sidetrack.beacon.enabled", "false"));
        assertThat(passed(tracking, post("{}"))).isTrue();
        assertThat(passed(tracking, gif("p=/"))).isTrue();
        assertThat(passed(tracking, new FakeRequest("/shop/sidetrack/sidetrack.js")))
                .isTrue();
        assertThat(serve(choice("accept")).getStatus()).isEqualTo(303);
    }

    @Test
    void endpoint_trackingOff_isTheApplications() throws Exception {
        tracking = Tracking.with(Map.of("sidetrack.enabled", "false"));
        for (var request : new FakeRequest[] {
            post("{}"), gif("p=/"), choice("accept"), new FakeRequest("/shop/sidetrack/visitor").method("DELETE")
        }) {
            assertThat(passed(tracking, request)).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/stats", "/stats/", "/a/b.c"})
    void endpoint_otherPrefix_isThere(String path) throws Exception {
        tracking = Tracking.with(Map.of("sidetrack.beacon.path", path, "sidetrack.consent", "opt-in"));
        var base = "/shop" + (path.endsWith("/") ? path.substring(0, path.length() - 1) : path);
        assertThat(serve(new FakeRequest(base + "/hit.gif").query("p=/")).body())
                .hasSize(43);

        var page = new FakeRequest("/shop/products");
        tracking.serve(page, (http, response) -> {
            Tracking.page(http, response);
            assertThat(TrackedRequest.current().notice().action()).isEqualTo(base + "/consent");
        });
        assertThat(serve(new FakeRequest(base + "/consent").method("POST").form("choice", "accept"))
                        .getStatus())
                .isEqualTo(303);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "stats", "//evil.example", "/a//b", "/a b", "/a;b", "/a?b"})
    void new_prefixThatIsNone_failsTheDeploymentAndNamesTheKey(String path) {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> Tracking.with(Map.of("sidetrack.beacon.path", path)))
                .withMessage("sidetrack.beacon.path is '" + path
                        + "', which is not a valid value: expected path below the root.");
    }

    private FakeResponse serve(FakeRequest request) throws Exception {
        return tracking.serve(request, (http, response) -> {
            throw new AssertionError("not ours");
        });
    }

    private static boolean passed(Tracking tracking, FakeRequest request) throws Exception {
        var served = new ArrayList<>();
        var response = tracking.serve(request, (http, any) -> served.add(http));
        assertThat(response.cookies()).isEmpty();
        return served.size() == 1;
    }

    private static FakeRequest choice(String choice) {
        return new FakeRequest("/shop/sidetrack/consent").method("POST").form("choice", choice);
    }

    private static FakeRequest post(String body) {
        return new FakeRequest("/shop/sidetrack/hit").method("POST").body(body.getBytes(StandardCharsets.UTF_8));
    }

    private static FakeRequest gif(String query) {
        return new FakeRequest("/shop/sidetrack/hit.gif").query(query);
    }
}
