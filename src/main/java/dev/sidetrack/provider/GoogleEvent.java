// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.provider;

import dev.sidetrack.Campaign;
import dev.sidetrack.Hit;
import dev.sidetrack.StandardEvents;
import dev.sidetrack.Texts;
import dev.sidetrack.TrackedEvent;
import dev.sidetrack.json.JsonWriter;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/**
 * Writes a hit as an event of Google Analytics 4.
 *
 * @see <a href="https://developers.google.com/analytics/devguides/collection/protocol/ga4/reference/events">Events</a>
 */
final class GoogleEvent {

    private static final int MOST_ITEMS = 200;
    private static final String WEB_STREAM = "G-";
    private static final String SESSION_COOKIE = "_ga_";

    private final GoogleNames names = new GoogleNames();
    private final String currency;

    /** Writes events whose values are in that currency unless they say otherwise; {@code null} if they are in none. */
    GoogleEvent(String currency) {
        this.currency = currency;
    }

    void write(JsonWriter json, Hit hit, String trackingId, long engagementMillis) {
        var name = hit.isEvent() ? names.event(hit.event().name()) : "page_view";
        json.object();
        json.field("name", name);
        json.field("timestamp_micros", micros(hit.time()));
        json.name("params").object();
        var params = new GoogleParams(json, name);
        writeVisit(params, hit, trackingId, engagementMillis);
        params.text("page_location", Texts.cutUrl(hit.page().url(), 1000), 1000);
        params.text("page_referrer", Texts.cutUrl(hit.page().referrer(), 420), 420);
        params.text("page_title", hit.page().title(), 300);
        if (hit.campaign() != null) {
            writeCampaign(params, hit.campaign());
        }
        if (hit.isEvent()) {
            writeEventParams(json, params, hit.event());
        }
        json.end().end();
    }

    /** Without session and engagement Google keeps an event out of its reports. */
    private static void writeVisit(GoogleParams params, Hit hit, String trackingId, long engagementMillis) {
        var visitor = hit.visitor();
        var googles = googlesSession(hit, trackingId);
        if (googles != null) {
            params.value("session_id", googles);
        } else if (visitor != null && visitor.session() != null) {
            params.value("session_id", visitor.session().id());
            params.value("session_number", (long) visitor.session().number());
        }
        params.value("engagement_time_msec", engagementMillis);
        if (visitor != null) {
            params.text("language", visitor.language(), 100);
        }
    }

    /**
     * The visit as Google's own script counts it, whose number is another than ours; {@code null} if hits do not carry
     * it.
     */
    private static Long googlesSession(Hit hit, String trackingId) {
        if (hit.visitor() == null || trackingId == null) {
            return null;
        }
        var stream = trackingId.startsWith(WEB_STREAM) ? trackingId.substring(WEB_STREAM.length()) : trackingId;
        var session = hit.visitor().aliases().get(SESSION_COOKIE + stream);
        return session == null || !session.matches("[0-9]{1,18}") ? null : Long.valueOf(session);
    }

    /** By the names that Google's event {@code campaign_details} has for them. */
    private static void writeCampaign(GoogleParams params, Campaign campaign) {
        params.text("campaign_id", campaign.id(), 100);
        params.text("campaign", campaign.name(), 100);
        params.text("source", campaign.source(), 100);
        params.text("medium", campaign.medium(), 100);
        params.text("term", campaign.term(), 100);
        params.text("content", campaign.content(), 100);
    }

    /**
     * A value needs a currency, and where none is known it goes by another name: the number is kept, and is no money.
     * The names of a shop's events and parameters are Google's own, so that only its products are written otherwise
     * than other properties.
     */
    private void writeEventParams(JsonWriter json, GoogleParams params, TrackedEvent event) {
        params.text("event_category", event.category(), 100);
        params.text("event_label", event.label(), 100);
        var code = Money.currency(event, currency);
        params.value(code == null ? "event_value" : "value", event.value());
        if (event.value() != null || event.properties().containsKey(StandardEvents.CURRENCY)) {
            params.value("currency", code);
        }
        var sale = Sale.of(event, currency);
        if (sale != null && !sale.items().isEmpty() && params.isFree("items")) {
            writeItems(json.name("items"), sale);
        }
        event.properties().forEach((name, value) -> {
            var isWritten = StandardEvents.CURRENCY.equals(name) && code != null
                    || sale != null && StandardEvents.ITEMS.equals(name);
            if (!isWritten) {
                params.own(StandardEvents.CURRENCY.equals(name) ? "event_currency" : name, value);
            }
        });
    }

    private static void writeItems(JsonWriter json, Sale sale) {
        json.array();
        for (var item :
                sale.items().subList(0, Math.min(MOST_ITEMS, sale.items().size()))) {
            json.object().field("item_id", Texts.cut(item.id(), 100)).field("item_name", Texts.cut(item.name(), 100));
            json.field("item_brand", Texts.cut(item.brand(), 100))
                    .field("item_category", Texts.cut(item.category(), 100));
            json.field("item_variant", Texts.cut(item.variant(), 100));
            if (item.price() != null) {
                json.field("price", item.price());
            }
            json.field("quantity", item.quantity()).end();
        }
        json.endArray();
    }

    private static long micros(Instant time) {
        return TimeUnit.SECONDS.toMicros(time.getEpochSecond()) + time.getNano() / 1000;
    }
}
