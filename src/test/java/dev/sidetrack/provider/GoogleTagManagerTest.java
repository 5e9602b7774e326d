// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidetrack.SampleHits;
import dev.sidetrack.spi.Limits;
import dev.sidetrack.spi.Provider;
import dev.sidetrack.spi.http.HttpSender;
import dev.sidetrack.testing.ContractHits;
import dev.sidetrack.testing.RecordedRequest;
import dev.sidetrack.testing.Reply;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GoogleTagManagerTest extends ProviderContractTest {

    @Override
    protected Provider provider(HttpSender http, Clock clock) {
        return new GoogleTagManager(http);
    }

    @Override
    protected String type() {
        return "google-tag-manager";
    }

    @Override
    protected Map<String, String> settings() {
        return Map.of("sidetrack.tracking-id", TRACKING_ID);
    }

    @Override
    protected Reply success(int hits) {
        return Reply.of(200);
    }

    @Override
    protected List<Map<String, String>> hits(RecordedRequest request) {
        var hits = GoogleAnalyticsTest.hitsOf(request);
        hits.get(0).put("User-Agent", request.header("User-Agent"));
        if (request.header("X-Forwarded-For") != null) {
            hits.get(0).put("X-Forwarded-For", request.header("X-Forwarded-For"));
        }
        return hits;
    }

    @Override
    protected Limits documented() {
        return GoogleAnalyticsTest.LIMITS;
    }

    @Override
    protected Map<String, Integer> longest() {
        return GoogleAnalyticsTest.LONGEST;
    }

    @Override
    protected Set<String> headers() {
        return Set.of("user-agent", "x-forwarded-for");
    }

    @Override
    protected Instant time(Map<String, String> hit, Instant now) {
        return GoogleAnalyticsTest.timeOf(hit);
    }

    @Test
    void send_secretAndPreview_goAlong() throws Exception {
        collector.answer(success(1));
        configured(Map.of(key("api-secret"), SECRET, key("preview-header"), "ZW52LTV8s3cr3t"))
                .send(List.of(SampleHits.pageView()));
        assertThat(collector.only().target())
                .isEqualTo("/mp/collect?measurement_id=" + TRACKING_ID + "&api_secret=s3cr3t%2Bt0k3n%2F%3D");
        assertThat(collector.only().header("X-Gtm-Server-Preview")).isEqualTo("ZW52LTV8s3cr3t");
    }

    @Test
    void send_body_isThatOfGoogleAnalytics() throws Exception {
        assertThat(sentAlone(ContractHits.everyField()).body())
                .isEqualTo(Sample.body("google-analytics/every-field.http"));
    }
}
