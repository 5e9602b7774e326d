// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.capture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidetrack.Consent;
import dev.sidetrack.HitCounts.Count;
import dev.sidetrack.LogLines;
import dev.sidetrack.TrackedEvent;
import dev.sidetrack.consent.CookiePlace;
import dev.sidetrack.consent.PageVisit;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A request is read when something of it is first asked for, and that is right whenever it is. */
class TrackedRequestTest {

    private static final String CLIENT = "1f0c7b1e-5a35-4d2e-9c3f-0a1b2c3d4e5f";

    private final FakeRequest image = new FakeRequest("/shop/img/mug.png")
            .header("Sec-Fetch-Mode", "no-cors")
            .header("Sec-Fetch-Dest", "image")
            .header("Referer", "https://shop.example/shop/mugs?token=s3cret")
            .header("Cookie", "sidetrack=" + CLIENT);

    @Test
    void image_ofWhichNobodyAsks_isNotRead() throws Exception {
        var tracking = Tracking.withDefaults();
        try (var log = LogLines.of("dev.sidetrack.capture")) {
            tracking.serve(image.failOnHeader("Cookie"), (http, response) -> {
                assertThat(response).isNotInstanceOf(TrackedResponse.class);
                response.setContentType("image/png");
            });
            assertThat(log.lines()).isEmpty();
        }
        assertThat(tracking.hits()).isEmpty();
        assertThat(tracking.counts.by(Count.EXCLUDED)).isEqualTo(Map.of("no-page", 1L));
    }

    @Test
    void image_ofWhichSomebodyAsks_isRead() throws Exception {
        var tracking = Tracking.withDefaults();
        tracking.serve(image.header("Cookie", "sidetrack_consent=decline.1.1"), (http, response) -> {
            assertThat(PageVisit.current().consent()).isEqualTo(Consent.DENIED);
            assertThat(PageVisit.current().notice()).isNull();
        });
        assertThat(tracking.hits()).isEmpty();
    }

    @Test
    void event_inARequestForAnImage_isOfItsVisitorOnThePageBehindIt() throws Exception {
        var tracking = Tracking.withDefaults();
        tracking.serve(image, (http, response) -> {
            TrackedRequest.current().visitor();
            TrackedRequest.current().answer().add(called("picture-shown"));
            response.setContentType("image/png");
        });
        assertThat(tracking.hits()).singleElement().satisfies(hit -> {
            assertThat(hit.event().name()).isEqualTo("picture-shown");
            assertThat(hit.page().path()).isEqualTo("/shop/mugs");
            assertThat(hit.visitor().clientId()).isEqualTo(CLIENT);
        });
    }

    @Test
    void cookiePlace_onceItWasRead_needsNoApplicationAnyMore() throws Exception {
        var tracking = Tracking.withDefaults();
        tracking.serve(image, (http, response) -> {
            var facts = TrackedRequest.current().facts();
            assertThat(facts.isExcluded()).isFalse();
            image.withoutApplication();
            assertThat(facts.cookiePlace()).isEqualTo(new CookiePlace("shop.example", "/shop", true));
        });
    }

    @Test
    void exclusion_askedForAfterAForward_isOfThePathThatTheBrowserAskedFor() throws Exception {
        var tracking = Tracking.with(Map.of("sidetrack.ignore-paths", "/img/"));
        tracking.serve(image, (http, response) -> {
            image.forwarded("/WEB-INF/mug.jsp");
            assertThat(TrackedRequest.current().facts().exclusion()).isEqualTo("path");
        });
        var page = new FakeRequest("/shop/page").header("Sec-Fetch-Mode", "navigate");
        tracking.serve(page, (http, response) -> {
            page.forwarded("/img/page.html");
            response.setContentType("text/html");
        });
        assertThat(tracking.hits())
                .singleElement()
                .satisfies(hit -> assertThat(hit.page().path()).isEqualTo("/shop/page"));
    }

    @Test
    void requestThatCannotBeRead_askedInAPage_throwsNothing() throws Exception {
        var tracking = Tracking.withDefaults();
        try (var log = LogLines.of("dev.sidetrack.capture")) {
            tracking.serve(new FakeRequest("/shop/page").failOnHeader("Cookie"), (http, response) -> {
                assertThat(PageVisit.current().consent()).isEqualTo(Consent.UNASKED);
                assertThat(TrackedRequest.current().facts().isExcluded()).isTrue();
                assertThat(TrackedRequest.current().facts().cookiePlace().host())
                        .isNull();
                Tracking.page(http, response);
            });
            assertThat(log.lines()).hasSize(1);
        }
        assertThat(tracking.hits()).isEmpty();
        assertThat(tracking.counts.by(Count.EXCLUDED)).isEqualTo(Map.of("unreadable", 1L));
    }

    private static TrackedCall called(String event) {
        return new TrackedCall(TrackedEvent.named(event), null, false, false);
    }
}
