// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.capture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidetrack.Hit;
import dev.sidetrack.HitCounts.Count;
import dev.sidetrack.TrackedEvent;
import dev.sidetrack.capture.Tracking.Servlet;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What counts as what, through the whole filter: the sentences of docs/counting.md. */
class CountingTest {

    private static final Servlet NOT_MODIFIED = (http, page) -> page.setStatus(304);

    private final FakeRequest navigation =
            new FakeRequest("/shop/page").header("Sec-Fetch-Mode", "navigate").header("Accept", "text/html");

    @Test
    void revalidatedPage_ofANewVisitor_isAViewWithCookies() throws Exception {
        var tracking = Tracking.withDefaults();
        var response = tracking.serve(navigation.header("If-None-Match", "\"1\""), NOT_MODIFIED);
        assertThat(tracking.hits()).hasSize(1);
        assertThat(response.cookieNames()).containsExactly("sidetrack", "sidetrack_session");
    }

    /** Fetch Metadata Request Headers, section 2: a navigation is told by its mode. */
    @ParameterizedTest
    @CsvSource({
        "navigate, document, 1",
        "navigate, image,    1",
        "navigate, hologram, 1",
        "navigate, empty,    1",
        "navigate, iframe,   0",
        "no-cors,  image,    0",
        "cors,     hologram, 0",
    })
    void page_ofADestination_isAViewIfSomebodyGoesThere(String mode, String destination, int views) throws Exception {
        var tracking = Tracking.withDefaults();
        var request =
                new FakeRequest("/shop/page").header("Sec-Fetch-Mode", mode).header("Sec-Fetch-Dest", destination);
        tracking.serve(request, Tracking::page);
        assertThat(tracking.hits()).hasSize(views);
    }

