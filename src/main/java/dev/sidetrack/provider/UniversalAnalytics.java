// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.provider;

import dev.sidetrack.Hit;
import dev.sidetrack.Texts;
import dev.sidetrack.config.Key;
import dev.sidetrack.config.ProviderSettings;
import dev.sidetrack.spi.Limits;
import dev.sidetrack.spi.Outcome;
import dev.sidetrack.spi.Provider;
import dev.sidetrack.spi.http.HttpPost;
import dev.sidetrack.spi.http.HttpSender;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * {@code universal-analytics}: Google's Measurement Protocol, version 1, with the parameters of the article. Google
 * switched off its own service in July 2024; other collectors still support the protocol. Like the article, it does not
 * send language, campaign, user id and properties; shop events use the protocol's enhanced e-commerce.
 *
 * @see <a href="https://developers.google.com/analytics/devguides/collection/protocol/v1/devguide">Measurement
 *     Protocol</a>
 */
@Dependent
@Named("universal-analytics")
public class UniversalAnalytics implements Provider {

    static final Key<URI> URL = Key.url("url", "https://www.google-analytics.com");

    private static final Map<Sale.Kind, String> ACTIONS = Map.of(
            Sale.Kind.VIEW_ITEM,
            "detail",
            Sale.Kind.ADD_TO_CART,
            "add",
            Sale.Kind.BEGIN_CHECKOUT,
            "checkout",
            Sale.Kind.PURCHASE,
            "purchase",
            Sale.Kind.REFUND,
            "refund");
    private static final int MOST_PRODUCTS = 200;
    private static final int MOST_HITS = 20;
    private static final int MOST_BYTES = 16 * 1024;
    private static final int MOST_BYTES_OF_A_HIT = 8 * 1024;
    /** A number of milliseconds with up to 11 digits, which is not known yet when the size is needed. */
    private static final int GROWTH_OF_AGE = 11;

    private HttpSender http;
    private final Clock clock;
    private TrackingIds trackingIds;
    private URI one;
    private URI many;
    private String check;
    private String currency;
    private Omissions omissions;

    @Inject
    UniversalAnalytics(HttpSender http) {
        this(http, Clock.systemUTC());
    }

    UniversalAnalytics(HttpSender http, Clock clock) {
        this.http = http;
        this.clock = clock;
    }

    @Override
    public void configure(ProviderSettings settings) {
        http = http.of(settings);
        trackingIds = new TrackingIds(settings);
        one = Urls.append(settings.get(URL), "/collect");
        many = Urls.append(settings.get(URL), "/batch");
        check = settings.nameOf(URL);
        currency = settings.currency();
        omissions = new Omissions(settings.name());
    }

    @Override
    public List<Key<?>> keys() {
        return List.of(URL);
    }

    @Override
    public Limits limits() {
        return Limits.NONE.hits(MOST_HITS).bytes(MOST_BYTES).lateness(Duration.ofHours(4));
    }

    @Override
    public int bytes(Hit hit) {
        return fields(hit).length() + GROWTH_OF_AGE;
    }

    @Override
    public String destination() {
        return one.toString();
    }

    @Override
    public List<Outcome> send(List<Hit> hits) throws IOException, InterruptedException {
        var refusals = hits.stream().map(this::refusal).toList();
        var sendable = IntStream.range(0, hits.size())
                .filter(i -> refusals.get(i) == null)
                .mapToObj(hits::get)
                .toList();
        var outcomes = (sendable.isEmpty() ? List.<Outcome>of() : post(sendable)).iterator();
        return refusals.stream()
                .map(refusal -> refusal == null ? outcomes.next() : refusal)
                .toList();
    }

    /** Why this hit is not sent, or {@code null}. */
    private Outcome refusal(Hit hit) {
        if (trackingIds.of(hit) == null) {
            return TrackingIds.missing(hit);
        }
        return bytes(hit) > MOST_BYTES_OF_A_HIT ? Outcome.rejected("larger than the 8 kB that a hit may have") : null;
    }

    private List<Outcome> post(List<Hit> hits) throws IOException, InterruptedException {
        var lines = hits.stream().map(this::fields).collect(Collectors.joining("\n"));
        var post = HttpPost.form(hits.size() == 1 ? one : many, lines);
        return http.send(hits, post, reply -> Outcome.forAll(hits, reply.outcome(check)));
    }

    /** Enhanced e-commerce: the article does not have it, but shop events would be useless without it. */
    private static void write(FormWriter form, Sale sale, Omitted omitted) {
        form.field("pa", ACTIONS.get(sale.kind())).field("cu", sale.currency());
        if (sale.id() != null) {
            form.field("ti", Texts.cutBytes(sale.id(), 500))
                    .field("tr", sale.total())
                    .field("tt", sale.tax())
                    .field("ts", sale.shipping());
            form.field("tcc", Texts.cutBytes(sale.coupon(), 500));
        }
        if (sale.items().size() > MOST_PRODUCTS) {
            omitted.add("products beyond " + MOST_PRODUCTS);
        }
        for (var i = 0; i < Math.min(MOST_PRODUCTS, sale.items().size()); i++) {
            var item = sale.items().get(i);
            var product = "pr" + (i + 1);
            form.field(product + "id", Texts.cutBytes(item.id(), 500))
                    .field(product + "nm", Texts.cutBytes(item.name(), 500));
            form.field(product + "br", Texts.cutBytes(item.brand(), 500))
                    .field(product + "ca", Texts.cutBytes(item.category(), 500));
            form.field(product + "va", Texts.cutBytes(item.variant(), 500))
                    .field(product + "pr", item.price())
                    .field(product + "qt", item.quantity());
        }
    }

    private String fields(Hit hit) {
        var page = hit.page();
        var visitor = hit.visitor();
        var event = hit.event();
        var form = new FormWriter()
                .field("v", 1)
                .field("tid", trackingIds.of(hit))
                .field("cid", ClientIds.of(hit))
                .field("t", hit.isEvent() ? "event" : "pageview")
                .field("dh", Texts.cutBytes(page.host(), 100))
                .field("dp", Texts.cutUrlBytes(page.pathAndQuery(), 2048))
                .field("dt", Texts.cutBytes(page.title(), 1500))
                .field("dr", Texts.cutUrlBytes(page.referrer(), 2048));
        if (visitor != null) {
            form.field("uip", visitor.address()).field("ua", visitor.userAgent());
        }
        if (event != null) {
            form.field("ec", Texts.cutBytes(Categories.of(event, Categories.EVENT), 150))
                    .field("ea", event.name())
                    .field("el", Texts.cutBytes(event.label(), 500))
                    .field("ev", event.value() == null ? null : Math.max(0, Math.round(event.value())));
        }
        var sale = Sale.of(event, currency);
        if (sale != null) {
            var omitted = new Omitted();
            write(form, sale, omitted);
            omissions.tell(event.name(), omitted);
        }
        var age = Duration.between(hit.time(), clock.instant());
        return form.field("qt", Math.max(0, age.toMillis()))
                .field("z", hit.id().hashCode() & Integer.MAX_VALUE)
                .toString();
    }
}
