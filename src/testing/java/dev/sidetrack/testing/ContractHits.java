// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.testing;

import dev.sidetrack.Campaign;
import dev.sidetrack.ClientHints;
import dev.sidetrack.Consent;
import dev.sidetrack.Hit;
import dev.sidetrack.Page;
import dev.sidetrack.Session;
import dev.sidetrack.StandardEvents;
import dev.sidetrack.TrackedEvent;
import dev.sidetrack.Visitor;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * Hits for testing providers: plain ones, one with every field, and hostile ones.
 *
 * <pre>{@code provider.send(List.of(ContractHits.pageView(), ContractHits.hostile()))}</pre>
 */
public final class ContractHits {

    /** The value of {@code sidetrack.tracking-id}, for providers that need one. */
    public static final String TRACKING_ID = "ID-1";

    /** When all of them happened. */
    public static final Instant TIME = Instant.parse("2026-03-04T05:06:07.891234Z");

    /** The id of most of them. */
    public static final UUID ID = UUID.fromString("019cb6f1-1a13-73c0-8d4e-0123456789ab");

    /** The client id of their visitor. */
    public static final String CLIENT = "4f8c1f0e-7d1b-4c55-9a0e-2b6f3d9c1a77";

    /** The page of most of them. */
    public static final Page PAGE =
            new Page("https", "shop.example", "/products/blue-mug", "Blue mug", "https://search.example/find");

    /** The visitor of most of them. */
    public static final Visitor VISITOR = new Visitor(
            CLIENT,
            new Session(1_772_600_000L, 3),
            "192.0.2.0",
            "Mozilla/5.0 (X11; Linux x86_64)",
            "de-AT",
            Consent.UNASKED);

    /** An event with everything that an event can have. */
    public static final TrackedEvent EVENT = TrackedEvent.named("order-placed")
            .category("shop")
            .label("blue-mug")
            .value(12.5)
            .property("sku", "M-1")
            .property("quantity", 2)
            .property("discount", 0.25)
            .property("gift", true);

    /** A text that must arrive unchanged and not break out of a form, JSON or a header. */
    public static final String HOSTILE = "Grüße 💐 \"quoted\" \\ & = # %41 </script> ' OR 1=1 \u2028 نص";

    /** The view that the event with every field belongs to. */
    public static final UUID VIEW = UUID.fromString("019cb6f1-0000-7000-8000-abcdef012345");

    private ContractHits() {}

    /** {@return a typical hit of each kind, and the hostile ones} */
    public static List<Hit> ofEachKind() {
        return List.of(pageView(), event(), minimal(), everyField(), purchase(), hostile(), longTexts());
    }

    /** {@return a page view with every part that a page view can have} */
    public static Hit pageView() {
        return new Hit(ID, TIME, "shop", PAGE, VISITOR, null, Duration.ofMillis(42));
    }

    /** {@return a hit with {@link #EVENT} on {@link #PAGE}} */
    public static Hit event() {
        return event(EVENT);
    }

    /**
     * {@return a hit with this event}
     *
     * @param event the event
     */
    public static Hit event(TrackedEvent event) {
        return new Hit(ID, TIME, "shop", PAGE, VISITOR, event, Duration.ofMillis(42));
    }

    /** {@return a hit without any optional part} */
    public static Hit minimal() {
        return new Hit(ID, TIME, null, new Page(null, null, null, null, null), null, null, null);
    }

    /** {@return an order with everything that an order can have} */
    public static Hit purchase() {
        return shop(StandardEvents.PURCHASE)
                .withEvent(shop(StandardEvents.PURCHASE)
                        .event()
                        .property("transaction_id", "T1")
                        .property("tax", 5.7)
                        .property("shipping", 4.9)
                        .property("discount", 3)
                        .property("coupon", "SPRING"));
    }

    /**
     * {@return a search, a download or an outbound link}
     *
     * @param name one of the names in {@link dev.sidetrack.StandardEvents}
     */
    public static Hit standard(String name) {
        var event = TrackedEvent.named(name);
        return event(
                switch (name) {
                    case StandardEvents.SEARCH ->
                        event.label("blue mug")
                                .property("search_term", "blue mug")
                                .property("search_results", 12)
                                .property("search_category", "Mugs");
                    case StandardEvents.DOWNLOAD ->
                        event.label("/files/catalogue.pdf")
                                .property("link_url", "/files/catalogue.pdf")
                                .property("file_name", "/files/catalogue.pdf")
                                .property("file_extension", "pdf");
                    default ->
                        event.label("https://other.example/page")
                                .property("link_url", "https://other.example/page")
                                .property("link_domain", "other.example")
                                .property("outbound", true);
                });
    }

