// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.capture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidetrack.LogLines;
import dev.sidetrack.SampleHits;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 9111: a cookie on what a shared cache keeps is the next visitor's too. */
class SharedCachesTest {

    @ParameterizedTest(name = "{0}: {1}, session {2}")
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            Cache-Control     | public                       | false | true
            Cache-Control     | public, max-age=600          | true  | true
            Cache-Control     | max-age=600                  | false | true
            Cache-Control     | MAX-AGE=600                  | false | true
            Cache-Control     | max-age="600"                | false | true
            Cache-Control     | max-age=600                  | true  | false
            Cache-Control     | s-maxage=60                  | true  | true
            Cache-Control     | must-revalidate,s-maxage=60  | false | true
            Cache-Control     | max-age=0                    | false | false
            Cache-Control     | s-maxage=0                   | false | false
            Cache-Control     | max-age=0, s-maxage=60       | false | true
            Cache-Control     | private, max-age=600         | false | false
            Cache-Control     | no-store                     | false | false
            Cache-Control     | public, no-store             | false | false
            Cache-Control     | no-cache                     | false | false
            Cache-Control     | x-public                     | false | false
            CDN-Cache-Control | max-age=600                  | false | true
            CDN-Cache-Control | public, s-maxage=60          | true  | true
            CDN-Cache-Control | no-store                     | false | false
            Surrogate-Control | max-age=600                  | false | true
            X-LiteSpeed-Cache-Control | public,max-age=600   | false | true
            Netlify-CDN-Cache-Control | s-maxage=60          | false | true
            Edge-Control      | !no-store, max-age=600       | false | true
            Edge-Control      | cache-maxage=7d              | false | true
            Akamai-Cache-Control | max-age=600               | false | true
            Deno-CDN-Cache-Control | s-maxage=60             | false | true
            Cache-Control     | max-age=0, stale-while-revalidate=60 | false | true
            Cache-Control     | max-age=0, stale-while-revalidate=60 | true | false
            Cache-Control     | max-age=0, stale-if-error=60 | false | true
            Cache-Control     | stale-while-revalidate=0     | false | false
            X-Accel-Expires   | 600                          | true  | true
            X-Accel-Expires   | 0                            | false | false
            X-Accel-Expires   | @15h30m                      | false | true
            Expires           | Tue, 26 Nov 2999 10:00:00 GMT | false | true
            Expires           | Tue, 26 Nov 2999 10:00:00 GMT | true | false
            Expires           | Thu, 26 Nov 2020 10:00:00 GMT | false | false
            Expires           | 0                            | false | false
            Expires           | -1                           | false | false
            X-Any             | public                       | false | false
            """)
    void page_thatASharedCacheMayKeep_getsNoCookieAndIsCounted(
            String header, String value, boolean session, boolean shared) throws Exception {
        var tracking = Tracking.withDefaults();
        for (var order : new String[] {"first", "before the body", "behind the writer"}) {
            var request = new FakeRequest("/shop/products");
            var response = tracking.serve(session ? request.session() : request, (http, page) -> {
                if (order.equals("first")) {
                    page.setHeader(header, value);
                }
                Tracking.page(http, page);
                if (order.equals("before the body")) {
                    page.setHeader(header, value);
                }
                page.getWriter();
                if (order.equals("behind the writer")) {
                    page.setHeader(header, value);
                }
            });
            assertThat(response.cookies().stream()
                            .filter(cookie -> !cookie.isEmpty())
                            .toList())
                    .as(order)
                    .hasSize(shared ? 0 : 2);
            assertThat(tracking.hits()).hasSize(1);
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            an age counts before Expires (RFC 9111 section 5.3)    | max-age=0 | Expires           | Tue, 26 Nov 2999 10:00:00 GMT | false
            private counts before Expires                          | private   | Expires           | Tue, 26 Nov 2999 10:00:00 GMT | false
            no-cache may be kept, and asked for again              | no-cache  | Expires           | Tue, 26 Nov 2999 10:00:00 GMT | true
            a CDN heeds its own header alone (RFC 9213 section 2.2) | private  | CDN-Cache-Control | max-age=600                   | true
            nginx heeds its own before all others                  | private   | X-Accel-Expires   | 600                           | true
            """)
    void page_thatSaysTwoThings_isSharedByTheOneThatCounts(
            String name, String control, String header, String value, boolean shared) throws Exception {
        var response = Tracking.withDefaults().serve(new FakeRequest("/shop/products"), (http, page) -> {
            page.setHeader("Cache-Control", control);
            page.setHeader(header, value);
            Tracking.page(http, page);
            page.getWriter();
        });
        assertThat(response.cookies()).hasSize(shared ? 0 : 2);
    }

    @Test
    void page_thatExpiresAtADate_getsNoCookie() throws Exception {
        var response = Tracking.withDefaults().serve(new FakeRequest("/shop/products"), (http, page) -> {
            Tracking.page(http, page);
            page.getWriter();
            page.setDateHeader("Expires", Instant.parse("2999-11-26T10:00:00Z").toEpochMilli());
        });
        assertThat(response.cookies()).allMatch(String::isEmpty);
    }

    @Test
    void page_withoutABody_getsItsCookiesInTheEnd() throws Exception {
        assertThat(Tracking.withDefaults()
                        .serve(new FakeRequest("/shop/products"), Tracking::page)
                        .cookieNames())
                .containsExactly("sidetrack", "sidetrack_session");
    }

    @Test
    void page_knownVisitorOnASharedPage_isStillKnown() throws Exception {
        var tracking = Tracking.withDefaults();
        var response = tracking.serve(
                new FakeRequest("/shop/products").header("Cookie", "sidetrack=" + SampleHits.CLIENT), (http, page) -> {
                    page.setHeader("Cache-Control", "public");
                    Tracking.page(http, page);
                    page.getWriter();
                });
        assertThat(response.cookies()).isEmpty();
        assertThat(tracking.hits())
                .singleElement()
                .extracting("visitor.clientId")
                .isEqualTo(SampleHits.CLIENT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"public", "private"})
    void page_cookiesOfTheApplication_stay(String cacheControl) throws Exception {
        var response = Tracking.withDefaults().serve(new FakeRequest("/shop/products"), (http, page) -> {
            page.addHeader("Set-Cookie", "theme=dark");
            Tracking.page(http, page);
            page.getWriter();
            page.setHeader("Cache-Control", cacheControl);
        });
        assertThat(response.cookies()).contains("theme=dark").hasSize(cacheControl.equals("public") ? 1 : 3);
    }

    @Test
    void page_shared_isToldOnceAndHowToListIt() throws Exception {
        var tracking = Tracking.withDefaults();
        try (var log = LogLines.of("dev.sidetrack")) {
            for (var i = 0; i < 3; i++) {
                tracking.serve(new FakeRequest("/shop/products"), (http, page) -> {
                    page.setHeader("Cache-Control", "public");
                    Tracking.page(http, page);
                });
            }
            assertThat(log.lines())
                    .singleElement()
                    .asString()
                    .startsWith("WARNING /shop/products")
                    .contains("sidetrack.beacon.pages");
        }
    }
}
