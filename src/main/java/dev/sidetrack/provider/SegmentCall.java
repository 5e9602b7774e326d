// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.provider;

import dev.sidetrack.Campaign;
import dev.sidetrack.Consent;
import dev.sidetrack.Hit;
import dev.sidetrack.Visitor;
import dev.sidetrack.json.JsonWriter;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Writes hits as calls of Segment's API.
 *
 * @param categories the workspace's category of each purpose, in order; empty to send no consent
 * @param spec the names of shop events
 * @see <a href="https://segment.com/docs/connections/spec/common/">Common fields</a>
 */
record SegmentCall(Map<String, String> categories, CommerceSpec spec) {

    private static final Set<String> CAMPAIGN = Set.of(
            "name",
            "source",
            "medium",
            "term",
            "content",
            "id",
            "source_platform",
            "creative_format",
            "marketing_tactic");

    /** Reads {@code purpose=category}, or a category of analytics. */
    static SegmentCall of(List<String> mappings, CommerceSpec spec) {
        var categories = new LinkedHashMap<String, String>();
        for (var mapping : mappings) {
            var equals = mapping.indexOf('=');
            categories.put(
                    equals < 0 ? "analytics" : mapping.substring(0, equals).strip(),
                    mapping.substring(equals + 1).strip());
        }
        return new SegmentCall(categories, spec);
    }

    void write(JsonWriter json, Hit hit) {
        begin(json, hit, hit.isEvent() ? "track" : "page", hit.id().toString());
        if (hit.isEvent()) {
            json.field("event", spec.name(hit.event())).name("properties").object();
            spec.properties(hit.event(), new Properties())
                    .forEach((name, value) -> json.name(name).value(value));
        } else {
            json.name("properties").object();
            writePage(json, hit);
        }
        json.end();
        writeContext(json, hit);
        json.end();
    }

    /** Writes the call that says which user the visitor is, if the hit has a user. */
    void writeIdentify(JsonWriter json, Hit hit) {
        if (Identified.isOfAUser(hit)) {
            begin(json, hit, "identify", hit.id() + "-identify");
            json.name("traits").object().end();
            writeContext(json, hit);
            json.end();
        }
    }

    private static void begin(JsonWriter json, Hit hit, String type, String messageId) {
        json.object().field("type", type).field("messageId", messageId).field("anonymousId", ClientIds.of(hit));
        if (hit.visitor() != null) {
            json.field("userId", hit.visitor().userId());
        }
        json.time("timestamp", hit.time().truncatedTo(ChronoUnit.MILLIS));
    }

    private void writeContext(JsonWriter json, Hit hit) {
        json.name("context").object();
        if (hit.visitor() != null) {
            write(json, hit.visitor());
        }
        writeScreen(json, Screen.of(hit));
        json.name("page").object();
        writePage(json, hit);
        json.end();
        if (hit.campaign() != null) {
            write(json, hit.campaign());
        }
        if (hit.serverTime() != null) {
            json.field("serverTimeMs", hit.serverTime().toMillis());
        }
        json.name("library")
                .object()
                .field("name", "sidetrack")
                .field("version", Version.TEXT)
                .end();
        json.end();
    }

    private static void write(JsonWriter json, Campaign campaign) {
        json.name("campaign").object();
        json.field("name", campaign.name()).field("source", campaign.source()).field("medium", campaign.medium());
        json.field("term", campaign.term()).field("content", campaign.content()).field("id", campaign.id());
        json.field("source_platform", campaign.sourcePlatform()).field("creative_format", campaign.creativeFormat());
        json.field("marketing_tactic", campaign.marketingTactic());
        if (campaign.clickIdName() != null && !CAMPAIGN.contains(campaign.clickIdName())) {
            json.field(campaign.clickIdName(), campaign.clickId());
        }
        json.end();
    }

    private static void writePage(JsonWriter json, Hit hit) {
        var page = hit.page();
        json.field("url", page.url()).field("path", page.path()).field("search", search(hit));
        json.field("title", page.title()).field("referrer", page.referrer());
    }

    /** The query as browsers have it, with the question mark and the campaign. */
    private static String search(Hit hit) {
        var query = CampaignQuery.appendedTo(
                hit.page().query() == null ? "" : "?" + hit.page().query(), hit);
        return query.isEmpty() ? null : query;
    }

    private void write(JsonWriter json, Visitor visitor) {
        json.field("ip", visitor.address())
                .field("userAgent", visitor.userAgent())
                .field("locale", visitor.language());
        if (visitor.session() != null) {
            json.field("sessionId", visitor.session().id());
        }
        if (visitor.hints() != null) {
            UserAgentData.write(json.name("userAgentData"), visitor.hints());
        }
        if (!categories.isEmpty() && (visitor.consent() == Consent.GRANTED || visitor.consent() == Consent.DENIED)) {
            json.name("consent").object().name("categoryPreferences").object();
            categories.forEach((purpose, category) ->
                    json.field(category, visitor.purposes().contains(purpose)));
            json.end().end();
        }
    }

    private static void writeScreen(JsonWriter json, Screen screen) {
        if (screen != null) {
            json.name("screen")
                    .object()
                    .field("width", screen.width())
                    .field("height", screen.height())
                    .end();
        }
    }
}
