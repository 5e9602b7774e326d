// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack;

/**
 * Names of events and properties that providers translate for their service: an order becomes an order in Matomo,
 * {@code Order Completed} in Segment, revenue in Umami and Plausible. {@link Tracker} makes these events; events with
 * these names that are fired or posted to the beacon are treated alike. The names are those of Google Analytics 4,
 * which most people know.
 *
 * <pre>{@code
 * sidetrack('add_to_cart', { value: 15.00, properties: { currency: 'EUR',
 *     items: [{ item_id: 'SKU1', item_name: 'Blue mug', price: 15.00, quantity: 1 }] } });
 * }</pre>
 *
 * @see <a href="https://developers.google.com/analytics/devguides/collection/ga4/reference/events">Recommended
 *     events</a>
 */
public final class StandardEvents {

    /** A product was viewed; needs {@link #ITEMS}. */
    public static final String VIEW_ITEM = "view_item";
    /** A product was put into the cart; needs {@link #ITEMS}. */
    public static final String ADD_TO_CART = "add_to_cart";
    /** A checkout has begun; needs {@link #ITEMS}, the whole cart. */
    public static final String BEGIN_CHECKOUT = "begin_checkout";
    /** An order; needs {@link #TRANSACTION_ID}. */
    public static final String PURCHASE = "purchase";
    /** A refund; needs {@link #TRANSACTION_ID}. */
    public static final String REFUND = "refund";
    /** A search on the site; needs {@link #SEARCH_TERM}. */
    public static final String SEARCH = "search";
    /** A file was downloaded; needs {@link #LINK_URL}. */
    public static final String DOWNLOAD = "file_download";
    /** A link to another site was followed; needs {@link #LINK_URL} and {@link #OUTBOUND}. */
    public static final String CLICK = "click";

    /** The order's number. */
    public static final String TRANSACTION_ID = "transaction_id";
    /**
     * The currency of the value and all prices, an ISO 4217 code such as {@code EUR}; by default
     * {@code sidetrack.currency}.
     */
    public static final String CURRENCY = "currency";
    /** The taxes on an order. */
    public static final String TAX = "tax";
    /** What the shipping of an order costs. */
    public static final String SHIPPING = "shipping";
    /** The discount on an order, in its currency. */
    public static final String DISCOUNT = "discount";
    /** The code of the discount. */
    public static final String COUPON = "coupon";
    /** The products, a list of maps with the following names. */
    public static final String ITEMS = "items";
    /** A product's number. */
    public static final String ITEM_ID = "item_id";
    /** A product's name. */
    public static final String ITEM_NAME = "item_name";
    /** A product's brand. */
    public static final String ITEM_BRAND = "item_brand";
    /** A product's category. */
    public static final String ITEM_CATEGORY = "item_category";
    /** A product's variant. */
    public static final String ITEM_VARIANT = "item_variant";
    /** The price of one, without taxes. */
    public static final String PRICE = "price";
    /** How many. */
    public static final String QUANTITY = "quantity";
    /** The words that were searched for. */
    public static final String SEARCH_TERM = "search_term";
    /** How many results there were. */
    public static final String SEARCH_RESULTS = "search_results";
    /** The part of the site that was searched. */
    public static final String SEARCH_CATEGORY = "search_category";
    /** Where a link leads, without its query. */
    public static final String LINK_URL = "link_url";
    /** The host it leads to. */
    public static final String LINK_DOMAIN = "link_domain";
    /** Whether it leads to another site. */
    public static final String OUTBOUND = "outbound";
    /** The path of a file. */
    public static final String FILE_NAME = "file_name";
    /** The extension of a file, such as {@code pdf}. */
    public static final String FILE_EXTENSION = "file_extension";

    private StandardEvents() {}

    /** A file with this address or path was downloaded. */
    static TrackedEvent download(String address) {
        var url = withoutQuery(address);
        var path = pathOf(url);
        var dot = path == null ? -1 : path.lastIndexOf('.');
        return TrackedEvent.named(DOWNLOAD)
                .label(url)
                .property(LINK_URL, url)
                .property(FILE_NAME, path)
                .property(FILE_EXTENSION, dot >= 0 && dot > path.lastIndexOf('/') ? path.substring(dot + 1) : null);
    }

    /** A link to this address on another site was followed. */
    static TrackedEvent outbound(String address) {
        var url = withoutQuery(address);
        return TrackedEvent.named(CLICK)
                .label(url)
                .property(LINK_URL, url)
                .property(LINK_DOMAIN, Hosts.of(url))
                .property(OUTBOUND, true);
    }

    /** The query, the fragment and the user info may contain secrets. */
    private static String withoutQuery(String address) {
        if (address == null) {
            return null;
        }
        return address.replaceFirst("(?s)[?#].*", "").replaceFirst("^([A-Za-z][A-Za-z0-9+.-]*:)?//[^/@]*@", "$1//");
    }

    private static String pathOf(String url) {
        return url == null ? null : url.replaceFirst("^([A-Za-z][A-Za-z0-9+.-]*:)?//[^/]*", "");
    }
}
