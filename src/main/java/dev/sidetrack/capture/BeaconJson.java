// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.capture;

import dev.sidetrack.TrackedEvent;
import dev.sidetrack.json.JsonReader;
import dev.sidetrack.json.MalformedJsonException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads what the script, or another client, posts: {@code {"p":"/page?utm_source=x","r":"referrer","t":"title"}}, and
 * for an event also {@code "event"}, {@code "category"}, {@code "label"}, {@code "value"} and {@code "properties"}.
 * {@code "v"} is a UUID that a page's view and its events share, {@code "s"} the screen's size ({@code "1920x1080"}),
 * {@code "d"} how many milliseconds the browser waited for the page.
 */
final class BeaconJson {

    private static final int MOST_PROPERTIES = 50;
    private static final int MOST_VALUES = 500;
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private BeaconJson() {}

    /** The hit; {@link IllegalArgumentException} with a reason that may be shown if it is none. */
    static BeaconHit read(String text) {
        String path = null;
        String referrer = null;
        String title = null;
        String name = null;
        var event = TrackedEvent.named("event");
        var properties = new LinkedHashMap<String, Object>();
        var seen = BrowserFacts.NOTHING;
        try {
            var json = new JsonReader(text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text);
            json.beginObject();
            for (var member = json.nextName(); member != null; member = json.nextName()) {
                switch (member) {
                    case "p" -> path = text(json, "p");
                    case "r" -> referrer = text(json, "r");
                    case "t" -> title = text(json, "t");
                    case "v" -> seen = seen.view(text(json, "v"));
                    case "s" -> seen = seen.screen(text(json, "s"));
                    case "d" -> seen = seen.serverTime(wholeNumber(json, "d"));
                    case "event" -> name = text(json, "event");
                    case "category" -> event = event.category(text(json, "category"));
                    case "label" -> event = event.label(text(json, "label"));
                    case "value" -> event = value(json, event);
                    case "properties" -> properties(json, properties);
                    default -> json.skip();
                }
            }
            json.finish();
        } catch (MalformedJsonException malformed) {
            throw new IllegalArgumentException("the body is not the JSON expected: " + malformed.getMessage());
        }
        return BeaconHit.of(
                path, referrer, title, name == null ? null : named(event.withProperties(properties), name), seen);
    }

    private static TrackedEvent named(TrackedEvent event, String name) {
        if (name.isBlank()) {
            throw new IllegalArgumentException("an event needs a name");
        }
        return event.withName(name);
    }

    /** A text, or {@code null}, which many a client writes for what it does not have. */
    private static String text(JsonReader json, String member) {
        var value = json.value();
        if (value == null || value instanceof String) {
            return (String) value;
        }
        throw new IllegalArgumentException(member + " is a text");
    }

    private static String wholeNumber(JsonReader json, String member) {
        var value = json.value();
        if (value == null || value instanceof Long) {
            return value == null ? null : value.toString();
        }
        throw new IllegalArgumentException(member + " is a whole number");
    }

    private static TrackedEvent value(JsonReader json, TrackedEvent event) {
        var value = json.value();
        if (value == null || value instanceof Number) {
            return value == null ? event : event.value(((Number) value).doubleValue());
        }
        throw new IllegalArgumentException("value is a number");
    }

    /** Of all objects of that name, since a body may have several: their members count together. */
    private static void properties(JsonReader json, Map<String, Object> into) {
        var value = json.value();
        if (value instanceof Map<?, ?> properties) {
            properties.forEach((name, property) -> into.put((String) name, property));
        }
        if (value != null && !(value instanceof Map) || into.size() > MOST_PROPERTIES || values(into) > MOST_VALUES) {
            throw new IllegalArgumentException("properties is an object with at most " + MOST_PROPERTIES
                    + " members and " + MOST_VALUES + " values in them");
        }
    }

    private static int values(Object value) {
        if (value instanceof Map<?, ?> members) {
            return members.values().stream().mapToInt(BeaconJson::values).sum();
        }
        return value instanceof List<?> elements
                ? elements.stream().mapToInt(BeaconJson::values).sum()
                : 1;
    }
}
