// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;

/**
 * The fluent way to track from Java code.
 *
 * <pre>{@code
 * @Inject Tracker tracker;
 *
 * tracker.title("Blue mug");
 * tracker.event("cart-filled").category("shop").label("blue-mug").value(12.50).property("quantity", 2).track();
 * tracker.purchase("T1").currency("EUR").item("SKU1", "Blue mug", 15.00, 2).track();
 * tracker.search("mug").results(12).track();
 * }</pre>
 *
 * <p>Events are fired as CDI events ({@link TrackedEvent}), so their rules apply: inside a JTA transaction an event is
 * tracked only if the transaction commits.
 */
@ApplicationScoped
public class Tracker {

    @Inject
    Event<TrackedEvent> events;

    @Inject
    CurrentRequest request;

    /** Called by the container. */
    public Tracker() {}

    /**
     * Sets the title of the page that the current request renders, and returns it. Without a request it does nothing.
     *
     * @param title the title, or {@code null} for none
     * @return the title
     */
    public String title(String title) {
        request.title(title);
        return title;
    }

    /**
     * Says which user makes this request: the application's own id, never a name or an e-mail address. It is sent with
     * the request's hits to providers that support user ids. Without a request it does nothing.
     *
     * @param userId the user's id, or {@code null} for nobody
     */
    public void identify(String userId) {
        request.identify(userId);
    }

    /**
     * Begins an event with this name; {@link Draft#track()} tracks it.
     *
     * @param name the event's name
     * @return a draft of the event
     */
    public Draft event(String name) {
        return new Draft(TrackedEvent.named(name));
    }

    /**
     * Begins the event that a product was viewed; add the product with {@link CommerceDraft#item}.
     *
     * @return a draft of the event
     */
    public CommerceDraft viewItem() {
        return commerce(TrackedEvent.named(StandardEvents.VIEW_ITEM));
    }

    /**
     * Begins the event that a product was put into the cart; add the product with {@link CommerceDraft#item}.
     *
     * @return a draft of the event
     */
    public CommerceDraft addToCart() {
        return commerce(TrackedEvent.named(StandardEvents.ADD_TO_CART));
    }

    /**
     * Begins the event that a checkout has begun; add the whole cart with {@link CommerceDraft#item}.
     *
     * @return a draft of the event
     */
    public CommerceDraft beginCheckout() {
        return commerce(TrackedEvent.named(StandardEvents.BEGIN_CHECKOUT));
    }

    /**
     * Begins the event that an order was placed; providers that recognize the order number count it once.
     *
     * @param transactionId the order's number
     * @return a draft of the event
     */
    public CommerceDraft purchase(String transactionId) {
        return commerce(
                TrackedEvent.named(StandardEvents.PURCHASE).property(StandardEvents.TRANSACTION_ID, transactionId));
    }

    /**
     * Begins the event that an order was refunded: the whole order, or as much as {@link CommerceDraft#value} says.
     *
     * @param transactionId the order's number
     * @return a draft of the event
     */
    public CommerceDraft refund(String transactionId) {
        return commerce(
                TrackedEvent.named(StandardEvents.REFUND).property(StandardEvents.TRANSACTION_ID, transactionId));
    }

    /**
     * Begins the event that the site was searched for these words.
     *
     * @param words the words as they were typed in
     * @return a draft of the search
     */
    public Search search(String words) {
        return new Search(
                TrackedEvent.named(StandardEvents.SEARCH).label(words).property(StandardEvents.SEARCH_TERM, words));
    }

    /**
     * Begins the event that a file was downloaded, identified by its path or address without the query.
     *
     * @param address the path or address
     * @return a draft of the event
     */
    public Draft download(String address) {
        return new Draft(StandardEvents.download(address));
    }

    /**
     * Begins the event that a link to another site was followed, identified by its address without the query.
     *
     * @param address the path or address
     * @return a draft of the event
     */
    public Draft outboundLink(String address) {
        return new Draft(StandardEvents.outbound(address));
    }

    private CommerceDraft commerce(TrackedEvent event) {
        return new CommerceDraft(event, this::track);
    }

    /**
     * Tracks an existing event.
     *
     * @param event the event; {@code null} is ignored
     */
    public void track(TrackedEvent event) {
        if (event != null) {
            events.fire(event);
        }
    }

    /** Builds a search event. */
    public final class Search {
        private TrackedEvent event;

        private Search(TrackedEvent event) {
            this.event = event;
        }

        /**
         * Sets the number of results.
         *
         * @param count how many
         * @return this search
         */
        public Search results(int count) {
            event = event.property(StandardEvents.SEARCH_RESULTS, count);
            return this;
        }

        /**
         * Sets the part of the site that was searched.
         *
         * @param category the category
         * @return this search
         */
        public Search category(String category) {
            event = event.property(StandardEvents.SEARCH_CATEGORY, category);
            return this;
        }

        /** Tracks the search as it is now. */
        public void track() {
            Tracker.this.track(event);
        }
    }

    /** Builds an event. */
    public final class Draft {
        private TrackedEvent event;

        private Draft(TrackedEvent event) {
            this.event = event;
        }

        /**
         * Sets the category.
         *
         * @param category the category
         * @return this draft
         */
        public Draft category(String category) {
            return with(event.category(category));
        }

        /**
         * Sets the label.
         *
         * @param label the label
         * @return this draft
         */
        public Draft label(String label) {
            return with(event.label(label));
        }

        /**
         * Sets the value, a number of any type, as {@link TrackedEvent#value(Number)}.
         *
         * @param value the number
         * @return this draft
         */
        public Draft value(Number value) {
            return with(event.value(value));
        }

        /**
         * Adds a property.
         *
         * @param name the property's name
         * @param value its value; {@code null} is left out
         * @return this draft
         */
        public Draft property(String name, Object value) {
            return with(event.property(name, value));
        }

        /**
         * Makes it durable, as {@link TrackedEvent#durable()}.
         *
         * @return this draft
         */
        public Draft durable() {
            return with(event.durable());
        }

        /** Tracks the event as it is now. */
        public void track() {
            Tracker.this.track(event);
        }

        private Draft with(TrackedEvent changed) {
            event = changed;
            return this;
        }
    }
}
