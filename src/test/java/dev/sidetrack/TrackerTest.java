// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The events that the fluent ways make. */
class TrackerTest {

    private final Tracker tracker = new Tracker();

    @Test
    void purchase_ofItems_isWorthTheirSum() {
        var event = tracker.purchase("T1")
                .currency("EUR")
                .item("SKU1", "Blue mug", 15.00, 2)
                .item("SKU2", "Spoon", 0.1, 3)
                .event();
        assertThat(event.name()).isEqualTo("purchase");
        assertThat(event.value()).isEqualTo(30.3);
        assertThat(event.isDurable()).isFalse();
        assertThat(event.properties())
                .containsEntry("transaction_id", "T1")
                .containsEntry("currency", "EUR")
                .containsEntry(
                        "items",
                        List.of(
                                Map.of("item_id", "SKU1", "item_name", "Blue mug", "price", 15.0, "quantity", 2L),
                                Map.of("item_id", "SKU2", "item_name", "Spoon", "price", 0.1, "quantity", 3L)));
    }

    @Test
    void purchase_withAllParts_hasThem() {
        var mug = Item.of("SKU1", "Blue mug", 15)
                .quantity(2)
                .brand("Potter")
                .category("Mugs")
                .variant("large");
        var event = tracker.purchase("T1")
                .item(mug)
                .value(27)
                .tax(5.13)
                .shipping(4.90)
                .discount(3)
                .coupon("SPRING")
                .property("gift", true)
                .durable(OnFailure.FAIL)
                .event();
        assertThat(event.value()).isEqualTo(27.0);
        assertThat(event.isDurable()).isTrue();
        assertThat(event.onFailure()).isEqualTo(OnFailure.FAIL);
        assertThat(event.properties())
                .containsEntry("tax", 5.13)
                .containsEntry("shipping", 4.9)
                .containsEntry("discount", 3L)
                .containsEntry("coupon", "SPRING")
                .containsEntry("gift", true);
        assertThat(event.properties().get("items"))
                .asList()
                .singleElement()
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .containsEntry("item_brand", "Potter")
                .containsEntry("item_category", "Mugs")
                .containsEntry("item_variant", "large");
    }

    @Test
    void purchase_amountsOfAnyNumberType_keepTheirWorth() {
        var event = tracker.purchase("T1")
                .item("SKU1", "Spoon", 0.1f, 3)
                .item(Item.of("SKU2", "Mug", new BigDecimal("15.10")))
                .tax(5.7f)
                .shipping(new BigDecimal("12345678901234567.89"))
                .discount(3)
                .event();
        assertThat(event.value()).isEqualTo(15.4);
        assertThat(event.properties())
                .containsEntry("tax", 5.7)
                .containsEntry("shipping", new BigDecimal("12345678901234567.89"))
                .containsEntry("discount", 3L);
        assertThat(event.properties().get("items"))
                .asInstanceOf(InstanceOfAssertFactories.list(Map.class))
                .extracting(item -> item.get("price"))
                .containsExactly(0.1, 15.1);
    }

    @Test
    void purchase_withoutAmounts_isWorthItsItems() {
        var event = tracker.purchase("T1")
                .item("SKU1", "Spoon", null, 3)
                .item("SKU2", "Mug", 15, 1)
                .value(null)
                .tax(null)
                .event();
        assertThat(event.value()).isEqualTo(15.0);
        assertThat(event.properties()).doesNotContainKey("tax");
    }

    @Test
    void shop_eventOfEachKind_hasItsName() {
        assertThat(List.of(
                        tracker.viewItem().event(),
                        tracker.addToCart().event(),
                        tracker.beginCheckout().event(),
                        tracker.refund("T1").event()))
                .extracting(TrackedEvent::name)
                .containsExactly("view_item", "add_to_cart", "begin_checkout", "refund");
        assertThat(tracker.refund("T1").event().value()).as("all of it").isNull();
        assertThat(tracker.refund("T1").value(12.5).event().value()).isEqualTo(12.5);
    }

    @Test
    void purchase_oddParts_neverThrow() {
        var event = tracker.purchase(null)
                .currency(null)
                .item(null, null, Double.NaN, -1)
                .item(null)
                .tax(Double.NaN)
                .value(Double.NaN)
                .event();
        assertThat(event.properties()).doesNotContainKeys("transaction_id", "currency", "tax");
        assertThat(event.value()).isNull();
    }

    @Test
    void event_ofNothingKnown_saysNothing() {
        assertThat(tracker.addToCart().item("SKU1", "Blue mug", null, 1).event().value())
                .as("no price, no value")
                .isNull();
        assertThat(StandardEvents.download(null).properties()).doesNotContainKeys("link_url", "file_name");
        assertThat(StandardEvents.outbound(null).properties()).isEqualTo(Map.of("outbound", true));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "/files/catalogue.pdf,                    /files/catalogue.pdf,             /files/catalogue.pdf, pdf",
                "https://cdn.example/a/b.tar.gz?t=s3cret, https://cdn.example/a/b.tar.gz,   /a/b.tar.gz,          gz",
                "https://u:s3cret@cdn.example/x#s3cret,   https://cdn.example/x,            /x,                   -",
                "/v1.2/readme,                            /v1.2/readme,                     /v1.2/readme,         -",
            })
    void download_anyAddress_isWithoutItsQuery(String address, String url, String name, String extension) {
        var event = StandardEvents.download(address);
        assertThat(event.name()).isEqualTo("file_download");
        assertThat(event.label()).isEqualTo(url);
        assertThat(event.properties()).containsEntry("link_url", url).containsEntry("file_name", name);
        assertThat(event.properties().get("file_extension")).isEqualTo(extension);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "https://other.example/page?token=s3cret, https://other.example/page, other.example",
                "https://u:s3cret@other.example:8443/,    https://other.example:8443/, other.example",
                "mailto:somebody,                         mailto:somebody,             -",
                "no address at all,                       no address at all,           -",
            })
    void outbound_anyAddress_isWithoutItsQuery(String address, String url, String host) {
        var event = StandardEvents.outbound(address);
        assertThat(event.name()).isEqualTo("click");
        assertThat(event.properties()).containsEntry("link_url", url).containsEntry("outbound", true);
        assertThat(event.properties().get("link_domain")).isEqualTo(host);
    }
}
