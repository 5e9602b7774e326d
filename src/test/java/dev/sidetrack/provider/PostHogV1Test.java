// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidetrack.SampleHits;
import dev.sidetrack.config.SettingsOf;
import dev.sidetrack.spi.Outcome;
import dev.sidetrack.spi.http.HttpSender;
import dev.sidetrack.testing.ContractHits;
import dev.sidetrack.testing.HttpRecorder;
import dev.sidetrack.testing.ManualClock;
import dev.sidetrack.testing.Reply;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** PostHog's {@code /i/v1}, as its capture server reads and answers it. */
class PostHogV1Test {

    private final ManualClock clock = new ManualClock(SampleHits.TIME.plusSeconds(90));
    private final HttpRecorder collector = new HttpRecorder();
    private final PostHog posthog;

    PostHogV1Test() throws IOException {
        var settings = SettingsOf.map(Map.of(
                "sidetrack.tracking-id",
                "phc_project",
                "sidetrack.sites.shop.hosts",
                "shop.example",
                "sidetrack.provider.posthog.v1",
                "true",
                "sidetrack.provider.posthog.url",
                collector.url().toString()));
        posthog = new PostHog(new HttpSender(settings), clock);
        posthog.configure(settings.provider("posthog"));
    }

    @AfterEach
    void close() throws IOException {
        collector.close();
    }

    @Test
    void send_event_isTheSample() throws Exception {
        collector.answer(results("ok"));
        assertThat(posthog.send(ContractHits.batch(1))).containsExactly(Outcome.ACCEPTED);
        collector.answer(results("ok"));
        posthog.send(List.of(SampleHits.event()));
        Sample.check("posthog/v1-event.http", collector.requests().get(1));
    }

    /** What it would add itself, or has another place for, must not be among the properties. */
    @Test
    void send_anyHit_hasNoPropertiesOfItsOwn() throws Exception {
        collector.answer(results("ok"));
        var hit = ContractHits.everyField();
        var posing = hit.event().property("$process_person_profile", true).property("$session_id", "x");
        posthog.send(List.of(hit.withEvent(posing)));
        assertThat(collector.only().body())
                .doesNotContain(
                        "\"$lib\"", "\"$lib_version\"", "\"$session_id\"", "\"$process_person_profile\"", "api_key");
    }

    @Test
    void send_again_keepsTheIdAndCountsTheAttempts() throws Exception {
        collector.answerAll(Reply.of(503));
        posthog.send(ContractHits.batch(2));
        clock.pass(Duration.ofSeconds(3));
        posthog.send(ContractHits.batch(2));
        posthog.send(ContractHits.batch(1));
        var requests = collector.requests();
        assertThat(requests.get(1).header("PostHog-Request-Id"))
                .isEqualTo(requests.get(0).header("PostHog-Request-Id"))
                .isNotEqualTo(requests.get(2).header("PostHog-Request-Id"));
        assertThat(requests)
                .extracting(request -> request.header("PostHog-Attempt"))
                .containsExactly("1", "2", "1");
        assertThat(requests)
                .extracting(request -> request.header("PostHog-Request-Timestamp"))
                .containsExactly("2026-03-04T05:07:37.891Z", "2026-03-04T05:07:40.891Z", "2026-03-04T05:07:40.891Z");
    }

    @Test
    void send_resultPerEvent_isTheOutcomeOfEach() throws Exception {
        collector.answer(results(
                        "ok",
                        "warning",
                        "drop\",\"details\":\"invalid_options",
                        "drop\",\"details\":\"event_restriction_drop",
                        "retry",
                        "other")
                .header("Retry-After", "3"));
        assertThat(posthog.send(ContractHits.batch(7)))
                .containsExactly(
                        Outcome.ACCEPTED,
                        Outcome.ACCEPTED,
                        Outcome.rejected("PostHog: invalid_options"),
                        Outcome.dropped("event_restriction_drop"),
                        Outcome.retry("PostHog: null", Duration.ofSeconds(3)),
                        Outcome.unclear(),
                        Outcome.unclear());
    }

    @ParameterizedTest
    @CsvSource({
        "400, Refused",
        "401, Stop",
        "402, Stop",
        "404, Stop",
        "405, Stop",
        "408, Retry",
        "413, Refused",
        "503, Retry"
    })
    void send_anyStatus_isReadAsElsewhere(int status, String outcome) throws Exception {
        collector.answer(Reply.of(status));
        assertThat(posthog.send(ContractHits.batch(1)).get(0).getClass().getSimpleName())
                .isEqualTo(outcome);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{\"status\":1}", "{\"results\":7}", "{\"results\":[]}"})
    void send_successOfAnother_isUnclear(String body) throws Exception {
        collector.answer(Reply.json(body));
        assertThat(posthog.send(ContractHits.batch(2))).containsOnly(Outcome.unclear());
    }

    private static Reply results(String... words) {
        var results = new ArrayList<String>();
        for (var hit : ContractHits.batch(words.length)) {
            results.add("\"" + hit.id() + "\":{\"result\":\"" + words[results.size()] + "\"}");
        }
        return Reply.json("{\"results\":{" + String.join(",", results) + "}}");
    }
}
