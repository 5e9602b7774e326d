// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidetrack.Hit;
import dev.sidetrack.Page;
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
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlausibleTest extends ProviderContractTest {

    @Override
    protected Provider provider(HttpSender http, Clock clock) {
        return new Plausible(http);
    }

    @Override
    protected String type() {
        return "plausible";
    }

    @Override
    protected Map<String, String> settings() {
        return Map.of("sidetrack.tracking-id", TRACKING_ID);
    }

    @Override
    protected Reply success(int hits) {
        return Reply.of(202).body("ok");
    }

    @Override
    protected Reply leavesOut(int dropped, int hits) {
        return success(hits).header("x-plausible-dropped", "1");
    }

    @Override
    protected List<Map<String, String>> hits(RecordedRequest request) {
        var fields = Fields.ofJson(request.body());
        fields.put("User-Agent", request.header("User-Agent"));
        fields.put("X-Forwarded-For", request.header("X-Forwarded-For"));
        return List.of(fields);
    }

    @Override
    protected Limits documented() {
        return Limits.NONE.hits(1).lateness(Duration.ofMinutes(15));
    }

    @Override
    protected Map<String, Integer> longest() {
        return Map.of("name", 120, "url", 2000, "referrer", 2000);
    }

    @Override
    protected Set<String> headers() {
        return Set.of("user-agent", "x-forwarded-for");
    }

    @Override
    protected boolean takesHitsOfNobody() {
        return false;
    }

    @Test
    void send_manyDroppedInARow_areToldOnce() throws Exception {
        collector.answerAll(leavesOut(0, 1));
        var plausible = configured();
        var batch = batch();
        for (var i = 0; i < 49; i++) {
            plausible.send(batch);
        }
        assertThat(log.lines()).isEmpty();
        plausible.send(batch);
        plausible.send(batch);
        assertThat(log.lines())
                .containsExactly("WARNING Plausible dropped all of the last 50 hits: check " + key("url")
                        + ", and that the tracking id is the domain of a site there.");
    }

    @Test
    void send_someDroppedBetweenOthers_areNotTold() throws Exception {
        collector.answerAll(leavesOut(0, 1));
        var plausible = configured();
        var batch = batch();
        for (var i = 0; i < 200; i++) {
            if (i % 49 == 48) {
                collector.answer(success(1));
            }
            plausible.send(batch);
        }
        assertThat(log.lines()).isEmpty();
    }

    @Test
    void send_agentAndAddress_areHeaders() throws Exception {
        var request = sentAlone(SampleHits.pageView());
        assertThat(request.header("User-Agent")).isEqualTo(SampleHits.VISITOR.userAgent());
        assertThat(request.header("X-Forwarded-For")).isEqualTo(SampleHits.VISITOR.address());
    }

    @Test
    void send_noPageOrNoUserAgent_isDroppedUnsent() throws Exception {
        var nowhere = new Hit(
                SampleHits.ID, SampleHits.TIME, null, SampleHits.minimal().page(), SampleHits.VISITOR, null, null);
        var nameless = new Visitor(SampleHits.CLIENT, null, "192.0.2.0", null, null, null);
        var plausible = configured();
        for (var hit : List.of(nowhere, ContractHits.hit(SampleHits.ID, SampleHits.TIME, nameless))) {
            assertThat(plausible.send(List.of(hit))).containsExactly(Outcome.dropped("no page or no user agent"));
        }
        assertThat(collector.requests()).isEmpty();
    }

    @Test
    void send_noAddress_sendsNone() throws Exception {
        var visitor = new Visitor(SampleHits.CLIENT, null, null, "Agent", null, null);
        assertThat(sentAlone(ContractHits.hit(SampleHits.ID, SampleHits.TIME, visitor))
                        .headerNames())
                .doesNotContain("x-forwarded-for");
    }

    @Test
    void send_urlsThatAreNotAscii_areCutToTheirBytes() throws Exception {
        var page = new Page(
                "https", "shop.example", "/x" + "ä".repeat(3000), null, "https://a.example/x" + "€".repeat(3000));
        var sent = hits(sentAlone(new Hit(SampleHits.ID, SampleHits.TIME, null, page, SampleHits.VISITOR, null, null)))
                .get(0);
        assertThat(sent.get("url").getBytes(StandardCharsets.UTF_8).length).isBetween(1998, 2000);
        assertThat(sent.get("referrer").getBytes(StandardCharsets.UTF_8).length).isBetween(1998, 2000);
    }

    @Test
    void send_eventOfTheReservedName_getsAnother() throws Exception {
        assertThat(hits(sentAlone(SampleHits.event(TrackedEvent.named("engagement"))))
                        .get(0))
                .containsEntry("name", "event_engagement");
    }

    @Test
    void send_currency_makesTheValueARevenue() throws Exception {
        var event = TrackedEvent.named("order").value(12.5).property("currency", "EUR");
        assertThat(hits(sentAlone(SampleHits.event(event))).get(0))
                .containsEntry("revenue.amount", "12.5")
                .containsEntry("revenue.currency", "EUR");
    }

    @ParameterizedTest
    @ValueSource(strings = {"remove_from_cart", "view_cart", "add_to_wishlist", "add_to_cart", "refund"})
    void send_whatEarnsNothing_isNoRevenue(String name) throws Exception {
        var event = TrackedEvent.named(name).value(12.5).property("currency", "EUR");
        assertThat(hits(sentAlone(SampleHits.event(event))).get(0)).doesNotContainKey("revenue.amount");
    }

    @Test
    void send_valueBeyondItsTable_isNoRevenue() throws Exception {
        var event = TrackedEvent.named("order").value(1e15).property("currency", "EUR");
        assertThat(hits(sentAlone(SampleHits.event(event))).get(0))
                .doesNotContainKey("revenue.amount")
                .containsKey("props.value");
    }

    @Test
    void send_manyProperties_keepsThirty() throws Exception {
        var sent = hits(sentAlone(ContractHits.longTexts())).get(0);
        sent.keySet().removeIf(name -> !name.startsWith("props."));
        assertThat(sent).hasSize(30);
        sent.forEach((name, value) -> {
            assertThat(name.getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo("props.".length() + 300);
            assertThat(value.getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(2000);
        });
    }

    @Test
    void send_morePropertiesThanItTakes_saysSo() throws Exception {
        var event = TrackedEvent.named("e").property("note", "x".repeat(2001));
        for (var i = 0; i < 30; i++) {
            event = event.property("p" + i, "secret");
        }
        sentAlone(SampleHits.event(event));
        assertThat(log.lines())
                .containsExactly("WARNING The provider mine cannot send all of the event e. Left out: "
                        + "the end of note; properties beyond 30, from p29 on");
    }
}
