// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.provider;

import dev.sidetrack.Page;
import dev.sidetrack.StandardEvents;
import dev.sidetrack.Texts;
import dev.sidetrack.TrackedEvent;
import dev.sidetrack.json.JsonWriter;
import java.util.List;
import java.util.Map;

/**
 * Writes an event's part of Matomo's query. Shop events, searches, downloads, outbound links and contents have their
 * own forms there.
 *
 * @param query the query of the event
 * @param page the page it happened on
 * @param event the event
 * @param omitted collects what is too long
 */
record MatomoEvent(FormWriter query, Page page, TrackedEvent event, Omitted omitted) {

    /** The maximum of its columns for counts. */
    private static final long MOST_COUNT = 4_294_967_295L;

    MatomoEvent(FormWriter query, Page page, TrackedEvent event) {
        this(query, page, event, new Omitted());
    }

    /** Writes the event, and its properties that have a custom dimension. */
    void write(Map<String, String> dimensions) {
        var sale = Sale.of(event, null);
        if (sale != null) {
            write(sale);
        } else if (StandardEvents.SEARCH.equals(event.name()) && isSaid(StandardEvents.SEARCH_TERM)) {
            writeSearch();
        } else if (StandardEvents.DOWNLOAD.equals(event.name()) && isSaid(StandardEvents.LINK_URL)) {
            query.field("ca", 1).field("download", address());
        } else if (StandardEvents.CLICK.equals(event.name()) && isSaid(StandardEvents.LINK_URL)) {
            query.field("ca", 1).field("link", address());
        } else if (isSaid("content_name")) {
            writeContent();
        } else {
            writeAction(Categories.EVENT, event.label());
        }
        dimensions.forEach((property, dimension) -> {
            var value = event.properties().get(property);
            query.field(dimension, value == null ? null : JsonWriter.text(value));
        });
    }

    private boolean isSaid(String property) {
        return MatomoText.isSaid(event.properties().get(property));
    }

    private String address() {
        var url = Urls.absolute(page, event.properties().get(StandardEvents.LINK_URL));
        return Texts.cutUrlBytes(url, MatomoText.LONGEST_TITLE);
    }

    private void writeSearch() {
        query.field("search", property(StandardEvents.SEARCH_TERM, MatomoText.LONGEST_TITLE))
                .field("search_cat", property(StandardEvents.SEARCH_CATEGORY, MatomoText.LONGEST_CATEGORY_OF_SEARCH))
                .field("search_count", count(event.properties().get(StandardEvents.SEARCH_RESULTS)));
    }

    /** Any other value would make its database reject the whole request. */
    private static Object count(Object results) {
        return results instanceof Long count && count >= 0 && count <= MOST_COUNT ? count : null;
    }

    private void writeContent() {
        query.field("ca", 1)
                .field("c_n", property("content_name", MatomoText.LONGEST))
                .field("c_p", property("content_piece", MatomoText.LONGEST))
                .field("c_t", property("content_target", MatomoText.LONGEST))
                .field("c_i", property("content_interaction", MatomoText.LONGEST));
    }

    private void writeAction(String category, String name) {
        query.field("ca", 1)
                .field("e_c", cut("its category", Categories.of(event, category), MatomoText.LONGEST))
                .field("e_a", event.name())
                .field("e_n", cut("its label", name, MatomoText.LONGEST))
                .field("e_v", event.value());
    }

    /**
     * Matomo supports orders, whole carts and views of products. It would treat a product put into the cart as the
     * whole cart, and has no refunds: these two are sent as events.
     */
    private void write(Sale sale) {
        switch (sale.kind()) {
            case PURCHASE -> {
                query.field("idgoal", 0)
                        .field("ec_id", cut(StandardEvents.TRANSACTION_ID, sale.id(), MatomoText.LONGEST_ORDER_ID));
                writeAmounts(sale);
            }
            case BEGIN_CHECKOUT -> {
                query.field("idgoal", 0);
                writeAmounts(sale);
            }
            case VIEW_ITEM -> {
                var item = sale.items().get(0);
                query.field("_pks", cut(item.id()))
                        .field("_pkn", cut(item.name()))
                        .field("_pkc", category(item))
                        .field("_pkp", item.price());
                writeOfProduct(item);
            }
            case ADD_TO_CART -> writeOfProduct(sale.items().get(0));
            case REFUND -> writeAction("ecommerce", sale.id());
        }
    }

    private void writeOfProduct(Sale.Product item) {
        writeAction("ecommerce", event.label() == null ? item.name() : event.label());
    }

    private void writeAmounts(Sale sale) {
        query.field("revenue", sale.total())
                .field("ec_st", sale.value())
                .field("ec_tx", sale.tax())
                .field("ec_sh", sale.shipping())
                .field("ec_dt", sale.discount())
                .field("ec_items", items(sale));
    }

    private String items(Sale sale) {
        var json = new JsonWriter().array();
        for (var item : sale.items()) {
            json.array().value(cut(item.id())).value(item.name() == null ? "" : cut(item.name()));
            var categories = categories(item);
            if (categories.size() > 1) {
                json.value(categories);
            } else {
                json.value(categories.isEmpty() ? "" : categories.get(0));
            }
            json.value(item.price() == null ? 0 : item.price())
                    .value(Math.min(item.quantity(), MOST_COUNT))
                    .endArray();
        }
        return json.endArray().toString();
    }

    /** The category, or all of its levels as JSON. */
    private String category(Sale.Product item) {
        var categories = categories(item);
        return categories.size() > 1
                ? new JsonWriter().value(categories).toString()
                : categories.isEmpty() ? null : categories.get(0);
    }

    private List<String> categories(Sale.Product item) {
        return item.categories().stream().map(this::cut).toList();
    }

    private String cut(String ofProduct) {
        return cut(StandardEvents.ITEMS, ofProduct, MatomoText.LONGEST);
    }

    private String property(String name, int most) {
        var value = event.properties().get(name);
        return value == null ? null : cut(name, JsonWriter.text(value), most);
    }

    private String cut(String name, String text, int most) {
        return omitted.cut(name, text, MatomoText.cut(text, most));
    }
}
