// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.provider;

import dev.sidetrack.StandardEvents;
import dev.sidetrack.TrackedEvent;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Set;

/** Amounts and their currency. */
final class Money {

    /**
     * Of the names that Google recommends for shops.
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

    private Money() {}

    /** The currency of an event's value: what it says itself if that can be one, else the default, or {@code null}. */
    static String currency(TrackedEvent event, String defaultCurrency) {
        var own = event.properties().get(StandardEvents.CURRENCY);
        return own instanceof String code && code.strip().matches("[A-Za-z]{3}")
                ? code.strip().toUpperCase(Locale.ROOT)
                : defaultCurrency;
    }

    /**
     * What an event has earned, for services that add it up: an order's total, or the value of any other event;
     * {@code null} for what is only looked at, put aside or given back in a shop.
     */
    static Double earned(TrackedEvent event, String defaultCurrency) {
        if (event.value() == null || EARN_NOTHING.contains(event.name())) {
            return null;
        }
        var sale = Sale.of(event, defaultCurrency);
        return sale == null ? event.value() : (Double) sale.total();
    }

    /** The sum of those that are known, without the errors of binary fractions. */
    static double sum(Double... amounts) {
        var sum = BigDecimal.ZERO;
        for (var amount : amounts) {
            sum = amount == null ? sum : sum.add(BigDecimal.valueOf(amount));
        }
        return sum.doubleValue();
    }

    /** The amount to the hundredth. */
    static BigDecimal hundredths(double amount) {
        return BigDecimal.valueOf(amount).setScale(2, RoundingMode.HALF_UP);
    }
}