    @Test
    void untypedHtml_toANavigation_isAView() throws Exception {
        var tracking = Tracking.withDefaults();
        tracking.serve(navigation, (http, page) -> page.getWriter().write("<!DOCTYPE html><title>Old servlet</title>"));
        assertThat(tracking.hits())
                .singleElement()
                .satisfies(hit -> assertThat(hit.page().title()).isEqualTo("Old servlet"));
        tracking.serve(
                new FakeRequest("/shop/page").header("Sec-Fetch-Mode", "navigate"),
                (http, page) -> page.getOutputStream().write(new byte[] {1, 2}));
        assertThat(tracking.hits()).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            writer                     | writer |                        |      | page        | Größe
            stream                     | stream |                        |      | page        | Größe
            masked                     | mail   |                        |      | page        | *
            said by the application    | writer |                        | Said | page        | Said
            compressed                 | stream | Content-Encoding: gzip |      | page        |
            as it is                   | stream | Content-Encoding: identity |  | page        | Größe
            switched off               | writer |                        |      | application |
            """)
    void title_ofThePage_isReadWhereItIsWritten(
            String name, String way, String header, String said, String titles, String title) throws Exception {
        var tracking = Tracking.with(Map.of("sidetrack.titles", titles));
        var text = "<html><title> " + (way.equals("mail") ? "me@shop.example" : "Größe") + "\n</title>";
        var response = tracking.serve(navigation, (http, page) -> {
            page.setContentType("text/html;charset=UTF-8");
            if (header != null) {
                page.setHeader("Content-Encoding", header.substring(header.indexOf(' ') + 1));
            }
            if (said != null) {
                TrackedRequest.current().title(said);
            }
            if (way.equals("stream")) {
                page.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
            } else {
                page.getWriter().write(text);
            }
        });
        assertThat(tracking.hits())
                .singleElement()
                .satisfies(hit -> assertThat(hit.page().title()).isEqualTo(title));
        assertThat(response.text()).isEqualTo(text);
    }

    @Test
    void title_ofAnAnswerThatWasReset_isForgotten() throws Exception {
        var tracking = Tracking.withDefaults();
        tracking.serve(navigation, (http, page) -> {
            page.setContentType("text/html");
            page.getWriter().write("<title>First</title>");
            page.reset();
            page.setContentType("text/html");
            page.getOutputStream().write("<title>Second</title>".getBytes(StandardCharsets.UTF_8));
        });
        assertThat(tracking.hits()).extracting(hit -> hit.page().title()).containsExactly("Second");
    }

    @Test
    void event_onAPage_standsBesideItsView() throws Exception {
        var tracking = Tracking.withDefaults();
        tracking.serve(navigation, (http, page) -> {
            page.setContentType("text/html");
            for (var i = 0; i < 3; i++) {
                TrackedRequest.current()
                        .answer()
                        .add(new TrackedCall(TrackedEvent.named("customers-listed"), null, true, false));
            }
        });
        assertThat(tracking.hits())
                .extracting(CountingTest::what)
                .containsExactly("view /shop/page", "customers-listed /shop/page");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            redirect to the page | 302 | signed-up /shop/register
            see other            | 303 | signed-up /shop/register
            done                 | 204 | signed-up /shop/register
            refused              | 409 |
            """)
    void event_ofAPostThatLeadsElsewhere_happenedOnThePageBefore(String name, int status, String hit) throws Exception {
        var tracking = Tracking.withDefaults();
        var post = new FakeRequest("/shop/sign-up")
                .method("POST")
                .header("Sec-Fetch-Mode", "navigate")
                .header("Referer", "https://shop.example/shop/register?token=s3cret");
        tracking.serve(post, (http, page) -> {
            TrackedRequest.current().visitor();
            TrackedRequest.current().answer().add(new TrackedCall(TrackedEvent.named("signed-up"), null, false, false));
            page.setStatus(status);
        });
        assertThat(tracking.hits()).extracting(CountingTest::what).isEqualTo(hit == null ? List.of() : List.of(hit));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            page looked at last | https://shop.example/shop/page      | /shop/page  | Blue mug
            other page          | https://shop.example/shop/cart?id=3 | /shop/cart  |
            other site          | https://evil.example/shop/page      | /shop/api/orders |
            other port          | https://shop.example:8443/shop/page | /shop/page  | Blue mug
            braces in its query | https://shop.example/shop/cart?q={a}^`| /shop/cart  |
            sign of percent     | https://shop.example/shop/100%      | /shop/100%  |
            not encoded         | https://shop.example/shop/\u00C3\u00A4 | /shop/%C3%A4 |
            backslash           | https://shop.example\\@evil.example/ | /shop/api/orders |
            nothing said        |                                     | /shop/api/orders |
            """)
    void event_ofAnEndpoint_hasThePageThatTheVisitorIsOn(String name, String referrer, String path, String title)
            throws Exception {
        var tracking = Tracking.withDefaults();
        var cookies = tracking.serve(navigation, (http, page) -> {
                    page.setContentType("text/html");
                    page.getWriter().write("<title>Blue mug</title>");
                })
                .cookies();
        tracking.hits();
        var call = new FakeRequest("/shop/api/orders")
                .method("POST")
                .header("Sec-Fetch-Mode", "cors")
                .header("Sec-Fetch-Dest", "empty")
                .header("Cookie", cookies.get(0).split(";")[0]);
        if (referrer != null) {
            call.header("Referer", referrer);
        }
        tracking.serve(call, (http, page) -> {
            page.setContentType("application/json");
            TrackedRequest.current()
                    .answer()
                    .add(new TrackedCall(TrackedEvent.named("order-placed"), null, false, false));
        });
        assertThat(tracking.hits()).singleElement().satisfies(hit -> {
            assertThat(hit.page().path()).isEqualTo(path);
            assertThat(hit.page().title()).isEqualTo(title);
        });
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            answered               | answer | /shop/page      | prefetch | 200
            refused                | refuse | /shop/page      | prefetch | 503
            refused ahead          | refuse | /shop/page.html | Prefetch;prerender | 503
            a script of the page's | refuse | /shop/app.js    | prefetch | 200
            ignored                | refuse | /shop/admin/    | prefetch | 200
            looked at              | refuse | /shop/page      |          | 200
            """)
    void prefetch_ofAPage_isAnsweredOrRefused(String name, String mode, String uri, String purpose, int status)
            throws Exception {
        var tracking = Tracking.with(Map.of("sidetrack.prefetch", mode, "sidetrack.ignore-paths", "/admin/"));
        var request = new FakeRequest(uri);
        if (purpose != null) {
            request.header("Sec-Purpose", purpose);
        }
        var response = tracking.serve(request, Tracking::page);
        assertThat(response.getStatus()).isEqualTo(status);
        assertThat(response.header("Cache-Control"))
                .isEqualTo(status == 503 ? "no-store" : purpose == null ? "private" : null);
        assertThat(tracking.hits()).hasSize(purpose == null ? 1 : 0);
    }

