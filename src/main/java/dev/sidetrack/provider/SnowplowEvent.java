// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.provider;

import dev.sidetrack.Consent;
import dev.sidetrack.Hit;
import dev.sidetrack.Texts;
import dev.sidetrack.TrackedEvent;
import dev.sidetrack.Visitor;
import dev.sidetrack.json.JsonWriter;

/**
 * Writes hits as Snowplow has them: strings only, none longer than its table of events has room for.
 *
 * @param namespace which of an application's trackers it is
 * @param schema that of self-describing events, or {@code null} for structured ones
 * @see <a href="https://docs.snowplow.io/docs/events/going-deeper/event-parameters/">Event parameters</a>
 */
record SnowplowEvent(String namespace, String schema) {

    private static final String SNOWPLOW = "iglu:com.snowplowanalytics.snowplow/";
    private static final String TIMING = "iglu:org.w3/PerformanceNavigationTiming/jsonschema/1-0-0";

    void write(JsonWriter json, Hit hit, String appId, long sent) {
        var page = hit.page();
        json.object();
        json.field("e", !hit.isEvent() ? "pv" : schema == null ? "se" : "ue");
        json.field("p", "srv").field("tv", "sidetrack").field("tna", namespace);
        json.field("aid", appId).field("eid", hit.id().toString());
        json.field("dtm", Long.toString(hit.time().toEpochMilli())).field("stm", Long.toString(sent));
        json.field("url", Texts.cutUrl(CampaignQuery.appendedTo(page.url(), hit), 3000)).field("page", Texts.cut(page.title(), 2000));
        json.field("refr", Texts.cutUrl(page.referrer(), 4096));
        json.field("sid", ClientIds.sessionOf(hit));
        if (hit.visitor() != null) {
            write(json, hit.visitor());
        }
        if (hit.isEvent()) {
            write(json, hit.event());
        }
        json.field("co", entities(hit));
        json.end();
    }

    private static void write(JsonWriter json, Visitor visitor) {
        json.field("uid", Texts.cut(visitor.userId(), 255)).field("duid", Texts.cut(visitor.clientId(), 128));
        if (visitor.session() != null) {
            json.field("vid", Integer.toString(visitor.session().number()));
        }
        json.field("ip", Texts.cut(visitor.address(), 128)).field("ua", Texts.cut(visitor.userAgent(), 1000));
        json.field("lang", Texts.cut(visitor.language(), 255));
    }

    private void write(JsonWriter json, TrackedEvent event) {
        if (schema != null) {
            var data = new JsonWriter().object().field("schema", schema).name("data");
            EventJson.write(data, event);
            json.field("ue_pr", selfDescribing("unstruct_event", data.end().toString()));
            return;
        }
        json.field("se_ca", event.category() == null ? "event" : Texts.cut(event.category(), 1000));
        json.field("se_ac", event.name());
        json.field("se_la", Texts.cut(event.label(), 4096)).field("se_pr", properties(event));
        json.field("se_va", event.value() == null ? null : new JsonWriter().value(event.value().doubleValue()).toString());
    }

    private static String properties(TrackedEvent event) {
        var json = new JsonWriter();
        EventJson.writeProperties(json, event);
        var text = json.toString();
        return event.properties().isEmpty() || text.length() > 1000 ? null : text;
    }

    private static String entities(Hit hit) {
        var json = new JsonWriter().array();
        if (hit.serverTime() != null) {
            json.object().field("schema", TIMING).name("data").object().name("serverTiming").array();
            json.object().field("name", "total").field("duration", hit.serverTime().toMillis()).end();
            json.endArray().end().end();
        }
        if (hit.visitor() != null && hit.visitor().consent() == Consent.GRANTED) {
            json.object().field("schema", SNOWPLOW + "gdpr/jsonschema/1-0-0");
            json.name("data").object().field("basisForProcessing", "consent").end().end();
        }
        var entities = json.endArray().toString();
        return "[]".equals(entities) ? null : selfDescribing("contexts", entities);
    }

    private static String selfDescribing(String schema, String data) {
        return "{\"schema\":\"" + SNOWPLOW + schema + "/jsonschema/1-0-0\",\"data\":" + data + "}";
    }
}
