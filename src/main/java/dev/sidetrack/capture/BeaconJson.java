// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.capture;

import dev.sidetrack.TrackedEvent;
import dev.sidetrack.json.JsonReader;
import dev.sidetrack.json.MalformedJsonException;
import java.util.List;
import java.util.Map;

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
                    case "p" -> path = text(json, "p");
                    case "r" -> referrer = text(json, "r");
                    case "t" -> title = text(json, "t");
                    case "event" -> name = text(json, "event");
                    case "category" -> event = event.category(text(json, "category"));
                    case "label" -> event = event.label(text(json, "label"));
                    case "value" -> event = value(json, event);
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

    /** A text, or {@code null}, which many a client writes for what it does not have. */
    private static String text(JsonReader json, String member) {
        var value = json.value();
        if (value == null || value instanceof String) {
            return (String) value;
        }
        throw new IllegalArgumentException(member + " is a text");
    }

    private static TrackedEvent value(JsonReader json, TrackedEvent event) {
        var value = json.value();
        if (value == null || value instanceof Number) {
            return value == null ? event : event.value(((Number) value).doubleValue());
        }
        throw new IllegalArgumentException("value is a number");
    }

    private static TrackedEvent properties(JsonReader json, TrackedEvent event) {
        var value = json.value();
        if (value == null) {
            return event;
        }
        if (!(value instanceof Map<?, ?> properties) || properties.size() > MOST_PROPERTIES) {
            throw new IllegalArgumentException("properties is an object with at most " + MOST_PROPERTIES + " members");
        }
        var more = event;
        for (var property : properties.entrySet()) {
            if (property.getValue() instanceof Map || property.getValue() instanceof List) {
                throw new IllegalArgumentException("a property is a text, a number, true or false");
            }
            more = more.property((String) property.getKey(), property.getValue());
        }
        return more;
    }
}
