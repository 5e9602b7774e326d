// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.provider;

import dev.sidetrack.Texts;
import dev.sidetrack.json.JsonWriter;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Writes shop events with Snowplow's e-commerce schemas: the action, and products, cart, order or refund as entities.
 * These need a currency: without one the event is a structured one.
 *
 * @see <a href="https://docs.snowplow.io/docs/sources/trackers/web-trackers/tracking-events/ecommerce/">E-commerce</a>
 */
final class SnowplowSale {

    private static final String SHOP = "iglu:com.snowplowanalytics.snowplow.ecommerce/";
    private static final BigDecimal MOST = BigDecimal.valueOf(9_999_999);
    private static final Map<Sale.Kind, String> TYPES = Map.of(
            Sale.Kind.VIEW_ITEM, "product_view",
            Sale.Kind.ADD_TO_CART, "add_to_cart",
            Sale.Kind.BEGIN_CHECKOUT, "checkout_step",
            Sale.Kind.PURCHASE, "transaction",
            Sale.Kind.REFUND, "refund");

    private SnowplowSale() {}

    /** The self-describing event. */
    static String event(Sale sale) {
        var json = new JsonWriter();
        SnowplowJson.begin(json, SHOP + "snowplow_ecommerce_action/jsonschema/1-0-2")
                .field("type", TYPES.get(sale.kind()))
                .end()
                .end();
        return json.toString();
    }

    /** The entities. */
    static void write(JsonWriter json, Sale sale) {
        sale.items().forEach(item -> write(json, item, sale.currency()));
        switch (sale.kind()) {
            case BEGIN_CHECKOUT -> {
                begin(json, "checkout_step")
                        .field("step", 1)
                        .field("coupon_code", Texts.cut(sale.coupon(), 128))
                        .end()
                        .end();
                begin(json, "cart").name("total_value").value(amount(sale.value()));
                json.field("currency", sale.currency()).end().end();
            }
            case PURCHASE -> writeOrder(json, sale);
            case REFUND -> {
                begin(json, "refund")
                        .field("transaction_id", Texts.cut(sale.id(), 4096))
                        .field("currency", sale.currency());
                json.name("refund_amount").value(amount(sale.value())).end().end();
            }
            default -> {
                // The product is everything.
            }
        }
    }

    private static void writeOrder(JsonWriter json, Sale sale) {
        begin(json, "transaction")
                .field("transaction_id", Texts.cut(sale.id(), 4096))
                .field("currency", sale.currency());
        json.name("revenue").value(amount(sale.total())).field("payment_method", "");
        json.field("total_quantity", Math.min(sale.quantity(), MOST.longValue()));
        writeAmount(json, "tax", sale.tax());
        writeAmount(json, "shipping", sale.shipping());
        writeAmount(json, "discount_amount", sale.discount());
        json.field("discount_code", Texts.cut(sale.coupon(), 99)).end().end();
    }

    private static void write(JsonWriter json, Sale.Product item, String currency) {
        begin(json, "product").field("id", Texts.cut(item.id(), 4096)).field("name", Texts.cut(item.name(), 4096));
        json.field("category", Texts.cut(category(item), 4096));
        json.name("price").value(amount(item.price())).field("currency", currency);
        json.field("quantity", Math.min(item.quantity(), MOST.longValue()));
        json.field("brand", Texts.cut(item.brand(), 256)).field("variant", Texts.cut(item.variant(), 256));
        if (item.others().get(Sale.Product.INDEX) instanceof Long position
                && position >= 0
                && position <= MOST.longValue()) {
            json.field("position", position);
        }
        json.end().end();
    }

    /** All levels of the category, with Snowplow's separator. */
    private static String category(Sale.Product item) {
        return Stream.concat(
                        Stream.of(item.category() == null ? "" : item.category()),
                        Sale.Product.CATEGORIES.stream().map(item.others()::get).filter(Objects::nonNull))
                .map(Object::toString)
                .collect(Collectors.joining("/"));
    }

    private static JsonWriter begin(JsonWriter json, String entity) {
        return SnowplowJson.begin(json, SHOP + entity + "/jsonschema/1-0-0");
    }

    private static void writeAmount(JsonWriter json, String name, Double amount) {
        if (amount != null) {
            json.name(name).value(amount(amount));
        }
    }

    /** An amount that the schemas accept: in hundredths, not negative. */
    private static Object amount(Double amount) {
        return amount == null
                ? BigDecimal.ZERO
                : Money.hundredths(amount).max(BigDecimal.ZERO).min(MOST);
    }
}