    /** RFC 6266 section 4.2: the visitor stays on the page where the link was. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            inline                        | 1
            attachment                    | 0
            Attachment; filename="a.html" | 0
            """)
    void response_thatIsKeptInAFile_isNoView(String disposition, int views) throws Exception {
        var tracking = Tracking.withDefaults();
        tracking.serve(navigation, (http, page) -> {
            page.setHeader("Content-Disposition", disposition);
            page.setContentType("text/html");
        });
        assertThat(tracking.hits()).hasSize(views);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            name              | shop.example  | 443  | https://shop.example/shop/page
            dot at the end    | shop.example. | 443  | https://shop.example/shop/page
            other port        | shop.example  | 8443 | https://shop.example:8443/shop/page
            IPv6 in brackets  | [2001:db8::1] | 8080 | https://[2001:db8::1]:8080/shop/page
            IPv6 without them | 2001:db8::1   | 443  | https://[2001:db8::1]/shop/page
            """)
    void host_asAsked_isInThePagesAddress(String name, String host, int port, String url) throws Exception {
        var tracking = Tracking.withDefaults();
        tracking.serve(navigation.serverName(host).port(port), Tracking::page);
        assertThat(tracking.hits()).extracting(hit -> hit.page().url()).containsExactly(url);
    }

    @Test
    void host_thatNoSiteLists_isLeftOutWhereSaidSo() throws Exception {
        var tracking =
                Tracking.with(Map.of("sidetrack.unknown-hosts", "drop", "sidetrack.sites.shop.hosts", "shop.example"));
        tracking.serve(new FakeRequest("/shop/page"), Tracking::page);
        tracking.serve(new FakeRequest("/shop/page").serverName("192.0.2.7"), Tracking::page);
        assertThat(tracking.hits()).hasSize(1);
        assertThat(tracking.counts.by(Count.EXCLUDED)).isEqualTo(Map.of("host", 1L));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            spammer by default | -                   | https://semalt.com/x         | 1
            spammer            | spam                | https://semalt.com/x         | 0
            below a spammer    | spam                | http://www.SEMALT.com/       | 0
            ends like one      | spam                | https://notsemalt.com/       | 1
            named host         | partner.example     | https://www.partner.example/ | 0
            dot at the end     | partner.example     | https://partner.example./    | 0
            letters of others  | Müller.example      | https://xn--mller-kva.example/ | 0
            written as address | https://partner.example/x | https://partner.example/ | 0
            with a star        | *.partner.example   | https://www.partner.example/ | 0
            with a dot         | .partner.example    | https://partner.example/     | 0
            anybody else       | spam,partner.example | https://search.example/     | 1
            """)
    void referrer_thatIsExcluded_makesNoView(String name, String excluded, String referrer, int hits) throws Exception {
        var tracking = Tracking.with(excluded.equals("-") ? Map.of() : Map.of("sidetrack.exclude-referrers", excluded));
        tracking.serve(navigation.header("Referer", referrer), Tracking::page);
        assertThat(tracking.hits()).hasSize(hits);
        assertThat(tracking.counts.by(Count.EXCLUDED)).isEqualTo(hits == 1 ? Map.of() : Map.of("referrer", 1L));
    }

    @Test
    void path_ofTwoSlashes_isNoOtherHost() throws Exception {
        var tracking = Tracking.withDefaults();
        tracking.serve(new FakeRequest("//b/p", "//b/p", null), Tracking::page);
        assertThat(tracking.hits()).extracting(hit -> hit.page().url()).containsExactly("https://shop.example/b/p");
    }

    private static String what(Hit hit) {
        return (hit.isEvent() ? hit.event().name() : "view") + " " + hit.page().path();
    }
}
