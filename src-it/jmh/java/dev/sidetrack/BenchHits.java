// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;

/** Hits as a shop's visitors make them: page views and, every tenth, an event. */
public final class BenchHits {

    public static final String USER_AGENT =
            "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/139.0.0.0 Safari/537.36";

    private BenchHits() {}

    public static List<Hit> of(int many) {
        var random = new Random(42);
        return IntStream.range(0, many).mapToObj(i -> hit(i, random)).toList();
    }

    private static Hit hit(int i, Random random) {
        var page = new Page(
                "https",
                "shop.example",
                "/products/" + random.nextInt(10_000),
                i % 3 == 0 ? "Blaue Tasse für Grüntee" : "Oak board, oiled | Shop",
                "https://www.search.example/results");
        var visitor = new Visitor(
                new UUID(random.nextLong() & ~0xf000L | 0x4000L, random.nextLong() >>> 2 | Long.MIN_VALUE).toString(),
                new Session(1_780_000_000L + i, 1 + random.nextInt(20)),
                "192.0.2.0",
                USER_AGENT,
                "de-AT",
                Consent.UNASKED);
        var event = TrackedEvent.named("cart-filled")
                .category("shop")
                .label("blue-mug")
                .value(12.5)
                .property("sku", "A-" + random.nextInt(1000))
                .property("quantity", 2);
        return new Hit(
                new UUID(random.nextLong() & ~0xf000L | 0x7000L, random.nextLong() >>> 2 | Long.MIN_VALUE),
                Instant.ofEpochSecond(1_780_000_000L + i, random.nextInt(1_000_000) * 1000L),
                null,
                page,
                visitor,
                i % 10 == 9 ? event : null,
                Duration.ofNanos(random.nextInt(50_000_000) / 1000 * 1000L));
    }
}
