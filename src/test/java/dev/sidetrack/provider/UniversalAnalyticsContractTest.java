// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidetrack.Hit;
import dev.sidetrack.Page;
import dev.sidetrack.SampleHits;
import dev.sidetrack.TrackedEvent;
import dev.sidetrack.spi.Limits;
import dev.sidetrack.spi.Outcome;
import dev.sidetrack.spi.Provider;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UniversalAnalyticsContractTest extends ProviderContractTest {

    @Override
    Provider provider(HttpSender http, Clock clock) {
        return new UniversalAnalytics(http, clock);
    }

    @Override
    String type() {
        return "universal-analytics";
    }

    @Override
    Map<String, String> settings() {
        return Map.of("sidetrack.tracking-id", TRACKING_ID);
    }

    @Override
    Reply success(int hits) {
        return Reply.of(200).header("Content-Type", "image/gif").body("GIF89a");
    }

    @Override
    List<Map<String, String>> hits(Recorded request) {
        return request.body().lines().map(Fields::ofForm).toList();
    }

    @Override
    Limits documented() {
        return Limits.NONE.hits(20).bytes(16 * 1024).lateness(Duration.ofHours(4));
    }

    /** Texts of which each fits, but not all in one hit. */
    @Test
    @Override
    void send_longTexts_areCutBetweenCharacters() throws Exception {
        var outcomes = configured().send(List.of(ContractHits.longTexts(), SampleHits.pageView()));
        assertThat(outcomes).containsExactly(Outcome.rejected("larger than the 8 kB that a hit may have"), Outcome.ACCEPTED);
        assertThat(hits(collector.only())).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"dp, 2048", "dt, 1500", "dr, 2048", "ec, 150", "el, 500"})
    void send_oneLongText_isCutToItsBytes(String name, int most) throws Exception {
        var text = "/x" + "ä€".repeat(1000);
        var event = TrackedEvent.named("e").category("ec".equals(name) ? text : null).label("el".equals(name) ? text : null);
        var page = new Page("https", "shop.example", "dp".equals(name) ? text : "/", "dt".equals(name) ? text : null,
                "dr".equals(name) ? text : null);
        var sent = hits(sentAlone(new Hit(SampleHits.ID, SampleHits.TIME, null, page, null, event, null))).get(0).get(name);
        assertThat(text).startsWith(sent);
        assertThat(sent.getBytes(StandardCharsets.UTF_8).length).isBetween(most - 3, most);
    }

    @Override
    Instant time(Map<String, String> hit, Instant now) {
        return now.minusMillis(Long.parseLong(hit.get("qt")));
    }

    @Override
    Set<String> moving() {
        return Set.of("qt");
    }
}
