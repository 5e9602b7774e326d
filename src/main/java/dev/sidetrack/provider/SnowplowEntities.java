// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.provider;

import dev.sidetrack.ClientHints;
import dev.sidetrack.Consent;
import dev.sidetrack.Hit;
import dev.sidetrack.Visitor;
import dev.sidetrack.json.JsonWriter;
import java.util.regex.Pattern;

/**
 * Writes the entities of an event, with schemas of Iglu Central: the page view, without which Snowplow's models drop
 * it, the session, client hints, the server's duration, the visitor's yes.
 */
final class SnowplowEntities {

    private static final String HINTS = "iglu:org.ietf/http_client_hints/jsonschema/1-0-0";
    private static final String TIMING = "iglu:org.w3/PerformanceNavigationTiming/jsonschema/1-0-0";
    private static final Pattern UUID_OR_HEX =
            Pattern.compile("[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}|[0-9a-f]{16}");

    private SnowplowEntities() {}

    /**
     * The entities of the hit, of the sale if it is one, and the whole event with the operator's schema unless that is
     * {@code null}, as elements of an array.
     */
    static String of(Hit hit, Sale sale, String ownSchema) {
        var json = new JsonWriter().array();
        if (hit.viewId() != null) {
            SnowplowJson.begin(json, SnowplowJson.SNOWPLOW + "web_page/jsonschema/1-0-0")
                    .field("id", hit.viewId().toString())
                    .end()
                    .end();
        }
        if (hit.visitor() != null) {
            write(json, hit, hit.visitor());
        }
        if (hit.serverTime() != null) {
            SnowplowJson.begin(json, TIMING).name("serverTiming").array();
            json.object()
                    .field("name", "total")
                    .field("duration", hit.serverTime().toMillis())
                    .end();
            json.endArray().end().end();
        }
        if (sale != null) {
            SnowplowSale.write(json, sale);
        }
        if (ownSchema != null) {
            json.object().field("schema", ownSchema).name("data");
            EventJson.write(json, hit.event());
            json.end();
        }
        var entities = json.endArray().toString();
        return "[]".equals(entities) ? null : entities;
    }

    private static void write(JsonWriter json, Hit hit, Visitor visitor) {
        if (visitor.session() != null && UUID_OR_HEX.matcher(visitor.clientId()).matches()) {
            SnowplowJson.begin(json, SnowplowJson.SNOWPLOW + "client_session/jsonschema/1-0-2")
                    .field("userId", visitor.clientId());
            json.field("sessionId", ClientIds.sessionOf(hit))
                    .field("sessionIndex", visitor.session().number());
            json.field("storageMechanism", "COOKIE_1").end().end();
        }
        if (visitor.hints() != null) {
            write(json, visitor.hints());
        }
        if (visitor.consent() == Consent.GRANTED) {
            SnowplowJson.begin(json, SnowplowJson.SNOWPLOW + "gdpr/jsonschema/1-0-0")
                    .field("basisForProcessing", "consent")
                    .end()
                    .end();
        }
    }

    private static void write(JsonWriter json, ClientHints hints) {
        SnowplowJson.begin(json, HINTS)
                .field("isMobile", Boolean.TRUE.equals(hints.mobile()))
                .name("brands")
                .array();
        for (var brand : Brand.list(hints.brands())) {
            json.object()
                    .field("brand", brand.name())
                    .field("version", brand.version())
                    .end();
        }
        json.endArray().field("model", hints.model()).field("platform", hints.platform());
        json.field("platformVersion", hints.platformVersion());
        var full = Brand.known(Brand.list(hints.fullVersions()));
        json.field("uaFullVersion", full == null ? null : full.version()).end().end();
    }
}
