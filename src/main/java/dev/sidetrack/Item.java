// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A product of an order, or of a cart.
 *
 * <pre>{@code Item.of("SKU1", "Blue mug", 15.00).quantity(2).category("Mugs")}</pre>
 *
 * @param id its number, such as its SKU
 * @param name its name, or {@code null}
 * @param price the price of one, without taxes, in the currency of the order
 * @param quantity how many, from 1
 * @param brand its brand, or {@code null}
 * @param category its category, or {@code null}
 * @param variant its variant, such as a colour, or {@code null}
 */
public record Item(String id, String name, double price, long quantity, String brand, String category, String variant) {

    /**
     * Not API, like all constructors.
     *
     * @param id see {@link #id()}
     * @param name see {@link #name()}
     * @param price see {@link #price()}
     * @param quantity see {@link #quantity()}
     * @param brand see {@link #brand()}
     * @param category see {@link #category()}
     * @param variant see {@link #variant()}
     */
    public Item {}

    /**
     * {@return one product with this number, name and price} The price is kept as the nearest {@code double}; without
     * one ({@code null}) none is sent.
     *
     * @param id the product's number
     * @param name the product's name
     * @param price the price of one, or {@code null}
     */
    public static Item of(String id, String name, Number price) {
        return new Item(id, name, nearest(price), 1, null, null, null);
    }

    /**
     * {@return this product with another number}
     *
     * @param id the product's number
     */
    public Item id(String id) {
        return new Item(id, name, price, quantity, brand, category, variant);
    }

    /**
     * {@return this product with another name}
     *
     * @param name the product's name
     */
    public Item name(String name) {
        return new Item(id, name, price, quantity, brand, category, variant);
    }

    /**
     * {@return this product at another price}
     *
     * @param price the price of one, or {@code null}
     */
    public Item price(Number price) {
        return new Item(id, name, nearest(price), quantity, brand, category, variant);
    }

    /**
     * {@return this product in another quantity}
     *
     * @param quantity how many
     */
    public Item quantity(long quantity) {
        return new Item(id, name, price, quantity, brand, category, variant);
    }

    /**
     * {@return this product with another brand}
     *
     * @param brand the brand
     */
    public Item brand(String brand) {
        return new Item(id, name, price, quantity, brand, category, variant);
    }

    /**
     * {@return this product in another category}
     *
     * @param category the category
     */
    public Item category(String category) {
        return new Item(id, name, price, quantity, brand, category, variant);
    }

    /**
     * {@return this product in another variant}
     *
     * @param variant the variant, such as a colour
     */
    public Item variant(String variant) {
        return new Item(id, name, price, quantity, brand, category, variant);
    }

    Map<String, Object> properties() {
        var properties = new LinkedHashMap<String, Object>();
        properties.put(StandardEvents.ITEM_ID, id);
        properties.put(StandardEvents.ITEM_NAME, name);
        properties.put(StandardEvents.ITEM_BRAND, brand);
        properties.put(StandardEvents.ITEM_CATEGORY, category);
        properties.put(StandardEvents.ITEM_VARIANT, variant);
        properties.put(StandardEvents.PRICE, price);
        properties.put(StandardEvents.QUANTITY, quantity);
        return properties;
    }

    private static double nearest(Number price) {
        var nearest = PropertyValues.nearest(price);
        return nearest == null ? Double.NaN : nearest;
    }
}
