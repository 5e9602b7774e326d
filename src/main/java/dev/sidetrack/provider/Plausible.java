// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.provider;

import dev.sidetrack.Hit;
import dev.sidetrack.Page;
import dev.sidetrack.StandardEvents;
import dev.sidetrack.Texts;
import dev.sidetrack.TrackedEvent;
import dev.sidetrack.config.Key;
import dev.sidetrack.config.ProviderSettings;
import dev.sidetrack.json.JsonWriter;
import dev.sidetrack.spi.Limits;
import dev.sidetrack.spi.Outcome;
import dev.sidetrack.spi.Provider;
import dev.sidetrack.spi.http.HttpPost;
import dev.sidetrack.spi.http.HttpReply;
import dev.sidetrack.spi.http.HttpSender;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * {@code plausible}: Plausible's Events API. The tracking id is the site's domain in Plausible.
 *
 * <p>Plausible accepts one hit per request and counts it when it arrives, so hits that have waited longer than
 * {@code lateness} are not sent. It identifies visitors by user agent and address only, which are sent as headers and
 * by which it also drops robots. Hits without a user agent or a page are therefore dropped here, and without addresses
 * ({@code sidetrack.client-ip=none}) all visitors with the same user agent are one. A header in its answer says that it
 * dropped a hit, but not why: a robot, a data centre's address, a shield, or a domain that it does not know (yet).
 * After 50 dropped hits in a row a warning is logged.
 *
 * <p>It reads the campaign from the URL. With a currency, from the property of that name or {@code sidetrack.currency},
 * the event's value is its revenue. Numbers and booleans in properties stay as they are; lists and maps become text. An
 * event with the property {@code interactive=false} does not affect the bounce rate. Downloads and outbound links have
 * the names that Plausible's script uses.
 *
 * @see <a href="https://plausible.io/docs/events-api">Events API</a>
 */
@Dependent
@Named("plausible")
public class Plausible implements Provider {

    static final Key<URI> URL = Key.url("url", "https://plausible.io");
    static final Key<Duration> LATENESS =
            Key.duration("lateness", "PT15M", Duration.ofSeconds(1), Duration.ofDays(365));

    private static final Logger LOG = System.getLogger("dev.sidetrack.provider");
    private static final Outcome DROPPED = Outcome.dropped("robot, data centre, shield or unknown domain");
    /** More than could be robots alone. */
    private static final int MANY_DROPPED = 50;

    private static final int LONGEST_NAME = 120;
    private static final int LONGEST_URL = 2000;
    private static final int LONGEST_PROPERTY_NAME = 300;
    private static final int LONGEST_PROPERTY = 2000;
    private static final int MOST_PROPERTIES = 30;
    /** Its database has 15 digits before the point. */
    private static final BigDecimal MOST_REVENUE = BigDecimal.TEN.pow(15);

    private static final String INTERACTIVE = "interactive";
    private static final Map<String, String> LINKS =
            Map.of(StandardEvents.DOWNLOAD, "File Download", StandardEvents.CLICK, "Outbound Link: Click");

    private HttpSender http;
    private final AtomicInteger droppedInRow = new AtomicInteger();
    private TrackingIds domains;
    private URI events;
    private Duration lateness;
    private String check;
    private String currency;
    private Omissions omissions;

    @Inject
    Plausible(HttpSender http) {
        this.http = http;
    }

    @Override
    public void configure(ProviderSettings settings) {
        http = http.of(settings);
        domains = new TrackingIds(settings);
        events = Urls.append(settings.get(URL), "/api/event");
        lateness = settings.get(LATENESS);
        currency = settings.currency();
        omissions = new Omissions(settings.name());
        check = settings.nameOf(URL);
    }

    @Override
    public List<Key<?>> keys() {
        return List.of(URL, LATENESS);
    }

    @Override
    public int concurrency() {
        // A request holds one hit.
        return 32;
    }

    @Override
    public Limits limits() {
        return Limits.NONE.hits(1).lateness(lateness);
    }

