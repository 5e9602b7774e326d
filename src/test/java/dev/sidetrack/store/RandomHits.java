// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.store;

import dev.sidetrack.Campaign;
import dev.sidetrack.Consent;
import dev.sidetrack.Hit;
import dev.sidetrack.Page;
import dev.sidetrack.Session;
import dev.sidetrack.TrackedEvent;
import dev.sidetrack.Visitor;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/**
 * Hits such as three sites have them, made of a seed: visits of several views and events, over some days, in the order
 * they happened.
 */
public final class RandomHits {

    private static final String[] PATHS = {
        "/", "/cart", "/checkout", "/products/mug", "/products/lamp", "/about", "/blog/a", "/blog/b", "/Search"
    };
    private static final String[] REFERRERS = {
        null,
        null,
        "https://www.google.com/search",
        "https://duckduckgo.com/",
        "https://t.co/x",
        "https://news.example/a",
        "https://chatgpt.com/",
        "https://shop.example/cart",
        "not a url",
        "https://mail.example/"
    };
    private static final String[] AGENTS = {
        null,
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36",
        "Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0",
        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1"
    };
    private static final String[] LANGUAGES = {"de-AT", "en-GB", "fr", null};
    private static final String[] COUNTRIES = {"AT", "DE", null};
    private static final String[] EVENTS = {"add-to-cart", "order-placed", "newsletter"};
    private static final String[] SITES = {null, "shop", "blog"};

    private final Random random;
    private final Instant end;
    private final int days;

    public RandomHits(long seed, Instant end, int days) {
        random = new Random(seed);
        this.end = end;
        this.days = days;
    }

    /** So many visits' hits. */
    public List<Hit> visits(int count) {
        var hits = new ArrayList<Hit>();
        for (var i = 0; i < count; i++) {
            visit(count / 3 + 1, hits);
        }
        return hits;
    }

    private void visit(int visitors, List<Hit> hits) {
        var time = end.minusSeconds(random.nextInt(days * 86_400))
                .minus(1, ChronoUnit.DAYS)
                .plus(random.nextInt(1_000_000), ChronoUnit.MICROS);
        var site = pick(SITES);
        if (random.nextInt(20) == 0) {
            hits.add(
                    hit(time, site, null, null, TrackedEvent.named(pick(EVENTS)).value(random.nextInt(100))));
            return;
        }
        var number = random.nextInt(visitors);
        var cookieless = random.nextInt(4) == 0;
        // An id of a day, an id that lasts, or one that is no UUID.
        var client = cookieless
                ? new UUID(0x8000L | time.getEpochSecond() / 86_400 << 16, 0x8000_0000_0000_0000L | number).toString()
                : number % 5 == 0
                        ? "client-" + number
                        : new UUID(0x4000L, 0x8000_0000_0000_0000L | number * 7919L).toString();
        var session = random.nextInt(10) == 0 ? null : new Session(time.getEpochSecond(), 1);
        var visitor = new Visitor(client, session, "192.0.2.0", pick(AGENTS), pick(LANGUAGES), Consent.GRANTED)
                .withCountry(COUNTRIES[number % COUNTRIES.length]);
        var campaign = random.nextInt(4) > 0
                ? null
                : new Campaign(
                        pick("newsletter", "google", "blog"),
                        pick("email", "cpc", null),
                        pick("spring", "Autumn", null),
                        null,
                        null,
                        null,
                        null,
                        null);
        var count = 1 + random.nextInt(6);
        for (var i = 0; i < count; i++) {
            var event = random.nextInt(4) == 0 ? event() : null;
            hits.add(hit(time, site, visitor, i == 0 ? campaign : null, event));
            time = time.plus(random.nextInt(1_500_000_000), ChronoUnit.MICROS);
        }
    }

    private TrackedEvent event() {
        var event = TrackedEvent.named(pick(EVENTS)).category("shop").property("size", Map.of("w", 1));
        return random.nextBoolean() ? event.value(random.nextInt(10_000) / 100.0) : event;
    }

    private Hit hit(Instant time, String site, Visitor visitor, Campaign campaign, TrackedEvent event) {
        var page = new Page(
                "https", "shop.example", random.nextInt(30) == 0 ? null : pick(PATHS), "A page", pick(REFERRERS));
        var took = random.nextInt(5) == 0
                ? null
                : Duration.of(1L << 5 + random.nextInt(16), ChronoUnit.MICROS).plusNanos(random.nextInt(9_000));
        return new Hit(id(time), time, site, page, visitor, event, took, campaign);
    }

    private UUID id(Instant time) {
        var fraction = time.getNano() % 1_000_000L * 4096 / 1_000_000;
        return new UUID(
                time.toEpochMilli() << 16 | 0x7000L | fraction, random.nextLong() >>> 2 | 0x8000_0000_0000_0000L);
    }

    private String pick(String... values) {
        return values[random.nextInt(values.length)];
    }
}
