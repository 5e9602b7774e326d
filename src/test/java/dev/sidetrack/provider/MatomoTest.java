// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sidetrack.SampleHits;
import dev.sidetrack.TrackedEvent;
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
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MatomoTest extends ProviderContractTest {

    private static final String ALL_BUT_ONE =
            "{\"status\":\"success\",\"tracked\":%d,\"invalid\":1,\"invalid_indices\":[%d]}";

    @Override
    protected Provider provider(HttpSender http, Clock clock) {
        return new Matomo(http);
    }

    @Override
    protected String type() {
        return "matomo";
    }

    @Override
    protected Map<String, String> settings() {
        return Map.of("sidetrack.tracking-id", "1", key("token"), SECRET);
    }

    @Override
    Map<String, String> forAllFields() {
        return Map.of(key("dimensions"), "sku=1");
    }

    @Override
    protected Reply success(int hits) {
        return Reply.json("{\"status\":\"success\",\"tracked\":" + hits + ",\"invalid\":0}");
    }

    @Override
    protected Reply successBut(int rejected, int hits) {
        return Reply.json(ALL_BUT_ONE.formatted(hits - 1, rejected));
    }

    @Override
    protected Class<? extends Outcome> ofGibberish() {
        return Outcome.Unclear.class;
    }

    @Override
    protected List<Map<String, String>> hits(RecordedRequest request) {
        return Fields.ofElements(request.body(), "/requests").stream()
                .map(query -> Fields.ofForm(query.get("").substring(1)))
                .toList();
    }

    @Override
    protected Limits documented() {
        return Limits.NONE.hits(200).bytes(8_000_000).scope(Limits.Scope.SITE);
    }

    @Override
    protected Instant time(Map<String, String> hit, Instant now) {
        return Instant.ofEpochSecond(Long.parseLong(hit.get("cdt")));
    }

    @Override
    protected Duration precision() {
        return Duration.ofSeconds(1);
    }

    @Test
    void send_tokenNotGoodEnough_stops() throws Exception {
        var outcome =
                outcome(SampleHits.pageView(), Reply.json("{\"status\":\"success\",\"tracked\":0,\"invalid\":1}"));
        assertThat(((Outcome.Stop) outcome).reason()).contains(key("token"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"status\":\"success\",\"tracked\":0,\"invalid\":0}",
                "{\"status\":\"success\",\"tracked\":\"0\",\"invalid\":\"0\"}",
                "{\"status\":\"success\",\"tracked\":0}",
                "{\"status\":\"success\",\"tracked\":0,\"invalid\":1}"
            })
    void send_noneTrackedThoughNotAllAreInvalid_isTriedAgainAsInMaintenance(String body) throws Exception {
        collector.answer(Reply.json(body));
        assertThat(configured().send(batch()))
                .containsOnly(Outcome.retry("Matomo is unavailable (it tracked nothing, as during maintenance)", null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"status\":\"success\",\"tracked\":\"3\",\"invalid\":\"0\"}",
                "{\"status\":\"success\",\"tracked\":3,\"invalid\":0,\"visit\":9223372036854775808}",
                "{\"visit\":18446744073709551615.5e10,\"tracked\":3,\"status\":\"success\"}"
            })
    void send_countsInOtherForms_areUnderstood(String body) throws Exception {
        collector.answer(Reply.json(body));
        assertThat(configured().send(batch())).hasSize(3).containsOnly(Outcome.ACCEPTED);
    }

    @Test
    void send_failureWhoseStatusANoticeHides_isTriedAgain() throws Exception {
        collector.answer(
                Reply.json("Deprecated: x in y on line 1\n{\"status\":\"error\",\"tracked\":2,\"invalid\":0}"));
        assertThat(configured().send(batch())).hasSize(3).hasOnlyElementsOfType(Outcome.Retry.class);
    }

    /** Which would otherwise have given up by then. */
    @Test
    void send_slowAnswer_isWaitedForLongerThanElsewhere() throws Exception {
        collector.answer(success(3).after(Duration.ofMillis(30)));
        assertThat(configured(Map.of("sidetrack.http.request-timeout", "PT0.01S"))
                        .send(batch()))
                .containsOnly(Outcome.ACCEPTED);
    }

    @Test
    void send_invalidWithoutIndices_rejectsAsMany() throws Exception {
        collector.answer(Reply.json("{\"status\":\"success\",\"tracked\":2,\"invalid\":1}"));
        var outcomes = configured().send(batch());
        assertThat(outcomes.subList(0, 2)).containsOnly(Outcome.ACCEPTED);
        assertThat(outcomes.get(2)).isInstanceOf(Outcome.Rejected.class);
    }

    /** It goes on after a lock that took too long, and calls that neither tracked nor invalid. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"status\":\"success\",\"tracked\":2,\"invalid\":0} | 3",
                "{\"status\":\"success\",\"tracked\":1,\"invalid\":1,\"invalid_indices\":[2]} | 2",
                "{\"status\":\"success\",\"tracked\":2,\"invalid\":0,\"invalid_indices\":[]} | 3"
            })
    void send_fewerTrackedThanSent_rejectsAsManyFromTheEnd(String body, int lost) throws Exception {
        collector.answer(Reply.json(body));
        assertThat(configured().send(batch()).get(lost - 1))
                .isEqualTo(
                        Outcome.rejected(
                                "Matomo tracked fewer than it was sent and does not tell which, as when its database is locked"));
    }

    @Test
    void send_replyOfAnother_isTriedAgain() throws Exception {
        assertThat(outcome(SampleHits.pageView(), Reply.json("<html>Maintenance</html>")))
                .isInstanceOf(Outcome.Retry.class);
    }

    @Test
    void send_properties_goToTheirDimensions() throws Exception {
        collector.answer(success(1));
        configured(Map.of(key("dimensions"), "sku = 3, quantity=12")).send(List.of(SampleHits.event()));
        assertThat(hits(collector.only()).get(0))
                .containsEntry("dimension3", "M-1")
                .containsEntry("dimension12", "2");
    }

    @Test
    void send_eventOfAShop_isOfItsOwnKind() throws Exception {
        var viewed = hits(sentAlone(ContractHits.shop("view_item"))).get(0);
        assertThat(viewed)
                .containsEntry("_pks", "SKU1")
                .containsEntry("_pkn", "Blue mug")
                .containsEntry("_pkc", "Mugs")
                .containsEntry("_pkp", "15.0")
                .containsEntry("e_a", "view_item")
                .doesNotContainKey("idgoal");
        assertThat(hits(sentAlone(ContractHits.shop("add_to_cart"))).get(0))
                .containsEntry("e_c", "ecommerce")
                .containsEntry("e_a", "add_to_cart")
                .containsEntry("e_n", "Blue mug")
                .doesNotContainKey("idgoal");
        var cart = ContractHits.shop("begin_checkout");
        assertThat(hits(sentAlone(cart.withEvent(cart.event().property("transaction_id", "T1"))))
                        .get(0))
                .containsEntry("idgoal", "0")
                .containsEntry("revenue", "30.0")
                .containsKey("ec_items")
                .doesNotContainKeys("ec_id", "e_a");
        var refund = ContractHits.shop("refund");
        assertThat(hits(sentAlone(refund.withEvent(refund.event().property("transaction_id", "T1"))))
                        .get(0))
                .containsEntry("e_a", "refund")
                .containsEntry("e_n", "T1")
                .containsEntry("e_v", "30.0")
                .doesNotContainKey("idgoal");
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 4_294_967_296L})
    void send_countBeyondItsColumns_isLeftOutOrCapped(long count) throws Exception {
        var search = TrackedEvent.named("search").property("search_term", "mug").property("search_results", count);
        assertThat(hits(sentAlone(SampleHits.event(search))).get(0))
                .containsEntry("search", "mug")
                .doesNotContainKey("search_count");
        var order = TrackedEvent.named("purchase")
                .property("transaction_id", "T1")
                .property("items", List.of(Map.of("item_id", "SKU1", "quantity", 99_999_999_999L)));
        assertThat(hits(sentAlone(SampleHits.event(order))).get(0).get("ec_items"))
                .contains(",4294967295]");
    }

    /** Of these, Matomo would count a page view, or fail with all hits of the request. */
    @ParameterizedTest
    @CsvSource({
        "search, search_term, ''",
        "search, search_term, 0",
        "file_download, link_url, ''",
        "click, link_url, ''",
        "click, link_url, ' '",
        "seen, content_name, ''"
    })
    void send_eventWithoutWhatItsKindNeeds_isAnEvent(String name, String property, String value) throws Exception {
        var event = TrackedEvent.named(name).category(" ").property(property, value);
        assertThat(hits(sentAlone(SampleHits.event(event))).get(0))
                .containsEntry("e_c", "event")
                .containsEntry("e_a", name)
                .doesNotContainKeys("search", "download", "link", "c_n");
    }

    /** It would fail with all hits of the request. */
    @Test
    void send_textsBeyondItsColumns_areCutBetweenCharacters() throws Exception {
        var event = TrackedEvent.named("e").category("c".repeat(4_097)).label("\"".repeat(683));
        var view = SampleHits.event(event).withPage(SampleHits.PAGE.withTitle("ab" + "猫".repeat(341)));
        assertThat(hits(sentAlone(view)).get(0))
                .containsEntry("e_c", "c".repeat(4_096))
                .containsEntry("e_n", "\"".repeat(682))
                .containsEntry("action_name", "ab" + "猫".repeat(340));
        assertThat(log.lines())
                .containsExactly("WARNING The provider mine cannot send all of the event e. Left out: "
                        + "the end of its category; the end of its label");
        var search = TrackedEvent.named("search")
                .property("search_term", "é".repeat(513))
                .property("search_category", "é".repeat(101));
        assertThat(hits(sentAlone(SampleHits.event(search))).get(0))
                .containsEntry("search", "é".repeat(512))
                .containsEntry("search_cat", "é".repeat(100));
        var order = ContractHits.purchase();
        order = order.withEvent(order.event().property("transaction_id", "1".repeat(101)));
        assertThat(hits(sentAlone(order)).get(0)).containsEntry("ec_id", "1".repeat(100));
    }

    @Test
    void send_productWithLevelsOfCategories_hasThemAll() throws Exception {
        var mug = Map.of("item_id", "M", "item_category", "Kitchen", "item_category2", "Mugs", "price", 15);
        var event = TrackedEvent.named("view_item").property("items", List.of(mug));
        assertThat(hits(sentAlone(SampleHits.event(event))).get(0)).containsEntry("_pkc", "[\"Kitchen\",\"Mugs\"]");
        var order = event.withName("purchase").property("transaction_id", "T1");
        assertThat(hits(sentAlone(SampleHits.event(order))).get(0))
                .containsEntry("ec_items", "[[\"M\",\"\",[\"Kitchen\",\"Mugs\"],15,1]]");
    }

    @Test
    void send_content_isOfItsOwnKind() throws Exception {
        var event = TrackedEvent.named("seen")
                .property("content_name", "Banner")
                .property("content_piece", "b.png")
                .property("content_target", "/sale")
                .property("content_interaction", "click");
        assertThat(hits(sentAlone(SampleHits.event(event))).get(0))
                .containsEntry("c_n", "Banner")
                .containsEntry("c_p", "b.png")
                .containsEntry("c_t", "/sale")
                .containsEntry("c_i", "click")
                .doesNotContainKey("e_a");
    }

    @Test
    void send_viewWithTheSearchParameter_isASearch() throws Exception {
        collector.answerAll(success(1));
        var matomo = configured(Map.of(key("search-parameter"), "q"));
        matomo.send(List.of(SampleHits.pageView().withPage(SampleHits.PAGE.withQuery("id=3&q=blue+mug%21"))));
        matomo.send(List.of(SampleHits.pageView().withPage(SampleHits.PAGE.withQuery("id=3&xq=blue"))));
        assertThat(hits(collector.requests().get(0)).get(0)).containsEntry("search", "blue mug!");
        assertThat(hits(collector.requests().get(1)).get(0)).doesNotContainKey("search");
    }

    @Test
    void configure_dimensionWithoutNumber_isRefused() {
        assertThatThrownBy(() -> configured(Map.of(key("dimensions"), "sku=one")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(
                        key("dimensions") + " contains 'sku=one': expected a property and a number, such as sku=1.");
    }
}
