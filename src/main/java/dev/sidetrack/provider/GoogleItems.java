// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.provider;

import dev.sidetrack.StandardEvents;
import dev.sidetrack.json.JsonWriter;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Writes the products of any event for Google Analytics 4, with Google's own members and up to ten of the
 * application's.
 *
 * @see <a
 *     href="https://developers.google.com/analytics/devguides/collection/protocol/ga4/reference/events#view_item_list_item">Members
 *     of an item</a>
 */
final class GoogleItems {

    private static final int MOST = 200;
    private static final int MOST_OWN = 10;
    private static final int LONGEST = 100;
    private static final String PRODUCT = "a product without item_id and item_name";
    private static final Set<String> NUMBERS =
            Set.of(StandardEvents.PRICE, StandardEvents.QUANTITY, StandardEvents.DISCOUNT, "index");
    private static final Set<String> TEXTS = Set.of(
            "affiliation",
            "coupon",
            "creative_name",
            "creative_slot",
            "item_brand",
            "item_category",
            "item_category2",
            "item_category3",
            "item_category4",
            "item_category5",
            "item_id",
            "item_list_id",
            "item_list_name",
            "item_name",
            "item_variant",
            "location_id",
            "promotion_id",
            "promotion_name");

    private final JsonWriter json;
    private final Omitted omitted;

    GoogleItems(JsonWriter json, Omitted omitted) {
        this.json = json;
        this.omitted = omitted;
    }

    /** Whether this is a list of products, which Google accepts as such; other lists are sent as text. */
    static boolean are(Object value) {
        return value instanceof List<?> list && list.stream().anyMatch(GoogleItems::isProduct);
    }

    void write(List<?> items) {
        json.array();
        var written = 0;
        for (var item : items) {
            if (!isProduct(item)) {
                omitted.add(PRODUCT);
            } else if (written == MOST) {
                omitted.add("products beyond " + MOST);
                break;
            } else {
                write((Map<?, ?>) item);
                written++;
            }
        }
        json.endArray();
    }

    private static boolean isProduct(Object value) {
        return value instanceof Map<?, ?> item
                && (isSaid(item.get(StandardEvents.ITEM_ID)) || isSaid(item.get(StandardEvents.ITEM_NAME)));
    }

    private static boolean isSaid(Object value) {
        return value != null && !value.toString().isEmpty();
    }

    private void write(Map<?, ?> item) {
        json.object();
        var own = new HashSet<String>();
        item.forEach((name, value) -> write(name.toString(), value, own));
        if (!item.containsKey(StandardEvents.QUANTITY)) {
            json.field(StandardEvents.QUANTITY, 1);
        }
        json.end();
    }

    private void write(String name, Object value, Set<String> own) {
        if (NUMBERS.contains(name)) {
            var number = Sale.number(value);
            if (number == null) {
                omitted.whole("items." + name);
            } else {
                json.name(name).value(value instanceof Number ? value : number);
            }
        } else if (TEXTS.contains(name)) {
            json.field(name, text(name, value));
        } else if (own.size() == MOST_OWN) {
            omitted.beyond("members of a product of its own", MOST_OWN, name);
        } else {
            var fitting = GoogleNames.param(name);
            var free = own.contains(fitting) ? GoogleNames.hashed(fitting, name) : fitting;
            own.add(free);
            var exact = Numbers.exact(value);
            json.name(free).value(exact instanceof Number || exact instanceof Boolean ? exact : text(name, exact));
        }
    }

    private String text(String name, Object value) {
        return omitted.cut("items." + name, JsonWriter.text(value), LONGEST);
    }
}
