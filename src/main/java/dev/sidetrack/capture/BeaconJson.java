// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.capture;

import dev.sidetrack.TrackedEvent;
import dev.sidetrack.json.JsonReader;
import dev.sidetrack.json.MalformedJsonException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Parses what the script, or another client, posts: {@code {"p":"/page?utm_source=x","r":"referrer","t":"title"}}, and
 * for an event also {@code "event"}, {@code "category"}, {@code "label"}, {@code "value"} and {@code "properties"}.
 * {@code "v"} is a UUID that a page view and its events share, {@code "s"} the screen's size ({@code "1920x1080"}),
 * {@code "d"} how many milliseconds the browser waited for the page.
 *
 * <p>An object with {@code "event"} is an event, with the same rules as one fired in Java: other types are converted to
 * text, and an event without a name is not counted. A value that is not a number is rejected.
 */
final class BeaconJson {

    private static final int MOST_PROPERTIES = 50;
    private static final int MOST_VALUES = 500;
    private static final String BYTE_ORDER_MARK = "\uFEFF";
    private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]{1,400}([.][0-9]{1,400})?([eE][+-]?[0-9]{1,9})?");

    private final JsonReader json;
    private final Map<String, Object> properties = new LinkedHashMap<>();
    private BrowserFacts seen = BrowserFacts.NOTHING;
    private String path;
    private String referrer;
    private String title;
    private boolean isEvent;
    private String name;
    private String category;
    private String label;
    private Double value;

    private BeaconJson(String text) {
        json = new JsonReader(text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text);
    }

    /** The hit; throws an {@link IllegalArgumentException} with a reason that may be shown if it is invalid. */
    static BeaconHit read(String text) {
        var body = new BeaconJson(text);
        try {
            body.members();
        } catch (MalformedJsonException malformed) {
            throw new IllegalArgumentException("the body is not the expected JSON: " + malformed.getMessage());
        }
        return BeaconHit.of(body.path, body.referrer, body.title, body.isEvent ? body.event() : null, body.seen);
    }

    private void members() {
        json.beginObject();
        for (var member = json.nextName(); member != null; member = json.nextName()) {
            switch (member) {
                case "p" -> path = text();
                case "r" -> referrer = text();
                case "t" -> title = text();
                case "v" -> seen = seen.view(text());
                case "s" -> seen = seen.screen(text());
                case "d" -> seen = seen.serverTime(text());
                case "event" -> {
                    isEvent = true;
                    name = text();
                }
                case "category" -> category = text();
                case "label" -> label = text();
                case "value" -> value = number(json.value());
                case "properties" -> addProperties(json.value());
                default -> json.skip();
            }
        }
        json.finish();
    }

    private TrackedEvent event() {
        return new TrackedEvent(name, category, label, value, properties);
    }

    /** A text, or {@code null}, which many clients write for a missing value. */
    private String text() {
        var given = json.value();
        return given == null ? null : given.toString();
    }

    /** A number, also if it is written as text, as form fields are. */
    private static Double number(Object given) {
        if (given instanceof Number number) {
            return number.doubleValue();
        }
        if (given instanceof String text && NUMBER.matcher(text.strip()).matches()) {
            return Double.valueOf(text.strip());
        }
        if (given != null) {
            throw new IllegalArgumentException("value must be a number");
        }
        return null;
    }

    /** Reads the properties of all objects with this name: a body may have several, whose members are combined. */
    private void addProperties(Object given) {
        if (given instanceof Map<?, ?> members) {
            members.forEach((name, property) -> properties.put((String) name, property));
        } else if (given != null) {
            // A property without a name is left out, and the log says so.
            properties.put(null, given);
        }
        if (properties.size() > MOST_PROPERTIES || values(properties) > MOST_VALUES) {
            throw new IllegalArgumentException("properties must be an object with at most " + MOST_PROPERTIES
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
