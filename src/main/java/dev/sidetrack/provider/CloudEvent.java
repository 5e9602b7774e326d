// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.provider;

import dev.sidetrack.Hit;
import dev.sidetrack.Texts;
import dev.sidetrack.Visitor;
import dev.sidetrack.json.CampaignJson;
import dev.sidetrack.json.JsonWriter;

/**
 * Writes hits as CloudEvents 1.0 in JSON.
 *
 * @param source the events' source, or {@code null} for the page's origin
 */
record CloudEvent(String source) {

    /** The version of {@code data}: it changes when a member changes or is removed, but not when one is added. */
    static final String SCHEMA = "urn:sidetrack:hit:1";

    void write(JsonWriter json, Hit hit) {
        json.object()
                .field("specversion", "1.0")
                .field("id", hit.id().toString())
                .field("source", source(hit));
        json.field("type", hit.isEvent() ? "dev.sidetrack.event" : "dev.sidetrack.page-view");
        json.time("time", hit.time())
                .field("datacontenttype", "application/json")
                .field("dataschema", SCHEMA);
        json.name("data").object().field("site", hit.site());
        var page = hit.page();
        json.name("page").object();
        json.field("url", page.url())
                .field("host", page.host())
                .field("path", page.path())
                .field("query", page.query());
        json.field("title", page.title()).field("referrer", page.referrer());
        json.field("viewId", hit.viewId() == null ? null : hit.viewId().toString());
        json.end();
        if (hit.visitor() != null) {
            write(json, hit.visitor());
        }
        if (hit.isEvent()) {
            json.name("event");
            EventJson.write(json, hit.event());
        }
        if (hit.campaign() != null) {
            CampaignJson.write(json.name("campaign"), hit.campaign());
        }
        if (hit.serverTime() != null) {
            json.field("serverTimeMs", hit.serverTime().toMillis());
        }
        json.end().end();
    }

    private static void write(JsonWriter json, Visitor visitor) {
        json.name("visitor").object().field("clientId", visitor.clientId()).field("userId", visitor.userId());
        if (visitor.session() != null) {
            json.name("session").object();
            json.field("id", visitor.session().id())
                    .field("number", visitor.session().number())
                    .end();
        }
        json.field("address", visitor.address()).field("userAgent", visitor.userAgent());
        json.field("language", visitor.language()).field("consent", Texts.lowerCase(visitor.consent()));
        if (!visitor.purposes().isEmpty()) {
            json.name("purposes").array();
            visitor.purposes().stream().sorted().forEach(json::value);
            json.endArray();
        }
        json.field("screen", visitor.screen()).field("country", visitor.country());
        if (visitor.hints() != null) {
            UserAgentData.write(json.name("userAgentData"), visitor.hints());
        }
        json.end();
    }

    private String source(Hit hit) {
        var page = hit.page();
        if (source != null || page.scheme() == null || page.host() == null) {
            return source == null ? "sidetrack" : source;
        }
        return page.scheme() + "://" + page.host();
    }
}
