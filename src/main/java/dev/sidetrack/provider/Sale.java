// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.provider;

import dev.sidetrack.StandardEvents;
import dev.sidetrack.TrackedEvent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The data of a shop event, for providers with special forms for it.
 *
 * @param kind what happened
 * @param id the order's number, or {@code null}
 * @param currency its currency, or {@code null}
 * @param value its value without taxes and shipping, or {@code null}
 * @param tax its taxes, or {@code null}
 * @param shipping its shipping, or {@code null}
 * @param discount the discount, or {@code null}
 * @param coupon the code of the discount, or {@code null}
 * @param items the products
 */
record Sale(
        Kind kind,
        String id,
        String currency,
        Double value,
        Double tax,
        Double shipping,
        Double discount,
        String coupon,
        List<Product> items) {

    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,15}(\\.[0-9]{1,15})?");

    /**
     * The names that Google recommends for shops.
     *
     * @see <a href="https://developers.google.com/analytics/devguides/collection/ga4/reference/events">Events</a>
     */
    private static final Set<String> EARN_NOTHING = Set.of(
            StandardEvents.VIEW_ITEM,
            StandardEvents.ADD_TO_CART,
            StandardEvents.BEGIN_CHECKOUT,
            StandardEvents.REFUND,
            "view_item_list",
            "select_item",
            "view_promotion",
            "select_promotion",
            "add_to_wishlist",
            "remove_from_cart",
            "view_cart",
            "add_shipping_info",
            "add_payment_info");

    /** The sale in this event, or {@code null} if it is another kind of event. */
    static Sale of(TrackedEvent event, String defaultCurrency) {
        var kind = event == null ? null : Kind.of(event.name());
        var properties = event == null ? Map.<String, Object>of() : event.properties();
        var items = items(properties.get(StandardEvents.ITEMS));
        var id = text(properties.get(StandardEvents.TRANSACTION_ID));
        if (kind == null || (kind.needsOrder ? id == null : items.isEmpty())) {
            return null;
        }
        return new Sale(
                kind,
                id,
                Money.currency(event, defaultCurrency),
                event.value(),
                number(properties.get(StandardEvents.TAX)),
                number(properties.get(StandardEvents.SHIPPING)),
                number(properties.get(StandardEvents.DISCOUNT)),
                text(properties.get(StandardEvents.COUPON)),
                items);
    }

    /**
     * The revenue of an event, for services that add it up: an order's total, or the value of any other event;
     * {@code null} for products viewed or put into a cart, checkouts and refunds.
     */
    static Double earned(TrackedEvent event, String defaultCurrency) {
        if (event.value() == null || EARN_NOTHING.contains(event.name())) {
            return null;
        }
        var sale = of(event, defaultCurrency);
        return sale == null ? event.value() : (Double) sale.total();
    }

    /** What the customer pays: the value with taxes and shipping. */
    double total() {
        return Money.sum(value, tax, shipping);
    }

    /** How many products. */
    long quantity() {
        return items.stream().mapToLong(Product::quantity).sum();
    }

    private static List<Product> items(Object value) {
        return value instanceof List<?> list
                ? list.stream().map(Product::of).filter(Objects::nonNull).toList()
                : List.of();
    }

    private static String text(Object value) {
        return value == null || value.toString().isEmpty() ? null : value.toString();
    }

    /** The number, also if it is text, as forms and scripts often send prices. */
    static Double number(Object value) {
        if (value instanceof String text && NUMBER.matcher(text).matches()) {
            return Double.valueOf(text);
        }
        return value instanceof Number number ? (Double) number.doubleValue() : null;
    }

    /** What happened. */
    enum Kind {
        VIEW_ITEM(StandardEvents.VIEW_ITEM, false),
        ADD_TO_CART(StandardEvents.ADD_TO_CART, false),
        BEGIN_CHECKOUT(StandardEvents.BEGIN_CHECKOUT, false),
        PURCHASE(StandardEvents.PURCHASE, true),
        REFUND(StandardEvents.REFUND, true);

        private final String event;
        private final boolean needsOrder;

        Kind(String event, boolean needsOrder) {
            this.event = event;
            this.needsOrder = needsOrder;
        }

        private static Kind of(String event) {
            for (var kind : values()) {
                if (kind.event.equals(event)) {
                    return kind;
                }
            }
            return null;
        }
    }

    /**
     * A product; the price is {@code null} if it is not known.
     *
     * @param others its further properties, by the application's names
     */
    record Product(
            String id,
            String name,
            String brand,
            String category,
            String variant,
            Double price,
            long quantity,
            Map<String, Object> others) {

        /** Further levels of its category. */
        static final List<String> CATEGORIES =
                List.of("item_category2", "item_category3", "item_category4", "item_category5");

        /** Its place in a list. */
        static final String INDEX = "index";

        private static final Set<String> MEMBERS = Set.of(
                StandardEvents.ITEM_ID,
                StandardEvents.ITEM_NAME,
                StandardEvents.ITEM_BRAND,
                StandardEvents.ITEM_CATEGORY,
                StandardEvents.ITEM_VARIANT,
                StandardEvents.PRICE,
                StandardEvents.QUANTITY);

        /** All levels of its category, from the top. */
        List<String> categories() {
            return Stream.concat(
                            Stream.ofNullable(category), CATEGORIES.stream().map(others::get))
                    .map(Sale::text)
                    .filter(Objects::nonNull)
                    .toList();
        }

        private static Product of(Object value) {
            if (!(value instanceof Map<?, ?> item)) {
                return null;
            }
            var quantity = number(item.get(StandardEvents.QUANTITY));
            var name = text(item.get(StandardEvents.ITEM_NAME));
            var id = text(item.get(StandardEvents.ITEM_ID));
            return id == null && name == null
                    ? null
                    : new Product(
                            id == null ? name : id,
                            name,
                            text(item.get(StandardEvents.ITEM_BRAND)),
                            text(item.get(StandardEvents.ITEM_CATEGORY)),
                            text(item.get(StandardEvents.ITEM_VARIANT)),
                            number(item.get(StandardEvents.PRICE)),
                            quantity == null ? 1 : Math.max(0, quantity.longValue()),
                            others(item));
        }

        private static Map<String, Object> others(Map<?, ?> item) {
            var others = new LinkedHashMap<String, Object>();
            item.forEach((name, value) -> others.put(name.toString(), value));
            others.keySet().removeAll(MEMBERS);
            return others;
        }
    }
}
