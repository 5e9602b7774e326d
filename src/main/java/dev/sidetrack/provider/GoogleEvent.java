// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.provider;

import dev.sidetrack.Campaign;
import dev.sidetrack.Hit;
import dev.sidetrack.StandardEvents;
import dev.sidetrack.Texts;
import dev.sidetrack.TrackedEvent;
import dev.sidetrack.json.JsonWriter;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Writes a hit as an event of Google Analytics 4.
 *
 * @see <a href="https://developers.google.com/analytics/devguides/collection/protocol/ga4/reference/events">Events</a>
 */
final class GoogleEvent {

    static final String VALUE = "value";

    private static final String WEB_STREAM = "G-";
    private static final String SESSION_COOKIE = "_ga_";

    private final String currency;
    private final Omissions omissions;

    /** Writes events whose values are in this currency unless they have their own; {@code null} for none. */
    GoogleEvent(String currency, Omissions omissions) {
        this.currency = currency;
        this.omissions = omissions;
    }

    void write(JsonWriter json, Hit hit, String trackingId, long engagementMillis) {
        var name = hit.isEvent() ? GoogleNames.event(hit.event().name()) : "page_view";
        json.object();
        json.field("name", name);
        json.field("timestamp_micros", micros(hit.time()));
        json.name("params").object();
        var omitted = new Omitted();
        var params = new GoogleParams(json, omitted);
        writeVisit(params, hit, trackingId, engagementMillis);
        params.text("page_location", Texts.cutUrl(hit.page().url(), 1000), 1000);
        params.text("page_referrer", Texts.cutUrl(hit.page().referrer(), 420), 420);
        params.text("page_title", hit.page().title(), 300);
        if (hit.campaign() != null) {
            writeCampaign(params, hit.campaign());
        }
        if (hit.isEvent()) {
            writeEventParams(json, params, hit.event(), omitted);
        }
        json.end().end();
        omissions.tell(hit.isEvent() ? hit.event().name() : name, omitted);
    }

    /** Google's reports leave out events without session and engagement. */
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

    /** The session of Google's own script, whose number differs from ours; {@code null} if hits do not carry it. */
    private static Long googlesSession(Hit hit, String trackingId) {
        if (hit.visitor() == null || trackingId == null) {
            return null;
        }
        var stream = trackingId.startsWith(WEB_STREAM) ? trackingId.substring(WEB_STREAM.length()) : trackingId;
        var session = hit.visitor().aliases().get(SESSION_COOKIE + stream);
        return session == null || !session.matches("[0-9]{1,18}") ? null : Long.valueOf(session);
    }

    /** The campaign, with the names of Google's event {@code campaign_details}. */
    private static void writeCampaign(GoogleParams params, Campaign campaign) {
        params.text("campaign_id", campaign.id(), 100);
        params.text("campaign", campaign.name(), 100);
        params.text("source", campaign.source(), 100);
        params.text("medium", campaign.medium(), 100);
        params.text("term", campaign.term(), 100);
        params.text("content", campaign.content(), 100);
    }

    /**
     * A value needs a currency; without one it is sent under another name, as a number that is not money. Those who
     * know Google's own script may set it as a property. The names of shop events and parameters are Google's own, so
     * only products need special treatment.
     */
    private void writeEventParams(JsonWriter json, GoogleParams params, TrackedEvent event, Omitted omitted) {
        params.text("event_category", omitted.cut("its category", event.category(), 100), 100);
        params.text("event_label", omitted.cut("its label", event.label(), 100), 100);
        var properties = new LinkedHashMap<>(event.properties());
        var value = event.value() == null ? Sale.number(properties.get(VALUE)) : event.value();
        var code = Money.currency(event, currency);
        params.value(code == null ? "event_value" : VALUE, value);
        if (value != null || properties.containsKey(StandardEvents.CURRENCY)) {
            params.value(StandardEvents.CURRENCY, code);
        }
        if (event.value() == null && value != null) {
            properties.remove(VALUE);
        }
        var other = properties.remove(StandardEvents.CURRENCY);
        if (code == null && other != null) {
            params.own("event_currency", other);
        }
        if (properties.get(StandardEvents.ITEMS) instanceof List<?> items
                && (items.isEmpty() || GoogleItems.are(items))) {
            properties.remove(StandardEvents.ITEMS);
            writeItems(json, params, items, omitted);
        }
        properties.forEach(params::own);
    }

    private static void writeItems(JsonWriter json, GoogleParams params, List<?> items, Omitted omitted) {
        if (!items.isEmpty() && params.isFree(StandardEvents.ITEMS)) {
            json.name(StandardEvents.ITEMS);
            new GoogleItems(json, omitted).write(items);
        }
    }

    private static long micros(Instant time) {
        return TimeUnit.SECONDS.toMicros(time.getEpochSecond()) + time.getNano() / 1000;
    }
}
