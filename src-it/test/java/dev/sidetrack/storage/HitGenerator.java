package dev.sidetrack.storage;

import dev.sidetrack.Campaign;
import dev.sidetrack.Consent;
import dev.sidetrack.Hit;
import dev.sidetrack.Page;
import dev.sidetrack.Session;
import dev.sidetrack.TrackedEvent;
import dev.sidetrack.Visitor;
import dev.sidetrack.buffer.HitBuffer;
import dev.sidetrack.stats.Stats;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Random;
import java.util.UUID;

/**
 * {@code POST}: hits of a shop as they might have been in the last eight weeks, the same each time, put onto the queue;
 * says how many. {@code times}, 1 unless given, makes it a larger shop, in which somebody is right now.
 */
@WebServlet("/probe/hits")
public class HitGenerator extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final int DAYS = 56;
    private static final int MOST_WAITING = 40_000;
    private static final Duration LONGEST_VISIT = Duration.ofMinutes(12);
    private static final String[] PAGES = {
        "/",
        "/products/harbour-lamp",
        "/products/wool-blanket",
        "/products/blue-mug",
        "/journal/how-we-choose-wool",
        "/products/oak-board",
        "/products/enamel-kettle",
        "/products/beeswax-candles",
        "/journal/a-lamp-for-the-pier",
        "/products",
        "/sale",
        "/about",
        "/gift-cards",
        "/delivery",
        "/products/linen-apron",
        "/returns",
        "/contact"
    };
    private static final String[] REFERRERS = {
        null,
        null,
        null,
        "https://www.google.com/",
        "https://www.google.com/",
        "https://www.google.com/",
        "https://www.bing.com/",
        "https://duckduckgo.com/",
        "https://news.ycombinator.com/item",
        "https://t.co/x",
        "https://www.reddit.com/r/design",
        "https://chatgpt.com/",
        "https://mail.proton.me/",
        "https://example.org/links"
    };
    private static final String[] AGENTS = {
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36",
        "Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Mobile Safari/537.36",
        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1",
        "Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0",
        "Mozilla/5.0 (Macintosh; Intel Mac OS X 14_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Safari/605.1.15",
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36 Edg/131.0.0.0"
    };
    private static final String[] LANGUAGES = {"en-GB", "en-US", "en-US", "de-DE", "de-AT", "fr-FR", "nl-NL", "sv-SE"};
    private static final String[] COUNTRIES = {
        "US", "DE", "US", "GB", "DE", "US", "SE", "NO", "FR", "NL", "DE", "GB", "DK", "AT", "CA", "US", "DE", "ES", "FI"
    };
    private static final double[] WEEK = {1, 1.06, 1.04, 1.08, 1, 0.66, 0.62};
    private static final double[] DAY = {
        1, 1, 1, 1, 1, 2, 4, 8, 12, 14, 15, 15, 13, 14, 14, 13, 12, 12, 13, 14, 13, 10, 6, 3
    };

    @Inject
    HitBuffer buffer;

    @Inject
    Stats stats;

    private Random random;
    private int hits;

    @Override
    protected synchronized void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        random = new Random(17);
        hits = 0;
        var times = request.getParameter("times") == null ? 1 : Integer.parseInt(request.getParameter("times"));
        var visitors = 1_100 * times;
        var now = Instant.now();
        var today = now.truncatedTo(ChronoUnit.DAYS);
        for (var day = DAYS; day >= (times > 1 ? 0 : 1); day--) {
            var begin = today.minus(day, ChronoUnit.DAYS);
            var weight = WEEK[begin.atOffset(ZoneOffset.UTC).getDayOfWeek().ordinal()];
            var visits = (int) (weight * times * (30 + (DAYS - day) * 0.4 + random.nextInt(8)));
            for (var visit = 0; visit < visits; visit++) {
                var begun = begin.plus(hour(), ChronoUnit.HOURS).plusMillis(random.nextInt(3_000_000));
                if (begun.isBefore(now.minus(LONGEST_VISIT))) {
                    visit(begun, visitors);
                }
            }
        }
        for (var visit = 0; visit < 2 * (times - 1); visit++) {
            put(visitor(now, visitors), now.minusSeconds(random.nextInt(120)), page(), of(REFERRERS), null, null);
        }
        stats.note(null, today.minus(9, ChronoUnit.DAYS), "2.4.0 deployed");
        response.setContentType("text/plain");
        response.getWriter().print(hits);
    }

    private Visitor visitor(Instant begun, int visitors) {
        var number = random.nextInt(visitors);
        var id = new UUID(0x4000L, 0x8000_0000_0000_0000L | number * 7919L);
        return Visitor.builder(id.toString())
                .session(Session.of(begun.getEpochSecond(), 1))
                .userAgent(of(AGENTS))
                .language(of(LANGUAGES))
                .country(COUNTRIES[number % COUNTRIES.length])
                .consent(Consent.GRANTED)
                .build();
    }

    private void visit(Instant begun, int visitors) {
        var visitor = visitor(begun, visitors);
        var referrer = of(REFERRERS);
        var campaign = random.nextInt(7) == 0
                ? Campaign.builder()
                        .source(of("newsletter", "google", "meta"))
                        .medium(of("email", "cpc", "social"))
                        .name(of("november", "brand", "blankets", "harbour-lamp"))
                        .build()
                : null;
        var time = begun;
        var pages = random.nextInt(3) == 0 ? 1 : 2 + random.nextInt(5);
        for (var page = 0; page < pages; page++) {
            put(visitor, time, page(), page == 0 ? referrer : null, page == 0 ? campaign : null, null);
            time = time.plusMillis(4_000 + random.nextInt(90_000));
        }
        if (pages > 2 && random.nextInt(3) == 0) {
            put(visitor, time, "/cart", null, null, TrackedEvent.named("add-to-cart"));
            put(visitor, time.plusSeconds(3), "/cart", null, null, null);
            if (random.nextInt(3) == 0) {
                var order = TrackedEvent.named("order-placed").value(18 + random.nextInt(240));
                put(visitor, time.plusSeconds(70), "/thanks", null, null, order);
                put(visitor, time.plusSeconds(71), "/thanks", null, null, null);
            }
        } else if (random.nextInt(12) == 0) {
            put(visitor, time, "/", null, null, TrackedEvent.named("newsletter-signup"));
        }
    }

    private void put(
            Visitor visitor, Instant time, String path, String referrer, Campaign campaign, TrackedEvent event) {
        var page = Page.builder()
                .scheme("https")
                .host("shop.example")
                .path(path)
                .title("Fjord & Field")
                .referrer(referrer)
                .build();
        var took = Math.exp(random.nextGaussian() * 0.6) * (path.startsWith("/journal") ? 90 : 25);
        while (buffer.size() > MOST_WAITING) {
            pause();
        }
        buffer.offer(Hit.builder()
                .id(new UUID(time.toEpochMilli() << 16 | 0x7000L, random.nextLong() >>> 2 | 0x8000_0000_0000_0000L))
                .time(time)
                .page(page)
                .visitor(visitor)
                .campaign(campaign)
                .event(event)
                .serverTime(event == null ? Duration.ofNanos((long) (took * 1e6)) : null)
                .build());
        hits++;
    }

    /** The first ones far more often than the last. */
    private String page() {
        return PAGES[(int) (PAGES.length * Math.pow(random.nextDouble(), 2.4))];
    }

    private static void pause() {
        try {
            Thread.sleep(5);
        } catch (InterruptedException stopping) {
            throw new IllegalStateException(stopping);
        }
    }

    private int hour() {
        var left = random.nextInt(202);
        var hour = 0;
        while (hour < 23 && left >= DAY[hour]) {
            left -= (int) DAY[hour++];
        }
        return hour;
    }

    private String of(String... values) {
        return values[random.nextInt(values.length)];
    }
}
