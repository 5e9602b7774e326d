// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidetrack.Consent;
import dev.sidetrack.SampleHits;
import dev.sidetrack.TrackedEvent;
import dev.sidetrack.Visitor;
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
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SegmentTest extends ProviderContractTest {

    @Override
    protected Provider provider(HttpSender http, Clock clock) {
        return new Segment(http, clock);
    }

    @Override
    protected String type() {
        return "segment";
    }

    @Override
    protected Map<String, String> settings() {
        return Map.of(key("write-key"), SECRET);
    }

    @Override
    Map<String, String> forAllFields() {
        return Map.of(key("consent-category"), "C0001");
    }

    @Override
    protected Reply success(int hits) {
        return Reply.json("{\n  \"success\": true\n}");
    }

    @Override
    protected List<Map<String, String>> hits(RecordedRequest request) {
        return Fields.ofElements(request.body(), "/batch");
    }

    @Override
    protected Limits documented() {
        return Limits.NONE.hits(2500).bytes(500_000).deduplicating();
    }

    @Override
    protected Set<String> headers() {
        return Set.of("authorization", "content-encoding");
    }

    @Override
    protected Class<? extends Outcome> meaning(int status) {
        return status == 410 ? Outcome.Retry.class : super.meaning(status);
    }

    @Override
    protected String id(Map<String, String> hit) {
        return hit.get("messageId");
    }

    @Override
    protected Instant time(Map<String, String> hit, Instant now) {
        return Instant.parse(hit.get("timestamp"));
    }

    @Test
    void send_writeKey_isTheUserOfBasicAuthentication() throws Exception {
        var basic = Base64.getEncoder().encodeToString((SECRET + ":").getBytes());
        assertThat(sentAlone(SampleHits.pageView()).header("Authorization")).isEqualTo("Basic " + basic);
        assertThat(collector.only().body()).doesNotContain(SECRET);
    }

    @Test
    void send_gzipSwitchedOff_leavesTheBodyUnpacked() throws Exception {
        assertThat(sentAlone(SampleHits.pageView()).header("Content-Encoding")).isEqualTo("gzip");
        collector.answer(success(1));
        configured(Map.of(key("gzip"), "false")).send(List.of(SampleHits.pageView()));
        assertThat(collector.requests().get(1).header("Content-Encoding")).isNull();
        assertThat(collector.requests().get(1).body())
                .isEqualTo(collector.requests().get(0).body());
    }

    @Test
    void send_propertiesOfOurNames_replaceNone() throws Exception {
        var event = SampleHits.EVENT
                .property("category", "other")
                .property("label", 7)
                .property("own", "x");
        var sent = hits(sentAlone(SampleHits.event(event))).get(0);
        assertThat(sent)
                .containsEntry("properties.category", "shop")
                .containsEntry("properties.label", "blue-mug")
                .containsEntry("properties.own", "x");
    }

    /** The spec's name for what Google calls its index. */
    @Test
    void send_productInAList_hasItsPosition() throws Exception {
        var event = TrackedEvent.named("view_item").property("items", List.of(Map.of("item_id", "S", "index", 3)));
        assertThat(hits(sentAlone(SampleHits.event(event))).get(0)).containsEntry("properties.position", "3");
    }

    @ParameterizedTest
    @CsvSource({"GRANTED, true", "DENIED, false", "UNASKED,", "ANONYMOUS,"})
    void send_consentCategoryNamed_tellsTheAnswer(Consent consent, String given) throws Exception {
        var visitor = new Visitor(SampleHits.CLIENT, null, null, null, null, consent);
        collector.answerAll(success(1));
        configured().send(List.of(ContractHits.hit(SampleHits.ID, SampleHits.TIME, visitor)));
        configured(Map.of(key("consent-category"), "Analytics"))
                .send(List.of(ContractHits.hit(SampleHits.ID, SampleHits.TIME, visitor)));
        var field = "context.consent.categoryPreferences.Analytics";
        assertThat(hits(collector.requests().get(0)).get(0)).doesNotContainKey(field);
        assertThat(hits(collector.requests().get(1)).get(0).get(field)).isEqualTo(given);
    }

    @Test
    void send_categoriesOfSeveralPurposes_tellsEach() throws Exception {
        var visitor = Visitor.builder(SampleHits.CLIENT)
                .consent(Consent.GRANTED)
                .purposes(Set.of("analytics", "profiles"))
                .build();
        collector.answerAll(success(1));
        configured(Map.of(key("consent-category"), "analytics=Statistics, ads=Advertising, profiles=Personal"))
                .send(List.of(ContractHits.hit(SampleHits.ID, SampleHits.TIME, visitor)));
        assertThat(hits(collector.only()).get(0))
                .containsEntry("context.consent.categoryPreferences.Statistics", "true")
                .containsEntry("context.consent.categoryPreferences.Advertising", "false")
                .containsEntry("context.consent.categoryPreferences.Personal", "true");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"success\":false,\"message\":\"malformed JSON\"}",
                "{\"receivedEvents\":3,\"errors\":[{}],\"ok\":false}"
            })
    void send_successThatSaysNo_isRefused(String body) throws Exception {
        collector.answer(Reply.json(body));
        assertThat(configured().send(batch())).hasSize(3).hasOnlyElementsOfType(Outcome.Refused.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "OK",
                "",
                "{\"success\":true}",
                "{\"receivedEvents\":3,\"errors\":[{}],\"ok\":true}",
                "{\"success\":\"false\"}",
                "{\"success\":"
            })
    void send_successInAnyOtherWords_isAccepted(String body) throws Exception {
        assertThat(outcome(SampleHits.pageView(), Reply.json(body))).isEqualTo(Outcome.ACCEPTED);
    }

    @Test
    void send_statusOfSegmentsOwn_isTriedAgain() throws Exception {
        assertThat(outcome(SampleHits.pageView(), Reply.of(460)))
                .isEqualTo(new Outcome.Retry("HTTP status 460", 460, null));
    }

    @ParameterizedTest
    @CsvSource({"30,, PT30S", "30, 7, PT7S", "1772600767,,", ",,"})
    void send_rateLimit_tellsTheWait(String reset, String retryAfter, Duration wait) throws Exception {
        var reply = Reply.of(429);
        reply = reset == null ? reply : reply.header("X-RateLimit-Reset", reset);
        reply = retryAfter == null ? reply : reply.header("Retry-After", retryAfter);
        assertThat(outcome(SampleHits.pageView(), reply)).isEqualTo(new Outcome.Retry("HTTP status 429", 429, wait));
    }

    @Test
    void send_signedInAndToldToIdentify_saysOnceWhoTheVisitorIs() throws Exception {
        collector.answerAll(success(1));
        var segment = configured(Map.of(key("identify"), "true"));
        var hit = ContractHits.everyField();
        segment.send(List.of(SampleHits.pageView(), hit));
        segment.send(List.of(hit));
        var first = hits(collector.requests().get(0));
        assertThat(first.stream().map(each -> each.get("type")).toList()).containsExactly("identify", "page", "track");
        assertThat(first.get(0))
                .containsEntry("userId", "user-7")
                .containsEntry("anonymousId", SampleHits.CLIENT)
                .containsEntry("messageId", SampleHits.ID + "-identify");
        assertThat(hits(collector.requests().get(1))).hasSize(1);
    }
}
