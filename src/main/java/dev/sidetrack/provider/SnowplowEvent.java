// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.provider;

import dev.sidetrack.Hit;
import dev.sidetrack.StandardEvents;
import dev.sidetrack.Texts;
import dev.sidetrack.TrackedEvent;
import dev.sidetrack.Visitor;
import dev.sidetrack.json.JsonWriter;
import java.util.LinkedHashMap;

/**
 * Writes hits in Snowplow's format: strings only, none longer than its table of events allows.
 *
 * @param namespace the name of the tracker
 * @param schema the schema of self-describing events, or {@code null} for structured ones
 * @param currency the currency of values without one of their own, or {@code null}
 * @param omissions logs parts without a field
 * @see <a href="https://docs.snowplow.io/docs/events/going-deeper/event-parameters/">Event parameters</a>
 */
record SnowplowEvent(String namespace, String schema, String currency, Omissions omissions) {

    private static final int LONGEST_PROPERTIES = 1000;

    void write(JsonWriter json, Hit hit, String appId, long sent) {
        var page = hit.page();
        var sale = sale(hit);
        var described = hit.isEvent() ? described(hit.event(), sale) : null;
        json.object();
        json.field("e", !hit.isEvent() ? "pv" : described == null ? "se" : "ue");
        json.field("p", "srv").field("tv", "sidetrack-" + Version.TEXT).field("tna", namespace);
        json.field("aid", appId).field("eid", hit.id().toString());
        json.field("dtm", Long.toString(hit.time().toEpochMilli())).field("stm", Long.toString(sent));
        json.field("url", CampaignQuery.appendedTo(page.url(), CampaignQuery.parameters(hit), 3000))
                .field("page", Texts.cut(page.title(), 2000));
        json.field("refr", Texts.cutUrl(page.referrer(), 4096));
        json.field("sid", ClientIds.sessionOf(hit));
        if (hit.visitor() != null) {
            write(json, hit.visitor());
        }
        if (described != null) {
            json.field("ue_pr", wrapped("unstruct_event", described));
        } else if (hit.isEvent()) {
            writeStructured(json, hit.event());
        }
        var entities = SnowplowEntities.of(hit, sale, ownEntity(hit, sale, described));
        json.field("co", entities == null ? null : wrapped("contexts", entities));
        json.end();
    }

    /**
     * The schema of the entity with the event, if the event uses a schema of Snowplow's own that lacks some of its
     * parts.
     */
    private String ownEntity(Hit hit, Sale sale, String described) {
        if (described == null || isOwn(hit.event(), sale)) {
            return null;
        }
        var omitted = SnowplowRest.of(hit.event(), sale);
        if (schema == null) {
            omissions.tell(hit.event().name(), omitted);
        }
        return omitted.isNothing() ? null : schema;
    }

    private Sale sale(Hit hit) {
        var sale = Sale.of(hit.event(), currency);
        return sale == null || sale.currency() == null ? null : sale;
    }

    /** The self-describing event, or {@code null} for a structured one. */
    private String described(TrackedEvent event, Sale sale) {
        if (sale != null) {
            return SnowplowSale.event(sale);
        }
        var properties = event.properties();
        var json = new JsonWriter();
        if (SnowplowRest.isSearch(event)) {
            SnowplowJson.begin(json, SnowplowJson.SNOWPLOW + "site_search/jsonschema/1-0-0")
                    .name("terms")
                    .array();
            json.value(properties.get(StandardEvents.SEARCH_TERM).toString()).endArray();
            if (properties.get(StandardEvents.SEARCH_CATEGORY) instanceof String category) {
                json.name("filters").object().field("category", category).end();
            }
            if (properties.get(StandardEvents.SEARCH_RESULTS) instanceof Long results
                    && results >= 0
                    && results <= Integer.MAX_VALUE) {
                json.field("totalResults", results);
            }
            return json.end().end().toString();
        }
        if (SnowplowRest.isLink(event)) {
            SnowplowJson.begin(json, SnowplowJson.SNOWPLOW + "link_click/jsonschema/1-0-1");
            return json.field(
                            "targetUrl", properties.get(StandardEvents.LINK_URL).toString())
                    .end()
                    .end()
                    .toString();
        }
        if (schema != null) {
            json.object().field("schema", schema).name("data");
            EventJson.write(json, event);
            return json.end().toString();
        }
        return null;
    }

    /** Whether it uses the operator's schema or is a structured event. */
    private static boolean isOwn(TrackedEvent event, Sale sale) {
        return sale == null && !SnowplowRest.isSearch(event) && !SnowplowRest.isLink(event);
    }

    private static void write(JsonWriter json, Visitor visitor) {
        json.field("uid", Texts.cut(visitor.userId(), 255)).field("duid", Texts.cut(visitor.clientId(), 128));
        if (visitor.session() != null) {
            json.field("vid", Integer.toString(visitor.session().number()));
        }
        json.field("ip", Texts.cut(visitor.address(), 128)).field("ua", Texts.cut(visitor.userAgent(), 1000));
        json.field("lang", Texts.cut(visitor.language(), 255)).field("res", visitor.screen());
    }

    private void writeStructured(JsonWriter json, TrackedEvent event) {
        var omitted = new Omitted();
        json.field("se_ca", omitted.cut("its category", Categories.of(event, Categories.EVENT), 1000));
        json.field("se_ac", event.name());
        json.field("se_la", omitted.cut("its label", event.label(), 4096)).field("se_pr", properties(event, omitted));
        json.field(
                "se_va",
                event.value() == null
                        ? null
                        : new JsonWriter().value(event.value().doubleValue()).toString());
        omissions.tell(event.name(), omitted);
    }

    /** As many properties as fit, as JSON. */
    private static String properties(TrackedEvent event, Omitted omitted) {
        var fitting = new LinkedHashMap<String, Object>();
        var length = 1;
        for (var property : event.properties().entrySet()) {
            var member = new JsonWriter()
                    .object()
                    .name(property.getKey())
                    .value(property.getValue())
                    .end();
            // Without its brackets, and with the comma or the last bracket after it.
            var longer = length + member.toString().length() - 1;
            if (longer > LONGEST_PROPERTIES) {
                omitted.whole(property.getKey());
            } else {
                fitting.put(property.getKey(), property.getValue());
                length = longer;
            }
        }
        return fitting.isEmpty() ? null : new JsonWriter().value(fitting).toString();
    }

    private static String wrapped(String schema, String data) {
        return "{\"schema\":\"" + SnowplowJson.SNOWPLOW + schema + "/jsonschema/1-0-0\",\"data\":" + data + "}";
    }
}
