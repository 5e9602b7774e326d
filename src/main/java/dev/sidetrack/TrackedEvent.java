// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Something that happened and is worth counting: fire it as a CDI event, or let {@link Tracker} do so.
 *
 * <pre>{@code
 * @Inject Event<TrackedEvent> events;
 *
 * events.fire(TrackedEvent.named("newsletter-signup").category("marketing").property("source", "footer"));
 * }</pre>
 *
 * <p>Fired inside a JTA transaction, it is tracked only if the transaction commits. {@code fireAsync} reaches nobody. Immutable:
 * each method returns a copy.
 *
 * @param name what happened, such as {@code order-placed}; required, at most 100 characters
 * @param category the group it belongs to, or {@code null}
 * @param label which one of its kind, or {@code null}
 * @param value a number that can be summed, or {@code null}; never infinite or NaN
 * @param properties further facts: {@code String}, {@code Long}, {@code Double} or {@code Boolean} by name, in order
 * @param isDurable whether it is on the queue when the event has been fired, sent in the JTA transaction of who fires it
 * @param onFailure what happens when the queue does not take a durable one
 */
public record TrackedEvent(
        String name,
        String category,
        String label,
        Double value,
        Map<String, Object> properties,
        boolean isDurable,
        OnFailure onFailure) {

    private static final int LONGEST_NAME = 100;

    /** Checks the name and the value, and turns property values of other types into strings. */
    public TrackedEvent {
        if (Objects.requireNonNull(name, "an event needs a name").isBlank() || name.length() > LONGEST_NAME) {
            throw new IllegalArgumentException("an event's name has 1 to " + LONGEST_NAME + " characters");
        }
        if (value != null && !Double.isFinite(value)) {
            throw new IllegalArgumentException("an event's value is a finite number");
        }
        properties = properties == null || properties.isEmpty() ? Map.of() : scalars(properties);
    }

    /** An event that is not durable. */
    public TrackedEvent(String name, String category, String label, Double value, Map<String, Object> properties) {
        this(name, category, label, value, properties, false, OnFailure.BUFFER);
    }

    /** An event of this name and nothing else. */
    public static TrackedEvent named(String name) {
        return new TrackedEvent(name, null, null, null, Map.of());
    }

    /** This event in that category. */
    public TrackedEvent category(String category) {
        return new TrackedEvent(name, category, label, value, properties, isDurable, onFailure);
    }

    /** This event with that label. */
    public TrackedEvent label(String label) {
        return new TrackedEvent(name, category, label, value, properties, isDurable, onFailure);
    }

    /** This event with that value. */
    public TrackedEvent value(double value) {
        return new TrackedEvent(name, category, label, value, properties, isDurable, onFailure);
    }

    /** This event with one property more; a {@code null} value changes nothing. */
    public TrackedEvent property(String name, Object value) {
        if (value == null) {
            return this;
        }
        var more = new LinkedHashMap<>(properties);
        more.put(Objects.requireNonNull(name, "a property needs a name"), value);
        return new TrackedEvent(this.name, category, label, this.value, more, isDurable, onFailure);
    }

    /** This event as a durable one: on the queue when it has been fired, in the transaction of who fires it. */
    public TrackedEvent durable() {
        return durable(OnFailure.BUFFER);
    }

    /** This event as a durable one, with what happens when the queue does not take it. */
    public TrackedEvent durable(OnFailure onFailure) {
        return new TrackedEvent(name, category, label, value, properties, true, onFailure);
    }

    private static Map<String, Object> scalars(Map<String, Object> properties) {
        var scalars = new LinkedHashMap<String, Object>(properties.size() * 2);
        properties.forEach((name, value) -> scalars.put(Objects.requireNonNull(name, "a property needs a name"), scalar(value)));
        return Collections.unmodifiableMap(scalars);
    }

    private static Object scalar(Object value) {
        if (value instanceof String || value instanceof Boolean || value instanceof Long) {
            return value;
        }
        if (value instanceof Integer || value instanceof Short || value instanceof Byte) {
            return ((Number) value).longValue();
        }
        if (value instanceof Number number && Double.isFinite(number.doubleValue())) {
            return number.doubleValue();
        }
        return String.valueOf(value);
    }
}
