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
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/**
 * Hits of three sites over some time, the same for the same seed: three to a visit, two visits to a visitor, few of
 * 2,000 paths far more often than the others.
 */
final class BenchHits {

    private static final int PATHS = 2_000;
    private static final int HITS_OF_A_VISIT = 3;
    private static final String[] SITES = {"shop", "shop", "shop", "blog", "docs"};
    private static final String[] REFERRERS = {
        null,
        null,
        null,
        "https://www.google.com/",
        "https://duckduckgo.com/",
        "https://t.co/x",
        "https://example.org/links"
    };
    private static final String[] AGENTS = {
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36",
        "Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Mobile Safari/537.36",
        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1",
        "Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0"
    };
    private static final String[] LANGUAGES = {"en-GB", "en-US", "de-DE", "fr-FR", "nl-NL"};

    private final Random random = new Random(17);
    private final Instant end;
    private final Duration over;

    BenchHits(Instant end, Duration over) {
        this.end = end;
        this.over = over;
    }

    /** About so many hits, the visits in the order they began. */
    List<Hit> make(int count) {
        var hits = new ArrayList<Hit>(count);
        var visits = count / HITS_OF_A_VISIT;
        for (var visit = 0; visit < visits; visit++) {
            visit(end.minus(over).plusMillis(over.toMillis() * visit / visits), visits / 2 + 1, hits);
        }
        return hits;
    }

    private void visit(Instant began, int visitors, List<Hit> hits) {
        var visitor = new Visitor(
                new UUID(0x4000L, 0x8000_0000_0000_0000L | random.nextInt(visitors) * 7_919L).toString(),
                new Session(began.getEpochSecond(), 1),
                null,
                of(AGENTS),
                of(LANGUAGES),
                Consent.GRANTED);
        var site = of(SITES);
        var campaign = random.nextInt(8) == 0
                ? Campaign.builder()
                        .source("newsletter")
                        .medium("email")
                        .name("c" + random.nextInt(20))
                        .build()
                : null;
        var referrer = of(REFERRERS);
        var time = began;
        for (var i = random.nextInt(2 * HITS_OF_A_VISIT - 1); i >= 0; i--) {
            var event =
                    random.nextInt(6) == 0 ? TrackedEvent.named("add-to-cart").value(random.nextInt(100)) : null;
            var page = new Page("https", "shop.example", path(), "Fjord & Field", referrer);
            hits.add(new Hit(id(time), time, site, page, visitor, event, took(), campaign));
            time = time.plusMillis(5_000 + random.nextInt(60_000));
            referrer = null;
        }
    }

    private String path() {
        return "/products/" + (int) (PATHS * Math.pow(random.nextDouble(), 4));
    }

    private Duration took() {
        return Duration.ofNanos((long) (Math.exp(random.nextGaussian() * 0.6) * 25_000_000));
    }

    private UUID id(Instant time) {
        return new UUID(time.toEpochMilli() << 16 | 0x7000L, random.nextLong() >>> 2 | 0x8000_0000_0000_0000L);
    }

    private String of(String... values) {
        return values[random.nextInt(values.length)];
    }
}
