// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.provider;

import dev.sidetrack.Hit;
import dev.sidetrack.StandardEvents;
import dev.sidetrack.Texts;
import dev.sidetrack.TrackedEvent;
import dev.sidetrack.json.JsonWriter;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Writes hits for Umami, with nothing that its columns cannot hold: it would answer 500, and for an event's data do so
 * after it has kept the event.
 *
 * @param currency the currency of values without one of their own, or {@code null}
 * @param omissions logs what does not fit
 */
record UmamiPayload(String currency, Omissions omissions) {

    private static final String REVENUE = "revenue";
    private static final int LONGEST_HOST = 100;
    private static final int LONGEST_LANGUAGE = 35;
    private static final int LONGEST_NAME = 50;
    private static final int LONGEST_SCREEN = 11;
    private static final int LONGEST_URL = 500;
    private static final int LONGEST_TITLE = 500;
    private static final int LONGEST_DATA = 500;
    private static final int LONGEST_CURRENCY = 10;
    private static final int LONGEST_ID = 50;
    private static final int LONGEST_OF_CAMPAIGN = 255;
    private static final int MOST_DATA = 50;
    /**
     * Its {@code NUMERIC(19,4)} cannot hold values from here on: it answers 500, and stores the event without the
     * value.
     */
    private static final BigDecimal MOST_NUMBER = BigDecimal.TEN.pow(15);

    private static final Pattern TIME = Pattern.compile(
            "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{3}(Z|\\+[0-9]{2}:[0-9]{2})?)?");
    private static final Pattern ESCAPE = Pattern.compile("%[0-9A-Fa-f]{2}");

    void write(JsonWriter json, String website, Hit hit, boolean areFresh) {
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
            var longest = StandardEvents.CURRENCY.equals(name) ? LONGEST_CURRENCY : LONGEST_DATA;
            json.value(flat instanceof String text ? omitted.cut(name, withoutFalseTime(text), longest) : flat);
        });
        json.end();
        omissions.tell(event.name(), omitted);
    }

    /**
     * Umami takes a text of this form for a time. If there is no such time, it answers 500, but has kept the event, and
     * would do so again with each attempt.
     */
    private static String withoutFalseTime(String text) {
        return TIME.matcher(text).matches() && !isTime(text) ? text.replace('T', ' ') : text;
    }

    private static boolean isTime(String text) {
        try {
            return DateTimeFormatter.ISO_DATE_TIME.parse(text).get(ChronoField.YEAR) > 0;
        } catch (DateTimeException invalid) {
            return false;
        }
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
                .with(REVENUE, isEarned ? earned : null)
                .with(StandardEvents.CURRENCY, event.value() == null ? null : code)
                .with(event.withProperties(withoutFalseRevenue(event.properties())));
    }

    /** Whatever has this name is revenue to Umami: what it cannot store as such gets another. */
    private static Map<String, Object> withoutFalseRevenue(Map<String, Object> properties) {
        var revenue = Sale.number(properties.get(REVENUE));
        if (!properties.containsKey(REVENUE) || revenue != null && Numbers.isBelow(revenue, MOST_NUMBER)) {
            return properties;
        }
        var renamed = new LinkedHashMap<>(properties);
        renamed.put("event_revenue", renamed.remove(REVENUE));
        return renamed;
    }
}
