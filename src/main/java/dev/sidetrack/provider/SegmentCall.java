// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.provider;

import dev.sidetrack.Campaign;
import dev.sidetrack.Consent;
import dev.sidetrack.Hit;
import dev.sidetrack.Page;
import dev.sidetrack.Visitor;
import dev.sidetrack.json.JsonWriter;
import java.time.temporal.ChronoUnit;

/**
 * Writes hits as calls of Segment's.
 *
 * @param consentCategory the category that a visitor's yes or no is for, or {@code null} to keep it here
 * @see <a href="https://segment.com/docs/connections/spec/common/">Common fields</a>
 */
record SegmentCall(String consentCategory) {

    void write(JsonWriter json, Hit hit) {
        json.object();
        json.field("type", hit.isEvent() ? "track" : "page").field("messageId", hit.id().toString());
        json.field("anonymousId", ClientIds.of(hit));
        if (hit.visitor() != null) {
            json.field("userId", hit.visitor().userId());
        }
        json.field("timestamp", hit.time().truncatedTo(ChronoUnit.MILLIS).toString());
        if (hit.isEvent()) {
            json.field("event", hit.event().name()).name("properties").object();
            Properties.of(hit.event()).forEach(Integer.MAX_VALUE, (name, value) -> json.name(name).value(value));
        } else {
            json.name("properties").object();
            write(json, hit.page());
        }
        json.end().name("context").object();
        if (hit.visitor() != null) {
            write(json, hit.visitor());
        }
        json.name("page").object();
        write(json, hit.page());
        json.end();
        if (hit.campaign() != null) {
            write(json, hit.campaign());
        }
        if (hit.serverTime() != null) {
            json.field("serverTimeMs", hit.serverTime().toMillis());
        }
        json.name("library").object().field("name", "sidetrack").end();
        json.end().end();
    }

    private static void write(JsonWriter json, Campaign campaign) {
        json.name("campaign").object();
        json.field("name", campaign.name()).field("source", campaign.source()).field("medium", campaign.medium());
        json.field("term", campaign.term()).field("content", campaign.content()).end();
    }

    private static void write(JsonWriter json, Page page) {
        json.field("url", page.url()).field("path", page.path());
        json.field("title", page.title()).field("referrer", page.referrer());
    }

    private void write(JsonWriter json, Visitor visitor) {
        json.field("ip", visitor.address()).field("userAgent", visitor.userAgent()).field("locale", visitor.language());
        if (visitor.session() != null) {
            json.field("sessionId", visitor.session().id());
        }
        if (consentCategory != null && (visitor.consent() == Consent.GRANTED || visitor.consent() == Consent.DENIED)) {
            json.name("consent").object().name("categoryPreferences").object();
            json.field(consentCategory, visitor.consent() == Consent.GRANTED).end().end();
        }
    }
}
