// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidetrack.Campaign;
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
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UmamiTest extends ProviderContractTest {

    private static final String WEBSITE = "5a9e1f0c-1b2d-4c3e-8f4a-0123456789ab";
    private static final String TAKEN =
            "{\"size\":%d,\"processed\":%d,\"errors\":0,\"details\":[],\"cache\":\"eyJhbGciOiJIUzI1NiJ9\"}";
    private static final String ONE_REFUSED = "{\"size\":%d,\"processed\":%d,\"errors\":1,\"details\":[{\"index\":%d,"
            + "\"response\":{\"error\":{\"message\":\"%s\",\"status\":%d}}}],\"cache\":\"eyJhbGciOiJIUzI1NiJ9\"}";

    @Override
    protected Provider provider(HttpSender http, Clock clock) {
        return new Umami(http, clock);
    }

    @Override
    protected String type() {
        return "umami";
    }

    @Override
    protected Map<String, String> settings() {
        return Map.of("sidetrack.tracking-id", WEBSITE);
    }

    @Override
    protected Reply success(int hits) {
        return Reply.json(TAKEN.formatted(hits, hits));
    }

    @Override
    protected Reply successBut(int rejected, int hits) {
        return Reply.json(ONE_REFUSED.formatted(hits, hits - 1, rejected, "Bad request", 400));
    }

    @Override
    protected Class<? extends Outcome> ofGibberish() {
        return Outcome.Unclear.class;
    }

    @Override
    protected Reply leavesOut(int dropped, int hits) {
        return Reply.json(ONE_REFUSED.formatted(hits, hits - 1, dropped, "Forbidden", 403));
    }

    @Override
    protected List<Map<String, String>> hits(RecordedRequest request) {
        return Fields.ofElements(request.body(), "");
    }

    @Override
    protected Limits documented() {
        return Limits.NONE.hits(50).scope(Limits.Scope.VISITOR);
    }

    @Override
    protected Map<String, Integer> longest() {
        return Map.of(
                "payload.hostname",
                100,
                "payload.name",
                50,
                "payload.url",
                500,
                "payload.title",
                500,
                "payload.referrer",
                500,
                "payload.id",
                50,
                "payload.language",
                35,
                "payload.data.category",
                500);
    }

    @Override
    protected Instant time(Map<String, String> hit, Instant now) {
        return Instant.ofEpochSecond(Long.parseLong(hit.get("payload.timestamp")));
    }

    @Override
    protected Duration precision() {
        return Duration.ofSeconds(1);
    }

    @Test
    void send_manyProperties_keepsFifty() throws Exception {
        var names = hits(sentAlone(ContractHits.longTexts())).get(0).keySet();
        assertThat(names.stream().filter(name -> name.startsWith("payload.data.")))
                .hasSize(50)
                .allMatch(name -> name.length() <= "payload.data.".length() + 500);
    }

    @Test
    void send_freshHits_haveTheTimeOfTheirArrival() throws Exception {
        collector.answerAll(success(2));
        var fresh = ContractHits.hit(SampleHits.ID, NOW.minusMillis(9_900), SampleHits.VISITOR);
        var newer = ContractHits.hit(SampleHits.ID, NOW.minusMillis(1), SampleHits.VISITOR);
        configured().send(List.of(fresh, newer));
        assertThat(hits(collector.only()))
                .hasSize(2)
                .allSatisfy(hit -> assertThat(hit).doesNotContainKey("payload.timestamp"));
        var late = fresh.withTime(NOW.minusMillis(10_001));
        configured().send(List.of(late, newer));
        assertThat(hits(collector.requests().get(1)))
                .as("all of one kind")
                .allSatisfy(hit -> assertThat(hit).containsKey("payload.timestamp"));
    }

    /** A longer one does not fit into its column, and it would answer 500. */
    @ParameterizedTest
    @CsvSource({"255, true", "256, false"})
    void send_clickId_fitsIntoItsColumn(int length, boolean isSent) throws Exception {
        var campaign = Campaign.builder().clickId("fbclid", "c".repeat(length)).buildOrNull();
        var hit = SampleHits.pageView().withCampaign(campaign);
        assertThat(hits(sentAlone(hit)).get(0).get("payload.url").contains("fbclid=" + "c".repeat(length)))
                .isEqualTo(isSent);
    }

    @Test
    void send_partOfACampaignBeyondItsColumn_isCut() throws Exception {
        var campaign = Campaign.builder().term("t".repeat(256)).buildOrNull();
        assertThat(hits(sentAlone(SampleHits.pageView().withCampaign(campaign))).get(0))
                .containsEntry("payload.url", "/products/blue-mug?utm_term=" + "t".repeat(255));
    }

    @Test
    void send_valueWithACurrency_isRevenue() throws Exception {
        var event = TrackedEvent.named("booked").value(12.5);
        assertThat(hits(sentAlone(SampleHits.event(event))).get(0))
                .doesNotContainKeys("payload.data.revenue", "payload.data.currency");
        collector.answer(success(1));
        configured(Map.of("sidetrack.currency", "chf")).send(List.of(SampleHits.event(event)));
        assertThat(hits(collector.requests().get(1)).get(0))
                .containsEntry("payload.data.revenue", "12.5")
                .containsEntry("payload.data.currency", "CHF");
        assertThat(hits(sentAlone(ContractHits.shop("add_to_cart"))).get(0)).doesNotContainKey("payload.data.revenue");
        var removed = TrackedEvent.named("remove_from_cart").value(3).property("currency", " eur ");
        assertThat(hits(sentAlone(SampleHits.event(removed))).get(0))
                .containsEntry("payload.data.currency", "EUR")
                .doesNotContainKey("payload.data.revenue");
    }

    /** From 10^15 on its columns overflow, and the whole answer is a 500. */
    @ParameterizedTest
    @CsvSource({
        "999999999999999, 999999999999999",
        "1000000000000000, '\"1000000000000000\"'",
        "-1000000000000000, '\"-1000000000000000\"'",
        "123456789012345678, '\"123456789012345678\"'"
    })
    void send_numberBeyondItsColumns_isText(long number, String sent) throws Exception {
        var event = TrackedEvent.named("paid").property("n", number);
        assertThat(sentAlone(SampleHits.event(event)).body()).contains("\"n\":" + sent + "}");
    }

    /** What has this name goes to its table of revenue, with the currency. */
    @ParameterizedTest
    @CsvSource({"12.50, revenue", "Infinity, event_revenue", "1e30, event_revenue", "much, event_revenue"})
    void send_propertyCalledRevenue_isAnAmountOrHasAnotherName(String revenue, String name) throws Exception {
        var event = TrackedEvent.named("e").property("revenue", revenue).property("currency", "Golden dollars");
        assertThat(hits(sentAlone(SampleHits.event(event))).get(0))
                .containsEntry("payload.data." + name, revenue)
                .containsEntry("payload.data.currency", "Golden dol");
        var tooMuch = event.property("revenue", 1_000_000_000_000_000L);
        assertThat(hits(sentAlone(SampleHits.event(tooMuch))).get(0)).doesNotContainKey("payload.data.revenue");
    }

    /** It takes texts of this form for times, and fails if there is no such time. */
    @ParameterizedTest
    @CsvSource({
        "2026-03-04T05:06:07, 2026-03-04T05:06:07",
        "2026-03-04T05:06:07.891+01:00, 2026-03-04T05:06:07.891+01:00",
        "2026-99-99T99:99:99, 2026-99-99 99:99:99",
        "2026-03-04T05:06:07.891+99:99, 2026-03-04 05:06:07.891+99:99",
        "0000-03-04T05:06:07, 0000-03-04 05:06:07",
        "T2026, T2026"
    })
    void send_textThatLooksLikeATime_isOneOrIsText(String text, String sent) throws Exception {
        var event = TrackedEvent.named("e").property("t", text);
        assertThat(hits(sentAlone(SampleHits.event(event))).get(0)).containsEntry("payload.data.t", sent);
    }

    @Test
    void send_valueBeyondItsColumns_isNoRevenue() throws Exception {
        var event = TrackedEvent.named("paid").value(1e15).property("currency", "EUR");
        assertThat(sentAlone(SampleHits.event(event)).body())
                .contains("\"value\":\"1.0E15\"")
                .doesNotContain("revenue");
    }

    @ParameterizedTest
    @CsvSource({"100% wool, 100% wool", "%00, %2500", "a %41 %, a %2541 %25"})
    void send_titleThatLooksEscaped_survivesItsDecoding(String title, String sent) throws Exception {
        var hit = SampleHits.pageView().withPage(SampleHits.PAGE.withTitle(title));
        assertThat(hits(sentAlone(hit)).get(0)).containsEntry("payload.title", sent);
    }

    @Test
    void send_robotTold_isDropped() throws Exception {
        assertThat(outcome(SampleHits.pageView(), Reply.json("{\"beep\":\"boop\"}")))
                .isEqualTo(Outcome.dropped("robot"));
    }

    @Test
    void send_noSessionTold_isARobotOnceUmamiHasToldOne() throws Exception {
        var hits = List.of(SampleHits.pageView());
        var noSession = Reply.json("{\"size\":1,\"processed\":1,\"errors\":0,\"details\":[]}");
        collector.answerAll(noSession);
        var umami = configured();
        assertThat(umami.send(hits)).as("by Umami 2 or 3.0.1").containsExactly(Outcome.ACCEPTED);
        collector.answer(success(1));
        umami.send(hits);
        assertThat(umami.send(hits)).containsExactly(Outcome.dropped("robot"));
    }

    @Test
    void send_hitOfNobody_hasNoUserAgentAtAll() throws Exception {
        assertThat(sentAlone(SampleHits.minimal()).header("User-Agent")).isEmpty();
        var nameless = new Visitor(SampleHits.CLIENT, null, "192.0.2.0", null, null, null);
        assertThat(sentAlone(ContractHits.hit(SampleHits.ID, SampleHits.TIME, nameless))
                        .header("User-Agent"))
                .isEmpty();
    }

    @Test
    void send_faultOfUmamis_isTriedAgain() throws Exception {
        var outcome = outcome(SampleHits.pageView(), Reply.json(ONE_REFUSED.formatted(1, 0, 0, "Server error", 500)));
        assertThat(((Outcome.Retry) outcome).status()).isEqualTo(500);
    }

    @Test
    void send_replyOfAnother_isTriedAgain() throws Exception {
        assertThat(outcome(SampleHits.pageView(), Reply.json("<html>Welcome</html>")))
                .isInstanceOf(Outcome.Retry.class);
    }

    @Test
    void send_morePropertiesThanItTakes_saysSo() throws Exception {
        var event = TrackedEvent.named("e").property("note", "x".repeat(501));
        for (var i = 0; i < 50; i++) {
            event = event.property("p" + i, "secret");
        }
        sentAlone(SampleHits.event(event));
        assertThat(log.lines())
                .containsExactly("WARNING The provider mine cannot send all of the event e. Left out: "
                        + "the end of note; properties beyond 50, from p49 on");
    }
}
