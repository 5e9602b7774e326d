// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.provider;

import dev.sidetrack.Campaign;
import dev.sidetrack.Hit;
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

    private static final String WEB_STREAM = "G-";
    private static final String SESSION_COOKIE = "_ga_";

    private GoogleEvent() {}

    static void write(JsonWriter json, Hit hit, String trackingId) {
        json.object();
        json.field("name", hit.isEvent() ? GoogleNames.event(hit.event().name()) : "page_view");
        json.field("timestamp_micros", micros(hit.time()));
        json.name("params").object();
        var params = new GoogleParams(json);
        writeVisit(params, hit, trackingId);
        params.text("page_location", Texts.cutUrl(hit.page().url(), 1000), 1000);
        params.text("page_referrer", Texts.cutUrl(hit.page().referrer(), 420), 420);
        params.text("page_title", hit.page().title(), 300);
        if (hit.campaign() != null) {
            writeCampaign(params, hit.campaign());
        }
        if (hit.isEvent()) {
            writeEventParams(params, hit.event());
        }
        json.end().end();
    }

    /** Without session and engagement Google keeps an event out of its reports. */
    private static void writeVisit(GoogleParams params, Hit hit, String trackingId) {
        var visitor = hit.visitor();
        var googles = googlesSession(hit, trackingId);
        if (googles != null) {
            params.value("session_id", googles);
        } else if (visitor != null && visitor.session() != null) {
            params.value("session_id", visitor.session().id());
            params.value("session_number", (long) visitor.session().number());
        }
        params.value("engagement_time_msec", 1L);
        if (visitor != null) {
            params.text("language", visitor.language(), 100);
        }
    }

    /** The visit as Google's own script counts it, whose number is another than ours; {@code null} if hits do not carry it. */
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

    private static void writeEventParams(GoogleParams params, TrackedEvent event) {
        params.text("event_category", event.category(), 100);
        params.text("event_label", event.label(), 100);
        if (event.value() != null) {
            params.value("value", event.value());
        }
        event.properties().forEach((name, value) -> {
            if (value instanceof String text) {
                params.text(GoogleNames.param(name), text, 100);
            } else {
                params.value(GoogleNames.param(name), value);
            }
        });
    }

    private static long micros(Instant time) {
        return TimeUnit.SECONDS.toMicros(time.getEpochSecond()) + time.getNano() / 1000;
    }
}
