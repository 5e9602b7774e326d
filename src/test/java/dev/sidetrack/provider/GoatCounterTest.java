// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sidetrack.SampleHits;
import dev.sidetrack.config.ConfigurationException;
import dev.sidetrack.spi.Limits;
import dev.sidetrack.spi.Outcome;
import dev.sidetrack.spi.Provider;
import dev.sidetrack.spi.http.HttpSender;
import dev.sidetrack.testing.ContractHits;
import dev.sidetrack.testing.RecordedRequest;
import dev.sidetrack.testing.Reply;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GoatCounterTest extends ProviderContractTest {

    @Override
    protected Provider provider(HttpSender http, Clock clock) {
        return new GoatCounter(http);
    }

    @Override
    protected String type() {
        return "goatcounter";
    }

    @Override
    protected Map<String, String> settings() {
        return Map.of(key("token"), SECRET);
    }

    @Override
    protected Reply success(int hits) {
        return Reply.of(202).body("{\"status\":\"ok\"}");
    }

    @Override
    protected Reply successBut(int rejected, int hits) {
        return Reply.of(400).body("{\"errors\":{\"" + rejected + "\":\"created_at: in the future.\\n\"}}");
    }

    @Override
    protected Reply leavesOut(int dropped, int hits) {
        return success(hits).header("X-Goatcounter-Filter", "" + dropped);
    }

    @Override
    protected List<Map<String, String>> hits(RecordedRequest request) {
        return Fields.ofElements(request.body(), "/hits");
    }

    @Override
    protected Limits documented() {
        return Limits.NONE.hits(500).requests(60, Duration.ofMinutes(2));
    }

    @Override
    protected Map<String, Integer> longest() {
        return Map.of("title", 1024, "ref", 2048, "query", 2048, "user_agent", 512);
    }

    @Override
    protected Set<String> headers() {
        return Set.of("authorization");
    }

    @Override
    protected Instant time(Map<String, String> hit, Instant now) {
        return Instant.parse(hit.get("created_at"));
    }

    @Test
    void send_token_isABearerToken() throws Exception {
        assertThat(sentAlone(SampleHits.pageView()).header("Authorization")).isEqualTo("Bearer " + SECRET);
    }

    @Test
    void send_pageView_isNotMarkedAsAnEvent() throws Exception {
        assertThat(hits(sentAlone(SampleHits.pageView())).get(0))
                .containsEntry("path", "/products/blue-mug")
                .doesNotContainKey("event");
        assertThat(hits(sentAlone(ContractHits.longTexts())).get(0)).containsEntry("event", "true");
    }

    @Test
    void send_hitOfNobody_givesUpSessions() throws Exception {
        assertThat(sentAlone(SampleHits.pageView()).body()).doesNotContain("no_sessions");
        assertThat(sentAlone(SampleHits.minimal()).body()).startsWith("{\"no_sessions\":true,");
    }

    @Test
    void send_filteredHits_areDroppedBesideThoseWithErrors() throws Exception {
        collector.answer(Reply.of(202).header("X-Goatcounter-Filter", "0, 2"));
        assertThat(configured().send(batch()))
                .extracting(Object::getClass)
                .extracting(Class::getSimpleName)
                .containsExactly("Dropped", "Accepted", "Dropped");
        collector.answer(successBut(1, 3).header("X-Goatcounter-Filter", "2"));
        assertThat(configured().send(batch()))
                .extracting(Object::getClass)
                .extracting(Class::getSimpleName)
                .containsExactly("Accepted", "Rejected", "Dropped");
    }

    @Test
    void send_errorsOfAWholeLargeRequest_areAllRead() throws Exception {
        var hits = Collections.nCopies(500, SampleHits.pageView());
        var errors = IntStream.range(1, 500)
                .mapToObj(
                        i -> "\"" + i + "\":\"" + "title: must be shorter than 1024 characters.\\n".repeat(10) + "\"");
        collector.answer(Reply.of(400).body("{\"errors\":{" + errors.collect(Collectors.joining(",")) + "}}"));
        var outcomes = configured().send(hits);
        assertThat(outcomes.get(0)).isEqualTo(Outcome.ACCEPTED);
        assertThat(outcomes.subList(1, 500)).hasOnlyElementsOfType(Outcome.Rejected.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "3", "-1", "0,", "x", ",,", "99999999999"})
    void send_senselessFilter_doesNoHarm(String filter) throws Exception {
        collector.answer(success(3).header("X-Goatcounter-Filter", filter));
        assertThat(configured().send(batch())).hasSize(3).contains(Outcome.ACCEPTED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"errors\":{\"hits\":[\"must be set\"]}}",
                "{\"errors\":{\"3\":\"no such hit\"}}",
                "{\"errors\":{\"0\":\"cut o",
                "{\"error\":\"no hits\"}",
                "{\"errors\":{}}",
                "{\"errors\":{\"0\":\"one\"}"
            })
    void send_errorOfTheWholeRequest_isRefused(String body) throws Exception {
        collector.answer(Reply.of(400).body(body));
        assertThat(configured().send(batch())).hasSize(3).hasOnlyElementsOfType(Outcome.Refused.class);
    }

    @ParameterizedTest
    @CsvSource({"117, PT1M57S", "0, PT0S", "-0,", "soon,", "1772600767,", "99999999999999999999,"})
    void send_rateLimit_tellsTheWait(String reset, Duration wait) throws Exception {
        var reply = Reply.of(429)
                .header("X-Rate-Limit-Limit", "60")
                .header("X-Rate-Limit-Remaining", "0")
                .header("X-Rate-Limit-Reset", reset);
        assertThat(outcome(SampleHits.pageView(), reply)).isEqualTo(new Outcome.Retry("HTTP status 429", 429, wait));
    }

    @Test
    void configure_tokenThatFitsNoHeader_isRefusedUnshown() {
        assertThatThrownBy(() -> configured(Map.of(key("token"), "s3cr3t\nt0k3n")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(key("token"))
                .hasMessageNotContainingAny("s3cr3t", "t0k3n");
    }
}
