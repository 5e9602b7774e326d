// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** Hits for tests. */
public final class SampleHits {

    public static final Instant TIME = Instant.parse("2026-03-04T05:06:07.891234Z");
    public static final UUID ID = UUID.fromString("019cb6f1-1a13-73c0-8d4e-0123456789ab");
    public static final String CLIENT = "4f8c1f0e-7d1b-4c55-9a0e-2b6f3d9c1a77";
    public static final Page PAGE =
            new Page("https", "shop.example", "/products/blue-mug", "Blue mug", "https://search.example/find");
    public static final Visitor VISITOR = new Visitor(
            CLIENT,
            new Session(1_772_600_000L, 3),
            "192.0.2.0",
            "Mozilla/5.0 (X11; Linux x86_64)",
            "de-AT",
            Consent.UNASKED);
    public static final TrackedEvent EVENT = TrackedEvent.named("order-placed")
            .category("shop")
            .label("blue-mug")
            .value(12.5)
            .property("sku", "M-1")
            .property("quantity", 2)
            .property("discount", 0.25)
            .property("gift", true);

    private SampleHits() {}

    /** A page view with every part that a page view can have. */
    public static Hit pageView() {
        return new Hit(ID, TIME, "shop", PAGE, VISITOR, null, Duration.ofMillis(42));
    }

    /** An event with every part that an event can have. */
    public static Hit event() {
        return event(EVENT);
    }

    /** That event of the same visitor. */
    public static Hit event(TrackedEvent event) {
        return new Hit(ID, TIME, "shop", PAGE, VISITOR, event, Duration.ofMillis(42));
    }

    /** A hit with nothing in it that can be missing. */
    public static Hit minimal() {
        return new Hit(ID, TIME, null, new Page(null, null, null, null, null), null, null, null);
    }

    /** A page view of that path, and nothing else of note. */
    public static Hit of(String path) {
        return new Hit(ID, TIME, null, new Page("https", "shop.example", path, null, null), null, null, null);
    }
}
