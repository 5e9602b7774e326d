// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.provider;

import dev.sidetrack.StandardEvents;
import dev.sidetrack.TrackedEvent;
import java.util.Map;
import java.util.Set;

/** Determines which events use Snowplow's own schemas, and which of their parts these lack. */
final class SnowplowRest {

    private static final Map<Sale.Kind, Set<String>> OF_SALES = Map.of(
            Sale.Kind.VIEW_ITEM, Set.of(StandardEvents.ITEMS, StandardEvents.CURRENCY),
            Sale.Kind.ADD_TO_CART, Set.of(StandardEvents.ITEMS, StandardEvents.CURRENCY),
            Sale.Kind.BEGIN_CHECKOUT, Set.of(StandardEvents.ITEMS, StandardEvents.CURRENCY, StandardEvents.COUPON),
            Sale.Kind.PURCHASE,
                    Set.of(
                            StandardEvents.ITEMS,
                            StandardEvents.CURRENCY,
                            StandardEvents.TRANSACTION_ID,
                            StandardEvents.TAX,
                            StandardEvents.SHIPPING,
                            StandardEvents.DISCOUNT,
                            StandardEvents.COUPON),
            Sale.Kind.REFUND, Set.of(StandardEvents.ITEMS, StandardEvents.CURRENCY, StandardEvents.TRANSACTION_ID));
    private static final Set<String> OF_A_SEARCH =
            Set.of(StandardEvents.SEARCH_TERM, StandardEvents.SEARCH_RESULTS, StandardEvents.SEARCH_CATEGORY);
    /** The address is everything. */
    private static final Set<String> OF_A_LINK = Set.of(
            StandardEvents.LINK_URL,
            StandardEvents.LINK_DOMAIN,
            StandardEvents.OUTBOUND,
            StandardEvents.FILE_NAME,
            StandardEvents.FILE_EXTENSION);

    private SnowplowRest() {}

    static boolean isSearch(TrackedEvent event) {
        return StandardEvents.SEARCH.equals(event.name()) && event.properties().containsKey(StandardEvents.SEARCH_TERM);
    }

    static boolean isLink(TrackedEvent event) {
        var isOne = StandardEvents.DOWNLOAD.equals(event.name()) || StandardEvents.CLICK.equals(event.name());
        return isOne && event.properties().get(StandardEvents.LINK_URL) instanceof String url && !url.isEmpty();
    }

    /** The parts without a field in the event, and in the entities of the sale if it is one. */
    static Omitted of(TrackedEvent event, Sale sale) {
        var omitted = new Omitted();
        var said = sale != null ? OF_SALES.get(sale.kind()) : isSearch(event) ? OF_A_SEARCH : OF_A_LINK;
        if (event.category() != null) {
            omitted.whole("its category");
        }
        var label = event.label();
        if (label != null
                && !label.equals(event.properties().get(StandardEvents.SEARCH_TERM))
                && !label.equals(event.properties().get(StandardEvents.LINK_URL))) {
            omitted.whole("its label");
        }
        if (event.value() != null && !isSaid(event.value(), sale)) {
            omitted.whole("its value");
        }
        event.properties().keySet().stream()
                .filter(name -> !said.contains(name))
                .forEach(omitted::whole);
        if (sale != null) {
            sale.items().forEach(item -> rest(item, omitted));
        }
        return omitted;
    }

    /** For a product that is viewed or put into the cart, the schemas have a price and nothing else. */
    private static boolean isSaid(double value, Sale sale) {
        if (sale == null) {
            return false;
        }
        var isOfProducts = sale.kind() == Sale.Kind.VIEW_ITEM || sale.kind() == Sale.Kind.ADD_TO_CART;
        var prices = sale.items().stream()
                .mapToDouble(item -> item.price() == null ? 0 : item.price() * item.quantity())
                .sum();
        return !isOfProducts || Math.abs(prices - value) < 0.005;
    }

    private static void rest(Sale.Product item, Omitted omitted) {
        item.others().keySet().stream()
                .filter(name -> !Sale.Product.CATEGORIES.contains(name) && !Sale.Product.INDEX.equals(name))
                .forEach(name -> omitted.whole("items." + name));
    }
}
