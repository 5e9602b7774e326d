// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.capture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidetrack.ConsentChoice;
import dev.sidetrack.LogLines;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What a page says to caches beside our cookies. RFC 9111: a cache may keep what says nothing (section 4.2.2), and what
 * it renews (section 4.3.4), with the cookies on it.
 */
class ResponseCookiesTest {

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            nothing                     | -                                       | private
            only a date                 | Last-Modified: Tue, 26 Nov 2024 10:00:00 GMT | private
            only a tag                  | ETag: "1"                               | private
            an age of nothing           | Cache-Control: max-age=0                | max-age=0, private
            to be asked for again       | Cache-Control: no-cache                 | no-cache, private
            two lines                   | Cache-Control: no-cache; Cache-Control: must-revalidate | no-cache, must-revalidate, private
            one header private          | Cache-Control: private="Set-Cookie"     | private="Set-Cookie", private
            private already             | Cache-Control: Private, max-age=600     | Private, max-age=600
            kept nowhere                | Cache-Control: no-store                 | no-store
            expired                     | Expires: 0                              | private
            the word of HTTP/1.0        | Pragma: no-cache                        | no-cache, private
            """)
    void page_withCookies_isPrivateAndElseKeptAsTheApplicationSays(String name, String headers, String control)
            throws Exception {
        for (var order : Order.values()) {
            var response = serve(Tracking.withDefaults(), new FakeRequest("/shop/products"), order, headers);
            if (order != Order.AFTER_OURS || !headersOf(headers).allMatch(header -> header[0].equals("Pragma"))) {
                assertThat(response.header("Cache-Control")).as(order.name()).isEqualTo(control);
            }
            assertThat(response.cookies()).as(order.name()).hasSize(2);
        }
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', textBlock = """
            set | Cache-Control: public, max-age=600             | public, max-age=600
            set | Cache-Control: max-age=600                     | max-age=600
            set | Expires: Tue, 26 Nov 2999 10:00:00 GMT         | ''
            set | CDN-Cache-Control: max-age=60                  | ''
            int | X-Accel-Expires: 600                           | ''
            add | Cache-Control: public, max-age=600             | public, max-age=600
            add | Cache-Control: s-maxage=60                     | s-maxage=60
            add | Expires: Tue, 26 Nov 2999 10:00:00 GMT         | ''
            """)
    void page_thatTurnsOutToBeForAll_losesOurCookiesAndOurWord(String way, String header, String control)
            throws Exception {
        var response = Tracking.withDefaults().serve(new FakeRequest("/shop/products"), (http, page) -> {
            Tracking.page(http, page);
            page.getWriter();
            headersOf(header).forEach(said -> {
                switch (way) {
                    case "set" -> page.setHeader(said[0], said[1]);
                    case "int" -> page.setIntHeader(said[0], Integer.parseInt(said[1]));
                    default -> page.addHeader(said[0], said[1]);
                }
            });
        });
        assertThat(response.cookies()).allMatch(String::isEmpty);
        assertThat(response.header("Cache-Control")).isEqualTo(control);
    }

    @Test
    void page_resetByTheApplication_isPrivateAgain() throws Exception {
        var response = Tracking.withDefaults().serve(new FakeRequest("/shop/products"), (http, page) -> {
            page.setHeader("Cache-Control", "no-cache");
            Tracking.page(http, page);
            page.getWriter();
            page.reset();
            Tracking.page(http, page);
            page.getWriter();
        });
        assertThat(response.header("Cache-Control")).isEqualTo("private");
        assertThat(response.cookies()).hasSize(2);
    }

    @Test
    void page_resetAndThenForAll_getsNoCookies() throws Exception {
        var response = Tracking.withDefaults().serve(new FakeRequest("/shop/products"), (http, page) -> {
            Tracking.page(http, page);
            page.getWriter();
            page.reset();
            page.addHeader("Cache-Control", "public");
            Tracking.page(http, page);
            page.getWriter();
        });
        assertThat(response.cookies()).allMatch(String::isEmpty);
        assertThat(response.header("Cache-Control")).isEqualTo("public");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            a known visitor's      | GET  | 200 | sidetrack | /shop/products
            of another kind        | GET  | 200 | -         | /shop/picture.png
            without a body         | HEAD | 200 | -         | /shop/products
            """)
    void response_withoutCookiesOfOurs_isLeftAlone(String name, String method, int status, String cookie, String path)
            throws Exception {
        var tracking = Tracking.withDefaults();
        var request = new FakeRequest(path).method(method);
        if (cookie != null) {
            request.header("Cookie", known(tracking));
        }
        var response = tracking.serve(request, (http, page) -> {
            page.setContentType(path.endsWith("png") ? "image/png" : "text/html");
            page.setHeader("ETag", "\"1\"");
            page.setStatus(status);
            page.getWriter();
        });
        assertThat(response.cookies()).isEmpty();
        assertThat(response.header("Cache-Control")).isNull();
    }

    /**
     * What a browser is told with a 304 replaces what it was told with the page: Tomcat's ExpiresFilter says it once.
     */
    @ParameterizedTest(name = "by {0}: {1}")
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            status | -                            | - | 2 | -
            error  | -                            | - | 2 | -
            status | Cache-Control: max-age=0     | - | 2 | max-age=0
            status | Cache-Control: private       | - | 2 | private
            status | Cache-Control: public        | - | 0 | public
            status | -                            | X-Forwarded-For | 0 | -
            error  | -                            | Via             | 0 | -
            status | Cache-Control: max-age=0     | Forwarded       | 0 | max-age=0
            status | Cache-Control: private       | X-Forwarded-For | 2 | private
            """)
    void revalidatedPage_ofANewVisitor_keepsItsCachingAndRenewsNothingOfAProxys(
            String way, String headers, String proxy, int cookies, String control) throws Exception {
        var tracking = Tracking.withDefaults();
        var request = new FakeRequest("/shop/static.html")
                .header("Sec-Fetch-Mode", "navigate")
                .header("If-None-Match", "\"1\"");
        if (proxy != null) {
            request.header(proxy, "192.0.2.9");
        }
        var response = tracking.serve(request, (http, page) -> {
            headersOf(headers).forEach(said -> page.setHeader(said[0], said[1]));
            if (way.equals("error")) {
                page.sendError(304);
            } else {
                page.setStatus(304);
            }
        });
        assertThat(response.cookies()).hasSize(cookies);
        assertThat(response.header("Cache-Control")).isEqualTo(control);
        assertThat(tracking.hits()).hasSize(1);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            for all                    | Cache-Control: public, max-age=600
            for all caches of the way  | Cache-Control: s-maxage=60
            for a CDN                  | CDN-Cache-Control: max-age=600
            for nginx                  | X-Accel-Expires: 600
            for the browser            | Cache-Control: private, max-age=600
            with nothing               | ETag: "1"
            """)
    void decision_onAPage_isKeptByTheBrowserAndThePageByNoCache(String name, String headers) throws Exception {
        for (var choice : ConsentChoice.values()) {
            for (var order : Order.values()) {
                var tracking = Tracking.with(Map.of("sidetrack.consent", "opt-in"));
                try (var log = LogLines.of("dev.sidetrack")) {
                    var response = tracking.serve(new FakeRequest("/shop/products"), (http, page) -> {
                        say(order == Order.FIRST, headers, page);
                        tracking.choose(choice);
                        say(order == Order.BEFORE_THE_BODY, headers, page);
                        Tracking.page(http, page);
                        page.getWriter();
                        say(order == Order.AFTER_OURS, headers, page);
                    });
                    assertThat(response.header("Cache-Control"))
                            .as(choice + " " + order)
                            .isEqualTo("private, no-store");
                    assertThat(response.header("CDN-Cache-Control")).isIn(null, "no-store");
                    assertThat(response.header("X-Accel-Expires")).isIn(null, "0");
                    assertThat(response.cookies())
                            .as(choice + " " + order)
                            .anyMatch(cookie -> cookie.startsWith(
                                    "sidetrack_consent=" + (choice == ConsentChoice.ACCEPT ? "accept" : "decline")));
                    assertThat(response.cookieNames().contains("sidetrack")).isTrue();
                    assertThat(log.lines()).isEmpty();
                }
            }
        }
    }

    @Test
    void decision_onAPageThatIsReset_isKeptAndNotCached() throws Exception {
        var tracking = Tracking.withDefaults();
        var response = tracking.serve(new FakeRequest("/shop/products"), (http, page) -> {
            tracking.choose(ConsentChoice.DECLINE);
            page.reset();
            page.setHeader("Cache-Control", "public");
            Tracking.page(http, page);
            page.getWriter();
        });
        assertThat(response.cookies()).anyMatch(cookie -> cookie.startsWith("sidetrack_consent=decline"));
        assertThat(response.header("Cache-Control")).isEqualTo("private, no-store");
    }

    @Test
    void decision_inWhatIsNoPage_isNotCachedEither() throws Exception {
        var tracking = Tracking.withDefaults();
        var response =
                tracking.serve(new FakeRequest("/shop/a.js").header("Sec-Fetch-Dest", "script"), (http, page) -> {
                    tracking.choose(ConsentChoice.ACCEPT);
                    page.setHeader("Cache-Control", "public, max-age=600");
                    page.setContentType("text/javascript");
                });
        assertThat(response.header("Cache-Control")).isEqualTo("private, no-store");
        assertThat(response.cookies()).hasSize(1);
    }

    private enum Order {
        FIRST,
        BEFORE_THE_BODY,
        AFTER_OURS
    }

    private static FakeResponse serve(Tracking tracking, FakeRequest request, Order order, String headers)
            throws Exception {
        return tracking.serve(request, (http, page) -> {
            say(order == Order.FIRST, headers, page);
            Tracking.page(http, page);
            say(order == Order.BEFORE_THE_BODY, headers, page);
            page.getWriter();
            say(order == Order.AFTER_OURS, headers, page);
        });
    }

    /** The first time it is set, then added. */
    private static void say(boolean says, String headers, HttpServletResponse page) {
        if (says) {
            headersOf(headers).forEach(header -> {
                if (page.getHeader(header[0]) == null
                        || page.getHeader(header[0]).equals("private")) {
                    page.setHeader(header[0], header[1]);
                } else {
                    page.addHeader(header[0], header[1]);
                }
            });
        }
    }

    private static Stream<String[]> headersOf(String headers) {
        return headers == null
                ? Stream.of()
                : List.of(headers.split("; (?=[A-Z])")).stream().map(h -> h.split(": ", 2));
    }

    private static String known(Tracking tracking) throws Exception {
        var cookies = tracking.serve(new FakeRequest("/shop/products"), Tracking::page)
                .cookies();
        tracking.hits();
        return String.join(
                "; ", cookies.stream().map(cookie -> cookie.split(";")[0]).toList());
    }
}
