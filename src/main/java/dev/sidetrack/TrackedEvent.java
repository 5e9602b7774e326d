// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Something that happened and is worth counting: fire it as a CDI event, or let {@link Tracker} do so.
 *
 * <pre>{@code
 * @Inject Event<TrackedEvent> events;
 *
 * events.fire(TrackedEvent.named("newsletter-signup").category("marketing").property("source", "footer"));
 * }</pre>
 *
 * <p>Fired inside a JTA transaction, it is tracked only if that commits. Events fired with {@code fireAsync} are not
 * tracked. Immutable: each method returns a copy.
 *
 * <p>Bad input never throws an exception: a name that is too long is cut, a value that is not a finite number and a
 * property without a name or a value are left out, and an event without a name is not counted. If the event would take
 * more than 32 kB as JSON, texts are cut at that limit and later properties left out. The log says so once a minute.
 *
 * <p>Properties are what JSON can express: text, numbers without loss ({@code Long}, {@code Double},
 * {@code BigInteger}, {@code BigDecimal}), booleans, and lists and maps of these up to three levels deep, such as the
 * {@code items} of an order. {@code Optional}s are what they hold, arrays and collections lists, enums their names,
 * dates and times ISO 8601, anything else its {@code toString()}. Providers without nested values get these as JSON
 * text.
 *
 * @param name what happened, such as {@code order-placed}; cut to 100 characters, empty if there is none
 * @param category the group it belongs to, or {@code null}
 * @param label which one of its kind, or {@code null}
 * @param value a number that can be summed, or {@code null}; never infinite or NaN
 * @param properties further facts by name, in order; unmodifiable
 * @param isDurable whether firing the event sends it to the queue in the caller's JTA transaction
 * @param onFailure what happens if the queue rejects a durable event
 */
public record TrackedEvent(
        String name,
        String category,
        String label,
        Double value,
        Map<String, Object> properties,
        boolean isDurable,
        OnFailure onFailure) {

    /** The length to which a longer name is cut. */
    public static final int LONGEST_NAME = 100;

    /**
     * Makes all texts plain and leaves out what cannot be counted. Not API, like all constructors.
     *
     * @param name see {@link #name()}
     * @param category see {@link #category()}
     * @param label see {@link #label()}
     * @param value see {@link #value()}
     * @param properties see {@link #properties()}
     * @param isDurable see {@link #isDurable()}
     * @param onFailure see {@link #onFailure()}
     */
    public TrackedEvent {
        name = name(Texts.plain(name));
        category = Texts.plain(category);
        label = Texts.plain(label);
        value = finite(value);
        properties = PropertyValues.of(properties);
    }

    /**
     * Not API, like all constructors.
     *
     * @param name see {@link #name()}
     * @param category see {@link #category()}
     * @param label see {@link #label()}
     * @param value see {@link #value()}
     * @param properties see {@link #properties()}
     */
    public TrackedEvent(String name, String category, String label, Double value, Map<String, Object> properties) {
        this(name, category, label, value, properties, false, OnFailure.BUFFER);
    }

    /**
     * {@return an event with this name and nothing else}
     *
     * @param name what happened, such as {@code order-placed}
     */
    public static TrackedEvent named(String name) {
        return new TrackedEvent(name, null, null, null, Map.of());
    }

    /**
     * {@return this event with another name}
     *
     * @param name the name
     */
    public TrackedEvent withName(String name) {
        return new TrackedEvent(name, category, label, value, properties, isDurable, onFailure);
    }

    /**
     * {@return this event with these properties instead of its own}
     *
     * @param properties the properties by name
     */
    public TrackedEvent withProperties(Map<String, ?> properties) {
        return new TrackedEvent(name, category, label, value, PropertyValues.of(properties), isDurable, onFailure);
    }

    /**
     * {@return this event in another category}
     *
     * @param category the category, such as {@code shop}
     */
    public TrackedEvent category(String category) {
        return new TrackedEvent(name, category, label, value, properties, isDurable, onFailure);
    }

    /**
     * {@return this event with another label}
     *
     * @param label the label
     */
    public TrackedEvent label(String label) {
        return new TrackedEvent(name, category, label, value, properties, isDurable, onFailure);
    }

    /**
     * {@return this event with another value, a number of any type} It is kept as the {@code double} nearest to its
     * decimal text, so that {@code 0.1f} is 0.1; {@code null} or a number that is not finite means no value.
     *
     * @param value the number
     */
    public TrackedEvent value(Number value) {
        return new TrackedEvent(name, category, label, PropertyValues.nearest(value), properties, isDurable, onFailure);
    }

    /**
     * {@return this event with one more property, or unchanged if the name or the value is missing}
     *
     * @param name the property's name
     * @param value its value; {@code null} is left out
     */
    public TrackedEvent property(String name, Object value) {
        if (value == null) {
            return this;
        }
        var more = new LinkedHashMap<>(properties);
        more.put(name, value);
        return new TrackedEvent(this.name, category, label, this.value, more, isDurable, onFailure);
    }

    /** {@return this event as a durable one, sent to the queue in the caller's transaction when it is fired} */
    public TrackedEvent durable() {
        return durable(OnFailure.BUFFER);
    }

    /**
     * {@return this event as a durable one}
     *
     * @param onFailure what happens if the queue rejects it
     */
    public TrackedEvent durable(OnFailure onFailure) {
        return new TrackedEvent(name, category, label, value, properties, true, onFailure);
    }

    /** {@return whether it has a name; an event without one is not counted} */
    public boolean isNamed() {
        return !name.isBlank();
    }

    private static String name(String name) {
        if (name == null || Texts.trimmed(name).isEmpty()) {
            EventWarnings.tell("An event has no name and is not counted.");
            return "";
        }
        if (name.length() > LONGEST_NAME) {
            // Without the name itself: it is not masked yet, and a name this long contains data.
            EventWarnings.tell("An event's name has more than " + LONGEST_NAME + " characters and is cut.");
        }
        return Texts.cutWords(name, LONGEST_NAME);
    }

    private static Double finite(Double value) {
        if (value == null || Double.isFinite(value)) {
            return value;
        }
        EventWarnings.tell("An event's value is not a finite number and is left out.");
        return null;
    }
}
