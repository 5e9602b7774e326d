// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.provider;

import dev.sidetrack.Hit;
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
import java.math.BigDecimal;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * {@code umami}: the batches of Umami's tracker API. The tracking id is the website's id, a UUID.
 *
 * <p>A request holds hits of one visitor: Umami drops hits of robots, and shows that only by answering without a
 * session if it dropped all of them (from 3.0.2 on; older versions never return one). It lists invalid hits; hits that
 * failed because of its own faults (such as a missing database of addresses) are retried. It reads the campaign from
 * the URL and does not remove duplicates. The value of an order, and of any event with a currency, is revenue. The
 * {@code cache} in its answers is never sent back: it would attribute one visitor's visit to another, and only saves
 * Umami a look-up.
 *
 * @see <a href="https://umami.is/docs/api/sending-stats">Sending stats</a>
 */
@Dependent
@Named("umami")
public class Umami implements Provider {

    static final Key<URI> URL = Key.url("url", "https://cloud.umami.is");

    private static final Outcome ROBOT = Outcome.dropped("robot");
    /** Its answer to a hit from an address that it is configured to ignore. */
    private static final int FORBIDDEN = 403;

    private static final int MOST_HITS = 50;
    private static final int LONGEST_HOST = 100;
    private static final int LONGEST_LANGUAGE = 35;
    private static final int LONGEST_NAME = 50;
    private static final int LONGEST_SCREEN = 11;
    private static final Duration FRESH = Duration.ofSeconds(10);
    private static final int LONGEST_URL = 500;
    private static final int LONGEST_TITLE = 500;
    private static final int LONGEST_DATA = 500;
    private static final int LONGEST_ID = 50;
    private static final int LONGEST_OF_CAMPAIGN = 255;
    private static final int MOST_DATA = 50;
    /**
     * Its {@code NUMERIC(19,4)} cannot hold values from here on: it answers 500, and stores the event without the
     * value.
     */
    private static final BigDecimal MOST_NUMBER = BigDecimal.TEN.pow(15);

    private static final Pattern ESCAPE = Pattern.compile("%[0-9A-Fa-f]{2}");

    private HttpSender http;
    private final Clock clock;
    private TrackingIds websites;
    private URI batch;
    private String check;
    private String currency;
    private Omissions omissions;
    private volatile boolean tellsSessions;

    @Inject
    Umami(HttpSender http) {
        this(http, Clock.systemUTC());
    }

    Umami(HttpSender http, Clock clock) {
        this.http = http;
        this.clock = clock;
    }

    @Override
    public void configure(ProviderSettings settings) {
        http = http.of(settings);
        websites = new TrackingIds(settings);
        batch = Urls.append(settings.get(URL), "/api/batch");
        check = settings.nameOf(URL);
        currency = settings.currency();
        omissions = new Omissions(settings.name());
    }

    @Override
    public List<Key<?>> keys() {
        return List.of(URL);
    }

    @Override
    public int concurrency() {
        // A request holds one visitor, and is answered from the operator's own database.
        return 16;
    }

    @Override
    public Limits limits() {
        return Limits.NONE.hits(MOST_HITS).scope(Limits.Scope.VISITOR);
    }

    @Override
    public String destination() {
        return batch.toString();
    }

    @Override
    public List<Outcome> send(List<Hit> hits) throws IOException, InterruptedException {
        var website = websites.of(hits);
        if (website == null) {
            return TrackingIds.missing(hits);
        }
        var json = new JsonWriter(hits.size() * 400).array();
        // Its times are whole seconds, which would lose the order of a visit; new hits get the time of its own clock.
        var areFresh = Duration.between(hits.get(0).time(), clock.instant()).compareTo(FRESH) < 0;
        hits.forEach(hit -> write(json, website, hit, areFresh));
        var post = HttpPost.json(batch, json.endArray().toString());
        if (hits.get(0).visitor() == null || hits.get(0).visitor().userAgent() == null) {
            // Otherwise Umami would use ours, which is a robot's.
            post = post.header("User-Agent", "");
        }
        return http.send(hits, post, reply -> read(reply, hits));
    }

