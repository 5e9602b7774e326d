// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Builds an event of a shop: {@link Tracker#purchase} and similar methods begin it, {@link #track()} tracks it.
 *
 * <pre>{@code
 * tracker.purchase("T1").currency("EUR").item("SKU1", "Blue mug", 15.00, 2).tax(5.70).shipping(4.90).durable().track();
 * }</pre>
 *
 * <p>Its value is the sum of its items, without taxes and shipping, unless {@link #value} says otherwise.
 */
public final class CommerceDraft {

    private final Consumer<TrackedEvent> tracking;
    private final List<Map<String, Object>> items = new ArrayList<>();
    /** {@code null} as long as no price is known. */
    private BigDecimal sum;

    private Number value;
    private TrackedEvent event;

    CommerceDraft(TrackedEvent event, Consumer<TrackedEvent> tracking) {
        this.event = event;
        this.tracking = tracking;
    }

    /**
     * Sets the currency of all amounts, an ISO 4217 code such as {@code EUR}. Default: {@code sidetrack.currency}.
     *
     * @param code the code
     * @return this draft
     */
    public CommerceDraft currency(String code) {
        return property(StandardEvents.CURRENCY, code);
    }

    /**
     * Adds a quantity of a product; the price is for one, without taxes.
     *
     * @param id the product's number
     * @param name the product's name
     * @param price the price of one, or {@code null}
     * @param quantity how many
     * @return this draft
     */
    public CommerceDraft item(String id, String name, Number price, long quantity) {
        return item(Item.of(id, name, price).quantity(quantity));
    }

    /**
     * Adds a product; {@code null} adds nothing.
     *
     * @param item the product, or {@code null}
     * @return this draft
     */
    public CommerceDraft item(Item item) {
        if (item == null) {
            return this;
        }
        items.add(item.properties());
        if (Double.isFinite(item.price())) {
            var more = BigDecimal.valueOf(item.price()).multiply(BigDecimal.valueOf(item.quantity()));
            sum = sum == null ? more : sum.add(more);
        }
        return this;
    }

    /**
     * Sets the value, without taxes and shipping, as {@link TrackedEvent#value(Number)}. Default, and for {@code null}:
     * the sum of the items whose price is known.
     *
     * @param value the amount
     * @return this draft
     */
    public CommerceDraft value(Number value) {
        this.value = value;
        return this;
    }

    /**
     * Sets the taxes.
     *
     * @param tax the amount
     * @return this draft
     */
    public CommerceDraft tax(Number tax) {
        return property(StandardEvents.TAX, tax);
    }

    /**
     * Sets the cost of shipping.
     *
     * @param shipping the amount
     * @return this draft
     */
    public CommerceDraft shipping(Number shipping) {
        return property(StandardEvents.SHIPPING, shipping);
    }

    /**
     * Sets the discount; the value is the amount that remains after it.
     *
     * @param discount the amount
     * @return this draft
     */
    public CommerceDraft discount(Number discount) {
        return property(StandardEvents.DISCOUNT, discount);
    }

    /**
     * Sets the code of the discount.
     *
     * @param code the code
     * @return this draft
     */
    public CommerceDraft coupon(String code) {
        return property(StandardEvents.COUPON, code);
    }

    /**
     * Sets the event's category, for services that have one. Default: none.
     *
     * @param category the category
     * @return this draft
     */
    public CommerceDraft category(String category) {
        event = event.category(category);
        return this;
    }

    /**
     * Adds a property.
     *
     * @param name the property's name
     * @param value its value; {@code null} is left out
     * @return this draft
     */
    public CommerceDraft property(String name, Object value) {
        event = event.property(name, value);
        return this;
    }

    /**
     * Makes it durable, as {@link TrackedEvent#durable()}.
     *
     * @return this draft
     */
    public CommerceDraft durable() {
        return durable(OnFailure.BUFFER);
    }

    /**
     * Makes it durable, and says what happens if the queue rejects it.
     *
     * @param onFailure what happens if the queue rejects it
     * @return this draft
     */
    public CommerceDraft durable(OnFailure onFailure) {
        event = event.durable(onFailure);
        return this;
    }

    /** {@return the event as it is now, for callers who fire it themselves} */
    public TrackedEvent event() {
        var whole = items.isEmpty() ? event : event.property(StandardEvents.ITEMS, items);
        return value == null && sum == null ? whole : whole.value(value == null ? sum : value);
    }

    /** Tracks the event as it is now. */
    public void track() {
        tracking.accept(event());
    }
}