    @Override
    public String destination() {
        return events.toString();
    }

    @Override
    public List<Outcome> send(List<Hit> hits) throws IOException, InterruptedException {
        var hit = hits.get(0);
        var domain = domains.of(hits);
        if (domain == null) {
            return TrackingIds.missing(hits);
        }
        if (hit.visitor() == null
                || hit.visitor().userAgent() == null
                || hit.page().url() == null) {
            return List.of(Outcome.dropped("no page or no user agent"));
        }
        var post = HttpPost.json(events, body(domain, hit)).of(hit.visitor());
        return http.send(hits, post, reply -> List.of(read(reply)));
    }

    private String body(String domain, Hit hit) {
        var event = hit.event();
        var json = new JsonWriter().object();
        json.field("domain", domain);
        json.field("name", event == null ? "pageview" : name(event));
        json.field("url", CampaignQuery.appendedTo(hit.page().url(), CampaignQuery.parameters(hit), LONGEST_URL));
        json.field("referrer", Texts.cutUrlBytes(hit.page().referrer(), LONGEST_URL));
        if (event != null) {
            // This property says that the event must not affect the bounce rate.
            json.field("interactive", !Boolean.FALSE.equals(event.properties().get(INTERACTIVE)));
            writeRevenue(json, event);
            writeProperties(json, hit.page(), event);
        }
        return json.end().toString();
    }

    private void writeProperties(JsonWriter json, Page page, TrackedEvent event) {
        var omitted = new Omitted();
        json.name("props").object();
        properties(page, event).forEach(MOST_PROPERTIES, omitted, (name, value) -> {
            json.name(Texts.cutBytes(name, LONGEST_PROPERTY_NAME));
            json.value(
                    Properties.flat(value) instanceof String text
                            ? omitted.cut(name, text, Texts.cutBytes(text, LONGEST_PROPERTY))
                            : value);
        });
        json.end();
        omissions.tell(event.name(), omitted);
    }

    /**
     * Downloads and links have the names of Plausible's script, which its goals and reports expect. {@code engagement}
     * is reserved: the script uses it to report how long and how far a page was read.
     */
    private static String name(TrackedEvent event) {
        if (hasLink(event)) {
            return LINKS.get(event.name());
        }
        return "engagement".equals(event.name()) ? "event_engagement" : Texts.cut(event.name(), LONGEST_NAME);
    }

    private static Properties properties(Page page, TrackedEvent event) {
        var own = new LinkedHashMap<>(event.properties());
        own.remove(INTERACTIVE);
        var link = hasLink(event) ? own.remove(StandardEvents.LINK_URL) : null;
        return new Properties()
                .with("url", link == null ? null : Urls.absolute(page, link))
                .with(event.withProperties(own));
    }

    private static boolean hasLink(TrackedEvent event) {
        return LINKS.containsKey(event.name()) && event.properties().containsKey(StandardEvents.LINK_URL);
    }

    /**
     * An order's total, or the value of any event if it is money; viewing a product or filling a cart earns nothing
     * yet.
     */
    private void writeRevenue(JsonWriter json, TrackedEvent event) {
        var code = Money.currency(event, currency);
        var earned = Sale.earned(event, currency);
        if (code != null && earned != null && Numbers.isBelow(earned, MOST_REVENUE)) {
            json.name("revenue")
                    .object()
                    .field("currency", code)
                    .field("amount", earned)
                    .end();
        }
    }

    private Outcome read(HttpReply reply) {
        if (!reply.isSuccess()
                || reply.headers().firstValue("x-plausible-dropped").isEmpty()) {
            droppedInRow.set(0);
            return reply.outcome(check);
        }
        if (droppedInRow.incrementAndGet() == MANY_DROPPED) {
            LOG.log(
                    Level.WARNING,
                    "Plausible dropped all of the last {0} hits: check {1}, and that the tracking id is the"
                            + " domain of a site there.",
                    MANY_DROPPED,
                    check);
        }
        return DROPPED;
    }
}
