// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.testing;

import dev.sidetrack.Campaign;
import dev.sidetrack.Consent;
import dev.sidetrack.Hit;
import dev.sidetrack.Page;
import dev.sidetrack.Session;
import dev.sidetrack.TrackedEvent;
import dev.sidetrack.Visitor;
import dev.sidetrack.json.JsonReader;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;

/** Parses a hit as the provider {@code webhook} sends it (docs/webhook-hit-1.schema.json). */
final class CloudEventReader {

    private static final Pattern ORIGIN = Pattern.compile("([a-z]+)://[^/?]*?(?::([0-9]+))?(?=[/?]|$)");

    private CloudEventReader() {}

    static Hit read(String json) {
        var event = object(new JsonReader(json).value());
        var data = object(event.get("data"));
        var serverTime = (Number) data.get("serverTimeMs");
        return Hit.builder()
                .id(UUID.fromString(text(event, "id")))
                .time(Instant.parse(text(event, "time")))
                .site(text(data, "site"))
                .page(page(object(data.get("page")), data.containsKey("event") ? null : text(event, "id")))
                .visitor(data.containsKey("visitor") ? visitor(object(data.get("visitor"))) : null)
                .event(data.containsKey("event") ? event(object(data.get("event"))) : null)
                .campaign(data.containsKey("campaign") ? campaign(object(data.get("campaign"))) : null)
                .serverTime(serverTime == null ? null : Duration.ofMillis(serverTime.longValue()))
                .build();
    }

    /** A view's id is its own, unless its page has another. */
    private static Page page(Map<String, Object> page, String ownId) {
        var origin = ORIGIN.matcher(text(page, "url") == null ? "" : text(page, "url"));
        var hasOrigin = origin.lookingAt();
        var viewId = text(page, "viewId");
        return Page.builder()
                .scheme(hasOrigin ? origin.group(1) : null)
                .host(text(page, "host"))
                .port(hasOrigin && origin.group(2) != null ? Integer.parseInt(origin.group(2)) : 0)
                .path(text(page, "path"))
                .query(text(page, "query"))
                .title(text(page, "title"))
                .referrer(text(page, "referrer"))
                .viewId(viewId == null || viewId.equals(ownId) ? null : UUID.fromString(viewId))
                .build();
    }

    private static Visitor visitor(Map<String, Object> visitor) {
        var session = visitor.containsKey("session") ? object(visitor.get("session")) : null;
        return Visitor.builder(text(visitor, "clientId"))
                .session(
                        session == null
                                ? null
                                : new Session(
                                        ((Number) session.get("id")).longValue(),
                                        ((Number) session.get("number")).intValue()))
                .address(text(visitor, "address"))
                .userAgent(text(visitor, "userAgent"))
                .language(text(visitor, "language"))
                .consent(Consent.valueOf(text(visitor, "consent").toUpperCase(Locale.ROOT)))
                .userId(text(visitor, "userId"))
                .screen(text(visitor, "screen"))
                .build();
    }

    private static TrackedEvent event(Map<String, Object> event) {
        var read = TrackedEvent.named(text(event, "name"))
                .category(text(event, "category"))
                .label(text(event, "label"))
                .withProperties(event.containsKey("properties") ? object(event.get("properties")) : Map.of());
        return event.get("value") instanceof Number value ? read.value(value.doubleValue()) : read;
    }

    private static Campaign campaign(Map<String, Object> campaign) {
        return Campaign.builder()
                .source(text(campaign, "source"))
                .medium(text(campaign, "medium"))
                .name(text(campaign, "name"))
                .term(text(campaign, "term"))
                .content(text(campaign, "content"))
                .id(text(campaign, "id"))
                .clickId(text(campaign, "clickIdName"), text(campaign, "clickId"))
                .build();
    }

    private static String text(Map<String, Object> object, String name) {
        return (String) object.get(name);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> object(Object value) {
        return (Map<String, Object>) value;
    }
}
