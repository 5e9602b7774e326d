// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.provider;

import dev.sidetrack.StandardEvents;
import dev.sidetrack.TrackedEvent;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Translates events to the names and properties of Segment's e-commerce spec, which PostHog, RudderStack and others
 * have adopted. Other events stay as they are.
 *
 * @see <a href="https://segment.com/docs/connections/spec/ecommerce/v2/">Segment: e-commerce spec</a>
 * @see <a href="https://posthog.com/docs/data/event-spec/ecommerce-events">PostHog: e-commerce events</a>
 */
final class CommerceSpec {

    private static final Map<Sale.Kind, String> NAMES = Map.of(
            Sale.Kind.VIEW_ITEM, "Product Viewed",
            Sale.Kind.ADD_TO_CART, "Product Added",
            Sale.Kind.BEGIN_CHECKOUT, "Checkout Started",
            Sale.Kind.PURCHASE, "Order Completed",
            Sale.Kind.REFUND, "Order Refunded");
    private static final String SEARCHED = "Products Searched";

    private final String currency;

    /** Translates events whose values are in this currency unless they have their own; {@code null} for none. */
    CommerceSpec(String currency) {
        this.currency = currency;
    }

    /** The event's name in the spec, or its own. */
    String name(TrackedEvent event) {
        var sale = Sale.of(event, currency);
        return sale != null ? NAMES.get(sale.kind()) : isSearch(event) ? SEARCHED : event.name();
    }

    /** Adds the event's properties to these, and its category and label. */
    Properties properties(TrackedEvent event, Properties properties) {
        var sale = Sale.of(event, currency);
        if (sale != null) {
            add(properties, event, sale);
        } else if (isSearch(event)) {
            properties
                    .with("query", event.properties().get(StandardEvents.SEARCH_TERM))
                    .with(event);
        } else {
            properties.with(event).with("currency", event.value() == null ? null : Money.currency(event, currency));
        }
        return properties;
    }

    private static boolean isSearch(TrackedEvent event) {
        return StandardEvents.SEARCH.equals(event.name()) && event.properties().containsKey(StandardEvents.SEARCH_TERM);
    }

    private static void add(Properties properties, TrackedEvent event, Sale sale) {
        properties.with("order_id", sale.id());
        if (sale.kind() == Sale.Kind.PURCHASE || sale.kind() == Sale.Kind.REFUND) {
            properties.with("revenue", sale.value()).with("total", sale.value() == null ? null : (Object) sale.total());
        }
        properties.with("value", sale.value()).with("currency", sale.currency());
        properties
                .with("tax", sale.tax())
                .with("shipping", sale.shipping())
                .with("discount", sale.discount())
                .with("coupon", sale.coupon());
        var isOfOne = sale.kind() == Sale.Kind.VIEW_ITEM || sale.kind() == Sale.Kind.ADD_TO_CART;
        if (isOfOne && sale.items().size() == 1) {
            product(sale.items().get(0)).forEach(properties::with);
        } else if (!sale.items().isEmpty()) {
            properties.with(
                    "products", sale.items().stream().map(CommerceSpec::product).toList());
        }
        properties.with("label", event.label());
        // A value of the wrong type stays under its own name.
        event.properties().forEach((name, value) -> properties.with(isTranslated(name, sale) ? "" : name, value));
    }

    private static boolean isTranslated(String name, Sale sale) {
        return StandardEvents.TRANSACTION_ID.equals(name)
                ? sale.id() != null
                : StandardEvents.ITEMS.equals(name) && !sale.items().isEmpty();
    }

    private static Map<String, Object> product(Sale.Product item) {
        var product = new LinkedHashMap<String, Object>();
        product.put("product_id", item.id());
        product.put("sku", item.id());
        product.put("name", item.name());
        product.put("brand", item.brand());
        product.put("category", item.category());
        product.put("variant", item.variant());
        product.put("price", item.price());
        product.put("quantity", item.quantity());
        product.put("position", item.others().get(Sale.Product.INDEX));
        item.others().forEach(product::putIfAbsent);
        product.values().removeIf(value -> value == null);
        return product;
    }
}
