// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.provider;

import dev.sidetrack.Hit;
import dev.sidetrack.Texts;
import dev.sidetrack.json.JsonWriter;
import java.net.URI;
import java.net.URISyntaxException;

/**
 * Writes a hit as a request to Unomi's event collector. A member that its schemas do not allow, or an id with invalid
 * characters, would make it drop the event.
 */
final class UnomiEvent {

    private static final int LONGEST_ID = 60;
    private static final String UNKNOWN = "-";
    private static final int LONGEST_LANGUAGE = 5;
    /** Elasticsearch rejects a whole event with a longer word in its flattened properties. */
    private static final int LONGEST_TEXT = 8_000;

    private UnomiEvent() {}

    /** The id of the visitor's profile. */
    static String profile(Hit hit) {
        return id(ClientIds.of(hit));
    }

    static void write(JsonWriter json, Hit hit, String scope, Omitted omitted) {
        var session = ClientIds.sessionOf(hit);
        json.object().field("sessionId", session == null ? profile(hit) : session);
        json.field("profileId", profile(hit)).name("events").array().object();
        json.field("itemId", hit.id().toString()).field("scope", scope);
        if (hit.isEvent()) {
            writeTracked(json, hit, scope, omitted);
        } else {
            writeView(json, hit, scope);
        }
        json.end().endArray().end();
    }

    private static void writeView(JsonWriter json, Hit hit, String scope) {
        json.field("eventType", "view").name("source").object();
        json.field("itemType", "site")
                .field("scope", scope)
                .field(
                        "itemId",
                        id(hit.page().host() == null ? scope : hit.page().host()))
                .end();
        writePage(json.name("target"), hit, scope);
        json.name("flattenedProperties").object();
        writeCampaign(json, hit);
        json.end();
    }

    private static void writeTracked(JsonWriter json, Hit hit, String scope, Omitted omitted) {
        var event = hit.event();
        json.field("eventType", "tracked").name("properties").object();
        json.field("name", event.name()).field("category", event.category()).field("label", event.label());
        var value = event.value();
        var isTooLarge = value != null && Math.abs(value) > Float.MAX_VALUE;
        if (value != null && !isTooLarge) {
            json.field("value", value);
        }
        json.end();
        if (hit.page().path() != null) {
            writePage(json.name("source"), hit, scope);
        }
        json.name("flattenedProperties").object();
        writeCampaign(json, hit);
        json.name("properties").object();
        // A value that its column cannot hold would make it reject the event.
        var properties = new Properties().with("value", isTooLarge ? value.toString() : null);
        event.properties().forEach(properties::with);
        properties.forEach((name, given) ->
                json.name(name).value(given instanceof String text ? omitted.cut(name, text, LONGEST_TEXT) : given));
        json.end().end();
    }

    private static void writePage(JsonWriter json, Hit hit, String scope) {
        var page = hit.page();
        // An item without an id would cause an internal error in Unomi, and so be retried.
        var id = page.path() == null ? UNKNOWN : id(page.path());
        json.object().field("itemType", "page").field("scope", scope).field("itemId", id);
        json.name("properties").object().name("pageInfo").object();
        json.field("pageID", page.path()).field("pagePath", page.path()).field("pageName", page.title());
        json.field("destinationURL", uri(page.url())).field("destinationSearch", page.query());
        json.field("referringURL", uri(page.referrer()));
        json.field(
                "language",
                hit.visitor() == null ? null : language(hit.visitor().language()));
        json.end().end().end();
    }

    /** The parameters of the page's address, as its own script sends them. */
    private static void writeCampaign(JsonWriter json, Hit hit) {
        var parameters = CampaignQuery.parameters(hit);
        parameters.keySet().removeIf(name -> !name.matches("[A-Za-z0-9_]+"));
        if (!parameters.isEmpty()) {
            json.name("URLParameters").object();
            parameters.forEach(json::field);
            json.end();
        }
    }

    private static String id(String text) {
        return text == null ? null : Texts.cut(text.replaceAll("[^A-Za-z0-9_@.-]", "-"), LONGEST_ID);
    }

    private static String uri(String url) {
        try {
            return url == null ? null : new URI(url).toASCIIString();
        } catch (URISyntaxException none) {
            return null;
        }
    }

    /** The language without region if a longer tag does not fit. */
    private static String language(String tag) {
        return tag == null || tag.length() <= LONGEST_LANGUAGE ? tag : Texts.cut(tag.split("-")[0], LONGEST_LANGUAGE);
    }
}
