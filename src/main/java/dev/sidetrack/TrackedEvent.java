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
 * <p>Properties are what JSON can say: text, numbers without loss ({@code Long}, {@code Double}, {@code BigInteger},
 * {@code BigDecimal}), booleans, and lists and maps of these up to three levels deep, such as the {@code items} of an
 * order. {@code Optional}s are what they hold, arrays and collections lists, enums their names, dates and times ISO
 * 8601, all else its {@code toString()}. Providers without nested values get these as JSON text.
 *
 * @param name what happened, such as {@code order-placed}; cut to 100 characters, empty if there is none
 * @param category the group it belongs to, or {@code null}
 * @param label which one of its kind, or {@code null}
 * @param value a number that can be summed, or {@code null}; never infinite or NaN
 * @param properties further facts by name, in order; unmodifiable
 * @param isDurable whether it is on the queue once the event has been fired, sent in the caller's JTA transaction
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

    /** Where a longer name is cut. */
    public static final int LONGEST_NAME = 100;

    /**
     * Takes what can be counted, and plain texts only. Not API, like all constructors.
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
     * {@return an event of this name and nothing else}
     *
     * @param name what happened, such as {@code order-placed}
     */
    public static TrackedEvent named(String name) {
        return new TrackedEvent(name, null, null, null, Map.of());
    }

    /**
     * {@return this event by another name}
     *
     * @param name the name
     */
    public TrackedEvent withName(String name) {
        return new TrackedEvent(name, category, label, value, properties, isDurable, onFailure);
    }

    /**
     * {@return this event with these properties and no others}
     *
     * @param properties the properties by name
     */
    public TrackedEvent withProperties(Map<String, ?> properties) {
        return new TrackedEvent(name, category, label, value, PropertyValues.of(properties), isDurable, onFailure);
    }

    /**
     * {@return this event in that category}
     *
     * @param category the category, such as {@code shop}
     */
    public TrackedEvent category(String category) {
        return new TrackedEvent(name, category, label, value, properties, isDurable, onFailure);
    }

    /**
     * {@return this event with that label}
     *
     * @param label the label
     */
    public TrackedEvent label(String label) {
        return new TrackedEvent(name, category, label, value, properties, isDurable, onFailure);
    }

    /**
     * {@return this event with that value, as a number of any type: the {@code double} nearest to what it says in
     * decimals, so that {@code 0.1f} is 0.1} One that is {@code null} or not finite is left out.
     *
     * @param value the number
     */
    public TrackedEvent value(Number value) {
        return new TrackedEvent(name, category, label, PropertyValues.nearest(value), properties, isDurable, onFailure);
    }

    /**
     * {@return this event with one property more; one without a name or a value changes nothing}
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

    /** {@return this event as a durable one: on the queue once it has been fired, sent in the caller's transaction} */
    public TrackedEvent durable() {
        return durable(OnFailure.BUFFER);
    }

    /**
     * {@return this event as a durable one, with what happens when the queue does not take it}
     *
     * @param onFailure what happens when the queue does not take it
     */
    public TrackedEvent durable(OnFailure onFailure) {
        return new TrackedEvent(name, category, label, value, properties, true, onFailure);
    }

    /** {@return whether it has a name; one that has none is not counted} */
    public boolean isNamed() {
        return !name.isBlank();
    }

    private static String name(String name) {
        if (name == null || Texts.trimmed(name).isEmpty()) {
            EventWarnings.tell("An event has no name and is not counted.");
            return "";
        }
        if (name.length() > LONGEST_NAME) {
            // Not the name itself: what masks would hide of a hit is hidden later, and a name so long holds data.
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
