// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidetrack.LogLines;
import dev.sidetrack.spi.Limits;
import dev.sidetrack.spi.Outcome;
import dev.sidetrack.spi.Provider;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GoogleAnalyticsContractTest extends ProviderContractTest {

    @Override
    Provider provider(HttpSender http, Clock clock) {
        return new GoogleAnalytics(http);
    }

    @Override
    String type() {
        return "google-analytics";
    }

    @Override
    Map<String, String> settings() {
        return Map.of("sidetrack.tracking-id", TRACKING_ID, key("api-secret"), SECRET);
    }

    @Override
    Reply success(int hits) {
        return Reply.of(204);
    }

    @Override
    List<Map<String, String>> hits(Recorded request) {
        var events = Fields.ofElements(request.body(), "/events");
        var around = Fields.ofJson(request.body());
        around.keySet().removeIf(name -> name.startsWith("events."));
        return IntStream.range(0, events.size()).mapToObj(i -> {
            Map<String, String> hit = new TreeMap<>(around);
            hit.putAll(events.get(i));
            return hit;
        }).toList();
    }

    @Override
    Limits documented() {
        return Limits.NONE.hits(25).bytes(130_000).scope(Limits.Scope.VISITOR).lateness(Duration.ofHours(72));
    }

    @Override
    Map<String, Integer> longest() {
        return Map.ofEntries(Map.entry("name", 40), Map.entry("user_id", 256), Map.entry("params.page_location", 1000),
                Map.entry("params.page_referrer", 420), Map.entry("params.page_title", 300), Map.entry("params.campaign", 100),
                Map.entry("params.source", 100), Map.entry("params.content", 100), Map.entry("params.event_label", 100),
                Map.entry("params.event_category", 100), Map.entry("params.language", 100));
    }

    @Override
    Instant time(Map<String, String> hit, Instant now) {
        return Instant.EPOCH.plus(Long.parseLong(hit.get("timestamp_micros")), ChronoUnit.MICROS);
    }

    @Test
    void send_debug_logsWhatGoogleSays() throws Exception {
        collector.answer(Reply.json("{\"validationMessages\":[{\"fieldPath\":\"events\\nFAKE\",\"description\":\"no\","
                + "\"validationCode\":\"NAME_INVALID\"}]}"));
        collector.answer(Reply.json("{\"validationMessages\":[]}"));
        try (var log = LogLines.of("dev.sidetrack.google-analytics")) {
            var provider = configured(Map.of(key("debug"), "true"));
            assertThat(provider.send(batch())).containsOnly(Outcome.ACCEPTED);
            provider.send(batch());
            assertThat(log.lines()).containsExactly("WARNING NAME_INVALID events FAKE: no",
                    "INFO Google has nothing to say against these events (HTTP status 200).");
        }
        assertThat(collector.requests().get(0).path()).isEqualTo("/debug/mp/collect");
    }

    @Test
    void send_hostileNames_fitGoogle() throws Exception {
        var hostile = hits(sentAlone(ContractHits.hostile())).get(0);
        assertThat(hostile.get("name")).matches("[A-Za-z][A-Za-z0-9_]{0,39}");
        var params = hits(sentAlone(ContractHits.longTexts())).get(0).keySet().stream().filter(name -> name.startsWith("params.")).toList();
        assertThat(params).hasSize(25).allMatch(name -> name.matches("params\\.[A-Za-z][A-Za-z0-9_]{0,39}"));
    }
}