    private void write(JsonWriter json, String website, Hit hit, boolean areFresh) {
        var page = hit.page();
        json.object().field("type", "event").name("payload").object();
        json.field("website", website);
        json.field("hostname", Texts.cut(page.host(), LONGEST_HOST));
        json.field("url", CampaignQuery.appendedTo(page.pathAndQuery(), campaign(hit), LONGEST_URL));
        json.field("referrer", Texts.cutUrl(page.referrer(), LONGEST_URL));
        json.field("title", title(page.title()));
        json.field(
                "screen", Texts.cut(hit.visitor() == null ? null : hit.visitor().screen(), LONGEST_SCREEN));
        if (!areFresh) {
            json.field("timestamp", hit.time().getEpochSecond());
        }
        json.field("id", Texts.cut(ClientIds.of(hit), LONGEST_ID));
        if (hit.visitor() != null) {
            json.field("ip", hit.visitor().address());
            json.field("userAgent", hit.visitor().userAgent());
            json.field("language", Texts.cut(hit.visitor().language(), LONGEST_LANGUAGE));
        }
        if (hit.isEvent()) {
            writeEvent(json, hit.event());
        }
        json.end().end();
    }

    /**
     * The campaign as its columns can hold it: a longer value would make it answer 500. A click id would be useless if
     * it were cut.
     */
    private static Map<String, String> campaign(Hit hit) {
        var parameters = CampaignQuery.parameters(hit);
        parameters.entrySet().removeIf(one -> !one.getKey().startsWith("utm_") && isTooLong(one.getValue()));
        parameters.replaceAll((name, value) -> Texts.cut(value, LONGEST_OF_CAMPAIGN));
        return parameters;
    }

    private static boolean isTooLong(String ofCampaign) {
        return ofCampaign.length() > LONGEST_OF_CAMPAIGN;
    }

    private void writeEvent(JsonWriter json, TrackedEvent event) {
        var omitted = new Omitted();
        json.field("name", omitted.cut("its name", event.name(), LONGEST_NAME))
                .name("data")
                .object();
        data(event).forEach(MOST_DATA, omitted, (name, value) -> {
            var flat = Properties.flat(Numbers.below(value, MOST_NUMBER));
            json.name(Texts.cut(name, LONGEST_DATA));
            json.value(flat instanceof String text ? omitted.cut(name, text, LONGEST_DATA) : flat);
        });
        json.end();
        omissions.tell(event.name(), omitted);
    }

    /**
     * Umami decodes percent-escapes in titles although they are not URLs: text that looks like one must survive that.
     */
    private static String title(String title) {
        var looksEscaped = title != null && ESCAPE.matcher(title).find();
        return Texts.cutUrl(looksEscaped ? title.replace("%", "%25") : title, LONGEST_TITLE);
    }

    /**
     * The properties, with the two names in which Umami expects revenue: an order's total, otherwise the value if it is
     * money.
     */
    private Properties data(TrackedEvent event) {
        var code = Money.currency(event, currency);
        var earned = Sale.earned(event, currency);
        var isEarned = code != null && earned != null && Numbers.isBelow(earned, MOST_NUMBER);
        return new Properties()
                .with("revenue", isEarned ? earned : null)
                .with("currency", event.value() == null ? null : code)
                .with(event);
    }

    private List<Outcome> read(HttpReply reply, List<Hit> hits) {
        if (!reply.isSuccess()) {
            return Outcome.forAll(hits, reply.outcome(check));
        }
        if (ReplyJson.with("beep", reply).at("beep").text() != null) {
            return Outcome.forAll(hits, ROBOT);
        }
        var json = ReplyJson.with("processed", reply);
        if (json.at("processed").number(-1) < 0) {
            return Outcome.forAll(hits, reply.notUnderstood(check));
        }
        var errors = errors(json);
        var others = isOfARobot(json) ? ROBOT : Outcome.ACCEPTED;
        var outcomes = new ArrayList<Outcome>(hits.size());
        for (var i = 0; i < hits.size(); i++) {
            outcomes.add(errors.getOrDefault(i, others));
        }
        return outcomes;
    }

    /**
     * A missing session means dropped hits only if this Umami has returned a session before: otherwise every hit to an
     * older version would be lost.
     */
    private boolean isOfARobot(ReplyJson json) {
        var hasSession = json.at("cache").text() != null;
        if (hasSession) {
            tellsSessions = true;
        }
        return tellsSessions && !hasSession;
    }

    private static Map<Integer, Outcome> errors(ReplyJson json) {
        var errors = new LinkedHashMap<Integer, Outcome>();
        for (var detail : json.at("details").elements()) {
            var error = detail.at("response").at("error");
            errors.put(
                    detail.at("index").number(-1),
                    error(error.at("message").text(), error.at("status").number(0)));
        }
        return errors;
    }

    private static Outcome error(String message, int status) {
        if (status == FORBIDDEN) {
            return Outcome.dropped("address ignored");
        }
        var reason = "Umami: " + message;
        return status / 100 == 5 ? new Outcome.Retry(reason, status, null) : new Outcome.Rejected(reason, status);
    }
}