    /**
     * {@return a shop event with two mugs}
     *
     * @param name one of the names in {@link dev.sidetrack.StandardEvents}
     */
    public static Hit shop(String name) {
        var mug = new LinkedHashMap<String, Object>();
        mug.put("item_id", "SKU1");
        mug.put("item_name", "Blue mug");
        mug.put("item_brand", "Potter");
        mug.put("item_category", "Mugs");
        mug.put("item_variant", "large");
        mug.put("price", 15.0);
        mug.put("quantity", 2);
        return event(
                TrackedEvent.named(name).value(30).property("currency", "EUR").property("items", List.of(mug)));
    }

    /**
     * {@return a page view of this visitor}
     *
     * @param id the hit's id
     * @param time when it happened
     * @param visitor the visitor, or {@code null}
     */
    public static Hit hit(UUID id, Instant time, Visitor visitor) {
        return new Hit(id, time, null, PAGE, visitor, null, Duration.ofMillis(42));
    }

    /**
     * {@return this number of page views of one visitor, a second apart}
     *
     * @param count how many
     */
    public static List<Hit> batch(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> {
                    var id = new UUID(ID.getMostSignificantBits(), ID.getLeastSignificantBits() + i);
                    return hit(id, TIME.plusSeconds(i), VISITOR);
                })
                .toList();
    }

    /**
     * {@return an event with every field: query, campaign, and a signed-in visitor with consent and ids of Google's
     * script}
     */
    public static Hit everyField() {
        var hints = new ClientHints(
                "\"Chromium\";v=\"124\", \"Google Chrome\";v=\"124\", \"Not-A.Brand\";v=\"99\"",
                true,
                "Android",
                "14.0.0",
                "Pixel 8",
                "\"Chromium\";v=\"124.0.6367.60\", \"Google Chrome\";v=\"124.0.6367.60\","
                        + " \"Not-A.Brand\";v=\"99.0.0.0\"");
        var visitor = new Visitor(
                CLIENT,
                new Session(1_772_600_000L, 3),
                "192.0.2.0",
                "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko)"
                        + " Chrome/124.0.0.0 Mobile Safari/537.36",
                "de-AT",
                Consent.GRANTED,
                Set.of("analytics", "ads"),
                "user-7",
                Map.of("_ga", "1234.5678", "_ga_" + TRACKING_ID, "1772600001"),
                hints,
                "412x915",
                "AT");
        var page = new Page("https", "shop.example", "/products", "Products", "https://search.example/find", "id=3")
                .withViewId(VIEW);
        var campaign =
                new Campaign("news letter", "email", "spring & sale", "blue mug", "button", "c-7", "gclid", "Cj0+X");
        return new Hit(ID, TIME, "shop", page, visitor, EVENT, Duration.ofMillis(42), campaign);
    }

    /** {@return a hit in which every text is hostile} */
    public static Hit hostile() {
        var visitor = new Visitor(
                CLIENT,
                new Session(1, 1),
                "2001:db8::1",
                HOSTILE,
                HOSTILE,
                Consent.DENIED,
                HOSTILE,
                Map.of("_ga", HOSTILE, "_ga_" + TRACKING_ID, HOSTILE));
        var event = TrackedEvent.named(HOSTILE)
                .category(HOSTILE)
                .label(HOSTILE)
                .value(-1e300)
                .property(HOSTILE, HOSTILE)
                .property("", "")
                .property("a", Long.MIN_VALUE)
                .property("b", Double.MIN_VALUE)
                .property("token", "x");
        var page = new Page(
                "https",
                "shop.example:8443",
                "/gr%C3%BC%C3%9Fe/\uD83D",
                HOSTILE,
                "https://a.example/?x=" + HOSTILE,
                "?&=" + HOSTILE);
        var campaign = new Campaign(HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE);
        return new Hit(ID, TIME, null, page, visitor, event, Duration.ofDays(1), campaign);
    }

    /** {@return a hit in which every text is longer than any service accepts, with surrogate pairs at odd positions} */
    public static Hit longTexts() {
        var text = "x" + "💐".repeat(10_000);
        var visitor = new Visitor(text, new Session(1, 1), "192.0.2.0", text, text, Consent.GRANTED, text, Map.of());
        var event = TrackedEvent.named("x" + "💐".repeat(49)).category(text).label(text);
        for (var i = 0; i < 200; i++) {
            event = event.property("p" + i + "💐".repeat(300), i == 0 ? text : "v");
        }
        var page = new Page(
                "https",
                "shop.".repeat(100) + "example",
                "/" + "%F0%9F%92%90".repeat(1000),
                text,
                "https://a.example/" + text,
                "id=3");
        var campaign = new Campaign(text, text, text, text, text, text, "gclid", text);
        return new Hit(ID, TIME, null, page, visitor, event, null, campaign);
    }
}
