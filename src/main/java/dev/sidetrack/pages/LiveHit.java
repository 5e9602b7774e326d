// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.pages;

import dev.sidetrack.Hit;
import dev.sidetrack.HitOutcomes.State;
import dev.sidetrack.Texts;
import dev.sidetrack.json.HitJson;
import dev.sidetrack.json.JsonWriter;
import dev.sidetrack.stats.RecentHit;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A hit and its outcomes so far.
 *
 * @param id its id
 * @param time when it happened
 * @param site its site's key, empty for the default site
 * @param path the page, or {@code null}
 * @param event the event's name, or {@code null} for a page view
 * @param visitor its visitor's id, or {@code null} for a hit known only from the database
 * @param sent everything that providers may receive, as JSON; {@code null} for a hit known only from the database
 * @param leftOut the fields that were removed for privacy
 * @param outcomes its outcomes by provider
 */
record LiveHit(
        String id,
        Instant time,
        String site,
        String path,
        String event,
        String visitor,
        String sent,
        List<String> leftOut,
        Map<String, Outcome> outcomes) {

    record Outcome(State state, String reason) {

        String name() {
            return Texts.lowerCase(state);
        }
    }

    static LiveHit of(Hit hit, List<String> leftOut) {
        var json = new JsonWriter().object();
        HitJson.writeMembers(json, hit);
        return new LiveHit(
                hit.id().toString(),
                hit.time(),
                hit.site() == null ? "" : hit.site(),
                hit.page() == null ? null : hit.page().path(),
                hit.isEvent() ? hit.event().name() : null,
                hit.visitor() == null ? null : hit.visitor().clientId(),
                json.end().toString(),
                leftOut,
                new LinkedHashMap<>());
    }

    /** A hit that was stored before anybody opened the view. */
    static LiveHit of(RecentHit hit, String store) {
        return new LiveHit(
                hit.id().toString(),
                hit.time(),
                hit.site(),
                hit.path(),
                hit.event(),
                null,
                null,
                List.of(),
                Map.of(store, new Outcome(State.ACCEPTED, null)));
    }

    LiveHit copy() {
        return new LiveHit(id, time, site, path, event, visitor, sent, leftOut, new LinkedHashMap<>(outcomes));
    }

    void write(JsonWriter json) {
        json.object()
                .field("id", id)
                .field("time", time.toString())
                .field("site", site)
                .field("path", path)
                .field("event", event)
                .field("visitor", visitor)
                .name("fates")
                .array();
        outcomes.forEach((provider, outcome) -> json.object()
                .field("provider", provider)
                .field("fate", outcome.name())
                .field("reason", outcome.reason())
                .end());
        json.endArray().field("sent", sent).name("leftOut").array();
        leftOut.forEach(json::value);
        json.endArray().end();
    }
}
