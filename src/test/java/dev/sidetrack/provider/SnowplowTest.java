// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sidetrack.Hit;
import dev.sidetrack.SampleHits;
import dev.sidetrack.TrackedEvent;
import dev.sidetrack.config.ConfigurationException;
import dev.sidetrack.spi.Limits;
import dev.sidetrack.spi.Provider;
import dev.sidetrack.spi.http.HttpSender;
import dev.sidetrack.testing.ContractHits;
import dev.sidetrack.testing.RecordedRequest;
import dev.sidetrack.testing.Reply;
import jakarta.json.Json;
import java.io.StringReader;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SnowplowTest extends ProviderContractTest {

    /** All that {@code payload_data} 1-0-4 allows, and of it what it requires. */
    private static final Set<String> KNOWN =
            Set.of(("tna aid p dtm tz e tid eid tv duid nuid uid vid ip res url page refr fp ctype cookie"
                            + " lang f_pdf f_qt f_realp f_wma f_dir f_fla f_java f_gears f_ag cd ds cs vp mac pp_mix pp_max pp_miy pp_may ad_ba ad_ca ad_ad"
                            + " ad_uid tr_id tr_af tr_tt tr_tx tr_sh tr_ci tr_st tr_co tr_cu ti_id ti_sk ti_nm ti_na ti_ca ti_pr ti_qu ti_cu sa sn st sp"
                            + " se_ca se_ac se_la se_pr se_va ue_na ue_pr ue_px co cx ua tnuid stm sid ttm")
                    .split(" "));

    private static final Set<String> REQUIRED = Set.of("tv", "p", "e");
    private static final String SCHEMA = "iglu:com.example/tracked_event/jsonschema/1-0-0";

    @Override
    protected Provider provider(HttpSender http, Clock clock) {
        return new Snowplow(http, clock);
    }

    @Override
    protected String type() {
        return "snowplow";
    }

    @Override
    protected Map<String, String> settings() {
        return Map.of("sidetrack.tracking-id", TRACKING_ID);
    }

    @Override
    protected Reply success(int hits) {
        return Reply.json("ok");
    }

    @Override
    protected boolean holdsAnyNumber() {
        return true;
    }

    @Override
    protected List<Map<String, String>> hits(RecordedRequest request) {
        return Fields.ofElements(request.body(), "/data");
    }

    @Override
    protected Limits documented() {
        return Limits.NONE.bytes(1_048_576).scope(Limits.Scope.SITE);
    }

    @Override
    protected Map<String, Integer> longest() {
        return Map.of(
                "url", 3000, "page", 2000, "refr", 4096, "ua", 1000, "lang", 255, "uid", 255, "duid", 128, "se_ca",
                1000, "se_la", 4096);
    }

    @Override
    protected Set<String> headers() {
        return Set.of("sp-anonymous");
    }

    @Override
    protected String id(Map<String, String> hit) {
        return hit.get("eid");
    }

    @Override
    protected Instant time(Map<String, String> hit, Instant now) {
        return Instant.ofEpochMilli(Long.parseLong(hit.get("dtm")));
    }

    @Override
    protected Set<String> moving() {
        return Set.of("stm");
    }

    @Test
    void send_emptyCategory_isTheUsualOne() throws Exception {
        var event = SampleHits.event(TrackedEvent.named("e").category(" "));
        assertThat(hits(sentAlone(event)).get(0)).containsEntry("se_ca", "event");
    }

    @Test
    void send_anyHit_isWhatTheSchemaAllows() throws Exception {
        for (var hit : List.of(
                SampleHits.pageView(),
                SampleHits.event(),
                SampleHits.minimal(),
                ContractHits.hostile(),
                ContractHits.longTexts())) {
            var body =
                    Json.createReader(new StringReader(sentAlone(hit).body())).readObject();
            assertThat(body.keySet()).containsExactly("schema", "data");
            assertThat(body.getString("schema"))
                    .isEqualTo("iglu:com.snowplowanalytics.snowplow/payload_data/jsonschema/1-0-4");
            for (var event : body.getJsonArray("data")) {
                assertThat(event.asJsonObject().keySet()).isSubsetOf(KNOWN).containsAll(REQUIRED);
                assertThat(event.asJsonObject().values())
                        .extracting(Object::toString)
                        .allMatch(value -> value.startsWith("\""));
            }
        }
    }

    @Test
    void send_schemaNamed_makesEventsSelfDescribing() throws Exception {
        var sent = withSchema(SampleHits.event());
        assertThat(sent).containsEntry("e", "ue").doesNotContainKeys("se_ca", "se_ac");
        assertThat(sent.get("ue_pr"))
                .isEqualTo(
                        "{\"schema\":\"iglu:com.snowplowanalytics.snowplow/unstruct_event/jsonschema/1-0-0\",\"data\":"
                                + "{\"schema\":\"" + SCHEMA
                                + "\",\"data\":{\"name\":\"order-placed\",\"category\":\"shop\",\"label\":\"blue-mug\","
                                + "\"value\":12.5,\"properties\":{\"sku\":\"M-1\",\"quantity\":2,\"discount\":0.25,\"gift\":true}}}}");
        assertThat(withSchema(SampleHits.pageView())).containsEntry("e", "pv").doesNotContainKey("ue_pr");
    }

    @Test
    void send_eventWithoutCategory_getsOneSinceItIsRequired() throws Exception {
        var sent = hits(sentAlone(SampleHits.event(TrackedEvent.named("ping")))).get(0);
        assertThat(sent)
                .containsEntry("se_ca", "event")
                .containsEntry("se_ac", "ping")
                .doesNotContainKeys("se_la", "se_pr", "se_va");
    }

    @Test
    void send_propertiesTooLongForTheirColumn_sendsThoseThatFitAndSaysSo() throws Exception {
        var event = TrackedEvent.named("a").property("b", "c".repeat(992));
        var fits = hits(sentAlone(SampleHits.event(event))).get(0).get("se_pr");
        assertThat(fits).hasSize(1000);
        assertThat(log.lines()).isEmpty();
        var three = TrackedEvent.named("a")
                .property("x", 1)
                .property("b", "c".repeat(990))
                .property("y", true);
        assertThat(hits(sentAlone(SampleHits.event(three))).get(0)).containsEntry("se_pr", "{\"x\":1,\"y\":true}");
        assertThat(log.lines())
                .containsExactly("WARNING The provider mine cannot send all of the event a. Left out: b");
    }

    @Test
    void send_ownFactsOfAnOrder_areTold() throws Exception {
        var order = ContractHits.purchase();
        var event = order.event().category("shop").label("web").property("gift", true);
        sentAlone(order);
        assertThat(log.lines()).isEmpty();
        sentAlone(order.withEvent(event));
        assertThat(log.lines())
                .containsExactly("WARNING The provider mine cannot send all of the event purchase. Left out: "
                        + "its category; its label; gift");
    }

    @Test
    void send_ownFactsWithSchema_goAsAnEntity() throws Exception {
        var order = ContractHits.purchase();
        assertThat(withSchema(order).get("co")).doesNotContain(SCHEMA);
        var sent = withSchema(order.withEvent(order.event().property("gift", true)));
        assertThat(sent).containsEntry("e", "ue");
        assertThat(sent.get("co"))
                .contains("{\"schema\":\"" + SCHEMA + "\",\"data\":{\"name\":\"purchase\",\"value\":30")
                .contains("\"gift\":true");
        assertThat(log.lines()).isEmpty();
    }

    @Test
    void send_levelsOfACategory_areOneText() throws Exception {
        var item = Map.of("item_id", "S", "item_category", "Home", "item_category2", "Mugs", "index", 3);
        var event = TrackedEvent.named("view_item").property("currency", "EUR").property("items", List.of(item));
        assertThat(hits(sentAlone(SampleHits.event(event))).get(0).get("co"))
                .contains("\"category\":\"Home/Mugs\"", "\"position\":3");
        assertThat(log.lines()).isEmpty();
    }

    @Test
    void send_visitorWhoSaidYes_namesTheBasisForProcessing() throws Exception {
        assertThat(hits(sentAlone(ContractHits.longTexts())).get(0).get("co"))
                .contains("gdpr/jsonschema/1-0-0\",\"data\":{\"basisForProcessing\":\"consent\"}");
        assertThat(hits(sentAlone(ContractHits.hostile())).get(0).get("co")).doesNotContain("gdpr");
    }

    @Test
    void configure_schemaThatIsNoIgluUri_isRefusedWithTheKey() {
        assertThatThrownBy(() -> configured(Map.of(key("event-schema"), "com.example/\"x")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContainingAll(key("event-schema"), "'com.example/\"x'");
    }

    private Map<String, String> withSchema(Hit hit) throws Exception {
        collector.answer(success(1));
        configured(Map.of(key("event-schema"), SCHEMA)).send(List.of(hit));
        return hits(collector.requests().get(collector.requests().size() - 1)).get(0);
    }
}
