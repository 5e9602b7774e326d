// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.provider;

import dev.sidetrack.Hit;
import dev.sidetrack.Page;
import dev.sidetrack.StandardEvents;
import dev.sidetrack.TrackedEvent;
import dev.sidetrack.Visitor;
import dev.sidetrack.json.JsonWriter;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Writes a hit as the query of Matomo's Tracking HTTP API. Shop events, searches, downloads, outbound links and
 * contents have their own forms there.
 *
 * @param dimensions the custom dimension, such as {@code dimension1}, of each property that has one
 * @param searchParameter the query parameter of a page that makes its view a search, or {@code null}
 * @see <a href="https://developer.matomo.org/api-reference/tracking-api">Tracking HTTP API</a>
 */
record MatomoQuery(Map<String, String> dimensions, String searchParameter) {

    private static final int VIEW_ID = 6;
    /** The maximum of its columns for counts. */
    private static final long MOST_COUNT = 4_294_967_295L;

    String of(String site, Hit hit) {
        var page = hit.page();
        var query = new FormWriter()
                .field("idsite", site)
                .field("rec", 1)
                .field("apiv", 1)
                .field("url", CampaignQuery.appendedTo(page.url(), hit))
                .field("action_name", page.title())
                .field("urlref", page.referrer())
                .field("cid", ClientIds.hexOf(hit))
                .field("cdt", hit.time().getEpochSecond())
                .field("pv_id", viewId(hit));
        if (hit.visitor() != null) {
            write(query, hit.visitor());
        }
        if (hit.isEvent()) {
            writeEvent(query, page, hit.event());
        } else {
            query.field(
                    "pf_srv", hit.serverTime() == null ? null : hit.serverTime().toMillis());
            query.field("search", searched(page.query()));
        }
        return query.toString();
    }

    /** Six of the random characters at the end of the id. */
    private static String viewId(Hit hit) {
        var id = hit.viewId() == null ? null : hit.viewId().toString();
        return id == null ? null : id.substring(id.length() - VIEW_ID);
    }

    private static void write(FormWriter query, Visitor visitor) {
        query.field("cip", visitor.address()).field("ua", visitor.userAgent()).field("lang", visitor.language());
        query.field("uid", visitor.userId()).field("res", visitor.screen());
        if (visitor.hints() != null) {
            var json = new JsonWriter();
            UserAgentData.write(json, visitor.hints());
            query.field("uadata", json);
        }
    }

    private void writeEvent(FormWriter query, Page page, TrackedEvent event) {
        var properties = event.properties();
        var sale = Sale.of(event, null);
        if (sale != null) {
            writeSale(query, event, sale);
        } else if (StandardEvents.SEARCH.equals(event.name()) && properties.containsKey(StandardEvents.SEARCH_TERM)) {
            query.field("search", properties.get(StandardEvents.SEARCH_TERM));
            query.field("search_cat", properties.get(StandardEvents.SEARCH_CATEGORY));
            query.field("search_count", count(properties.get(StandardEvents.SEARCH_RESULTS)));
        } else if (StandardEvents.DOWNLOAD.equals(event.name()) && properties.containsKey(StandardEvents.LINK_URL)) {
            query.field("ca", 1).field("download", Urls.absolute(page, properties.get(StandardEvents.LINK_URL)));
        } else if (StandardEvents.CLICK.equals(event.name()) && properties.containsKey(StandardEvents.LINK_URL)) {
            query.field("ca", 1).field("link", Urls.absolute(page, properties.get(StandardEvents.LINK_URL)));
        } else if (properties.containsKey("content_name")) {
            query.field("ca", 1)
                    .field("c_n", properties.get("content_name"))
                    .field("c_p", properties.get("content_piece"));
            query.field("c_t", properties.get("content_target")).field("c_i", properties.get("content_interaction"));
        } else {
            writeAction(query, event, "event", event.label());
        }
        dimensions.forEach((property, dimension) -> {
            var value = properties.get(property);
            query.field(dimension, value == null ? null : JsonWriter.text(value));
        });
    }

    /** Any other value would make its database reject the whole request. */
    private static Object count(Object results) {
        return results instanceof Long count && count >= 0 && count <= MOST_COUNT ? count : null;
    }

    private static void writeAction(FormWriter query, TrackedEvent event, String category, String name) {
        query.field("ca", 1)
                .field("e_c", event.category() == null ? category : event.category())
                .field("e_a", event.name())
                .field("e_n", name)
                .field("e_v", event.value());
    }

    /**
     * Matomo supports orders, whole carts and views of products. It would treat a product put into the cart as the
     * whole cart, and has no refunds: these two are sent as events.
     */
    private static void writeSale(FormWriter query, TrackedEvent event, Sale sale) {
        var first = sale.items().isEmpty() ? null : sale.items().get(0);
        switch (sale.kind()) {
            case PURCHASE, BEGIN_CHECKOUT -> {
                query.field("idgoal", 0)
                        .field("ec_id", sale.kind() == Sale.Kind.PURCHASE ? sale.id() : null)
                        .field("revenue", sale.total());
                query.field("ec_st", sale.value())
                        .field("ec_tx", sale.tax())
                        .field("ec_sh", sale.shipping())
                        .field("ec_dt", sale.discount());
                query.field("ec_items", items(sale));
            }
            case VIEW_ITEM -> {
                query.field("_pks", first.id())
                        .field("_pkn", first.name())
                        .field("_pkc", first.category())
                        .field("_pkp", first.price());
                writeAction(query, event, "ecommerce", event.label() == null ? first.name() : event.label());
            }
            case ADD_TO_CART ->
                writeAction(query, event, "ecommerce", event.label() == null ? first.name() : event.label());
            case REFUND -> writeAction(query, event, "ecommerce", sale.id());
        }
    }

    private static String items(Sale sale) {
        var json = new JsonWriter().array();
        for (var item : sale.items()) {
            json.array().value(item.id()).value(item.name() == null ? "" : item.name());
            json.value(item.category() == null ? "" : item.category());
            json.value(item.price() == null ? 0 : item.price())
                    .value(Math.min(item.quantity(), MOST_COUNT))
                    .endArray();
        }
        return json.endArray().toString();
    }

    /** The value of this parameter, decoded as form encoding. */
    private String searched(String query) {
        for (var pair : searchParameter == null || query == null ? new String[0] : query.split("&")) {
            if (pair.startsWith(searchParameter + "=")) {
                return decoded(pair.substring(searchParameter.length() + 1));
            }
        }
        return null;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            return text;
        }
    }
}
