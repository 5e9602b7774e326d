// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.capture;

import dev.sidetrack.TrackedEvent;
import dev.sidetrack.json.JsonReader;
import dev.sidetrack.json.MalformedJsonException;

/**
 * Reads what the script, or another client, posts: {@code {"p":"/page?utm_source=x","r":"referrer","t":"title"}}, and for an event
 * also {@code "event"}, {@code "category"}, {@code "label"}, {@code "value"} and {@code "properties"}.
 */
final class BeaconJson {

    private static final int MOST_PROPERTIES = 50;

    private BeaconJson() {}

    /** The hit; {@link IllegalArgumentException} with a reason that may be shown if it is none. */
    static BeaconHit read(String text) {
        String path = null;
        String referrer = null;
        String title = null;
        String name = null;
        var event = TrackedEvent.named("event");
        try {
            var json = new JsonReader(text);
            json.beginObject();
            for (var member = json.nextName(); member != null; member = json.nextName()) {
                switch (member) {
                    case "p" -> path = json.string();
                    case "r" -> referrer = json.string();
                    case "t" -> title = json.string();
                    case "event" -> name = json.string();
                    case "category" -> event = event.category(json.string());
                    case "label" -> event = event.label(json.string());
                    case "value" -> event = event.value(number(json));
                    case "properties" -> event = properties(json, event);
                    default -> json.skip();
                }
            }
            json.finish();
        } catch (MalformedJsonException malformed) {
            throw new IllegalArgumentException("the body is not the JSON expected: " + malformed.getMessage());
        }
        return BeaconHit.of(path, referrer, title, name == null ? null : new TrackedEvent(name, event.category(), event.label(), event.value(), event.properties()));
    }

    private static double number(JsonReader json) {
        if (json.scalar() instanceof Number number) {
            return number.doubleValue();
        }
        throw new IllegalArgumentException("value is a number");
    }

    private static TrackedEvent properties(JsonReader json, TrackedEvent event) {
        var more = event;
        json.beginObject();
        for (var name = json.nextName(); name != null; name = json.nextName()) {
            more = more.property(name, json.scalar());
        }
        if (more.properties().size() > MOST_PROPERTIES) {
            throw new IllegalArgumentException("an event has at most " + MOST_PROPERTIES + " properties");
        }
        return more;
    }
}
