// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.provider;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PostHogTest extends ProviderContractTest {

    @Override
    protected Provider provider(HttpSender http, Clock clock) {
        return new PostHog(http, clock);
    }

    @Override
    protected String type() {
        return "posthog";
    }

    @Override
    protected Map<String, String> settings() {
        return Map.of("sidetrack.tracking-id", "phc_project");
    }

    @Override
    protected Reply success(int hits) {
        return Reply.json("{\"status\":1}");
    }

    @Override
    protected Class<? extends Outcome> meaning(int status) {
        return status == 402 ? Outcome.Stop.class : super.meaning(status);
    }

    @Override
    protected Class<? extends Outcome> ofGibberish() {
        return Outcome.Unclear.class;
    }

    @Override
    protected List<Map<String, String>> hits(RecordedRequest request) {
        return Fields.ofElements(request.body(), "/batch");
    }

    @Override
    protected Limits documented() {
        return Limits.NONE.bytes(20_000_000).scope(Limits.Scope.SITE).deduplicating();
    }

    @Override
    protected Map<String, Integer> longest() {
        return Map.of("distinct_id", 200);
    }

    @Override
    protected Set<String> headers() {
        return Set.of("content-encoding");
    }

    @Override
    protected String id(Map<String, String> hit) {
        return hit.get("uuid");
    }

    @Override
    protected Instant time(Map<String, String> hit, Instant now) {
        return Instant.parse(hit.get("timestamp"));
    }

    /** As its own script does, so that filters find both. */
    @ParameterizedTest
    @CsvSource({
        "Chrome/124.0.0.0 Safari/537.36, 124",
        "Version/17.4.1 Safari/605.1.15, 17.4",
        "Firefox/127.0, 127",
        "Chrome/. Safari/537.36, '\".\"'"
    })
    void send_browser_hasANumberAsItsVersion(String agent, String version) throws Exception {
        var visitor = SampleHits.VISITOR.withUserAgent("Mozilla/5.0 " + agent);
        assertThat(sentAlone(SampleHits.pageView().withVisitor(visitor)).body())
                .contains("\"$browser_version\":" + version + ",");
    }

    @Test
    void send_quotaUsedUp_stops() throws Exception {
        var reply = Reply.json("{\"status\":1,\"quota_limited\":[\"events\"]}");
        assertThat(outcome(SampleHits.pageView(), reply)).isInstanceOf(Outcome.Stop.class);
        var ofOthers = Reply.json("{\"status\":1,\"quota_limited\":[\"recordings\"]}");
        assertThat(outcome(SampleHits.pageView(), ofOthers)).isEqualTo(Outcome.ACCEPTED);
    }

    @Test
    void send_session_isAUuidOfItsBeginning() throws Exception {
        var session =
                UUID.fromString(hits(sentAlone(SampleHits.pageView())).get(0).get("properties.$session_id"));
        assertThat(session.version()).isEqualTo(7);
        assertThat(session.variant()).isEqualTo(2);
        assertThat(session.getMostSignificantBits() >>> 16)
                .isEqualTo(SampleHits.VISITOR.session().id() * 1000);
    }

    @Test
    void send_noAddress_keepsPostHogFromLocatingOurs() throws Exception {
        var visitor = new Visitor(SampleHits.CLIENT, null, null, null, null, null);
        assertThat(hits(sentAlone(ContractHits.hit(SampleHits.ID, SampleHits.TIME, visitor)))
                        .get(0))
                .containsEntry("properties.$geoip_disable", "true")
                .doesNotContainKey("properties.$ip");
        assertThat(hits(sentAlone(SampleHits.minimal())).get(0)).containsEntry("properties.$geoip_disable", "true");
        assertThat(hits(sentAlone(SampleHits.pageView())).get(0)).doesNotContainKey("properties.$geoip_disable");
    }

    @Test
    void send_propertiesOfOurNames_replaceNone() throws Exception {
        var event = TrackedEvent.named("a").property("$ip", "203.0.113.9").property("$process_person_profile", true);
        assertThat(hits(sentAlone(SampleHits.event(event))).get(0))
                .containsEntry("properties.$ip", "192.0.2.0")
                .containsEntry("properties.$process_person_profile", "false");
    }

    @Test
    void send_signedInAndToldToIdentify_saysOnceWhoTheVisitorIs() throws Exception {
        collector.answer(Reply.of(503));
        collector.answerAll(success(1));
        var posthog = configured(Map.of(key("identify"), "true"));
        var hit = ContractHits.everyField();
        posthog.send(List.of(SampleHits.pageView(), hit, hit));
        posthog.send(List.of(hit));
        posthog.send(List.of(hit));
        assertThat(hits(collector.requests().get(0)).stream()
                        .map(each -> each.get("event"))
                        .toList())
                .containsExactly("$identify", "$pageview", "order-placed", "order-placed");
        var again = hits(collector.requests().get(1));
        assertThat(again.get(0))
                .containsEntry("event", "$identify")
                .containsEntry("distinct_id", "user-7")
                .containsEntry("properties.$anon_distinct_id", SampleHits.CLIENT)
                .containsEntry("properties.$process_person_profile", "true");
        assertThat(again.get(1))
                .containsEntry("distinct_id", "user-7")
                .containsEntry("properties.$process_person_profile", "true");
        assertThat(hits(collector.requests().get(0)).get(1))
                .containsEntry("distinct_id", SampleHits.CLIENT)
                .containsEntry("properties.$process_person_profile", "false");
        assertThat(hits(collector.requests().get(2))).hasSize(1);
    }

    @Test
    void send_visitWithoutReferrer_isDirect() throws Exception {
        var direct = SampleHits.pageView().withPage(SampleHits.PAGE.withReferrer(null));
        assertThat(hits(sentAlone(direct)).get(0))
                .containsEntry("properties.$referrer", "$direct")
                .containsEntry("properties.$referring_domain", "$direct");
        assertThat(hits(sentAlone(SampleHits.minimal())).get(0))
                .doesNotContainKeys("properties.$referrer", "properties.$referring_domain");
    }

    @Test
    void send_referrerWhoseHostHasAnUnderscore_hasADomain() throws Exception {
        var hit = SampleHits.pageView().withPage(SampleHits.PAGE.withReferrer("https://my_blog.example/x"));
        assertThat(hits(sentAlone(hit)).get(0)).containsEntry("properties.$referring_domain", "my_blog.example");
    }

    @Test
    void send_allThatIsSaidOfAProduct_stays() throws Exception {
        var item = Map.of("item_id", "S", "item_category2", "Kitchen", "coupon", "SPRING");
        var event = TrackedEvent.named("purchase")
                .property("transaction_id", "T")
                .property("tax", "none")
                .property("items", List.of(item));
        assertThat(hits(sentAlone(SampleHits.event(event))).get(0))
                .containsEntry("properties.order_id", "T")
                .containsEntry("properties.tax", "none")
                .containsEntry("properties.products.0.product_id", "S")
                .containsEntry("properties.products.0.item_category2", "Kitchen")
                .containsEntry("properties.products.0.coupon", "SPRING")
                .doesNotContainKeys("properties.transaction_id", "properties.items.0.item_id");
    }
}
