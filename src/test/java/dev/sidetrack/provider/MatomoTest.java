// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sidetrack.SampleHits;
import dev.sidetrack.config.ConfigurationException;
import dev.sidetrack.spi.Limits;
import dev.sidetrack.spi.Outcome;
import dev.sidetrack.spi.Provider;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MatomoTest extends ProviderContractTest {

    private static final String ALL_BUT_ONE =
            "{\"status\":\"success\",\"tracked\":%d,\"invalid\":1,\"invalid_indices\":[%d]}";

    @Override
    Provider provider(HttpSender http, Clock clock) {
        return new Matomo(http);
    }

    @Override
    String type() {
        return "matomo";
    }

    @Override
    Map<String, String> settings() {
        return Map.of("sidetrack.tracking-id", "1", key("token"), SECRET);
    }

    @Override
    Reply success(int hits) {
        return Reply.json("{\"status\":\"success\",\"tracked\":" + hits + ",\"invalid\":0}");
    }

    @Override
    Reply successBut(int rejected, int hits) {
        return Reply.json(ALL_BUT_ONE.formatted(hits - 1, rejected));
    }

    @Override
    List<Map<String, String>> hits(Recorded request) {
        return Fields.ofElements(request.body(), "/requests").stream()
                .map(query -> Fields.ofForm(query.get("").substring(1))).toList();
    }

    @Override
    Limits documented() {
        return Limits.NONE.hits(200).bytes(8_000_000).scope(Limits.Scope.SITE);
    }

    @Override
    Instant time(Map<String, String> hit, Instant now) {
        return Instant.ofEpochSecond(Long.parseLong(hit.get("cdt")));
    }

    @Override
    Duration precision() {
        return Duration.ofSeconds(1);
    }

    @Test
    void send_tokenNotGoodEnough_stops() throws Exception {
        var outcome = outcome(SampleHits.pageView(), Reply.json("{\"status\":\"success\",\"tracked\":0,\"invalid\":1}"));
        assertThat(((Outcome.Stop) outcome).reason()).contains(key("token"));
    }

    @Test
    void send_invalidWithoutIndices_rejectsAsMany() throws Exception {
        collector.answer(Reply.json("{\"status\":\"success\",\"tracked\":2,\"invalid\":1}"));
        var outcomes = configured().send(batch());
        assertThat(outcomes.subList(0, 2)).containsOnly(Outcome.ACCEPTED);
        assertThat(outcomes.get(2)).isInstanceOf(Outcome.Rejected.class);
    }

    @Test
    void send_replyOfAnother_isTriedAgain() throws Exception {
        assertThat(outcome(SampleHits.pageView(), Reply.json("<html>Maintenance</html>"))).isInstanceOf(Outcome.Retry.class);
    }

    @Test
    void send_properties_goToTheirDimensions() throws Exception {
        collector.answer(success(1));
        configured(Map.of(key("dimensions"), "sku = 3, quantity=12")).send(List.of(SampleHits.event()));
        assertThat(hits(collector.only()).get(0)).containsEntry("dimension3", "M-1").containsEntry("dimension12", "2");
    }

    @Test
    void configure_dimensionWithoutNumber_isRefused() {
        assertThatThrownBy(() -> configured(Map.of(key("dimensions"), "sku=one")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(key("dimensions") + " holds 'sku=one': expected a property and a number, such as sku=1.");
    }
}
