// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.provider;

import dev.sidetrack.spi.Limits;
import dev.sidetrack.spi.Provider;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

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
    Map<String, String> ofEveryField() {
        return Map.of("dp", "/products?id=3");
    }

    @Override
    Limits documented() {
        return Limits.NONE.hits(20).bytes(16 * 1024).lateness(Duration.ofHours(4));
    }

    @Override
    Map<String, Integer> longest() {
        return Map.of("dp", 2048, "dt", 1500, "dr", 2048, "ec", 150, "el", 500);
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
