// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.provider;

import dev.sidetrack.TrackedEvent;
import dev.sidetrack.json.JsonWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * What a hit says in names and values, for providers that take any: each name once, the first one wins, numbers as all
 * readers of JSON can hold them.
 */
final class Properties {

    private final Map<String, Object> byName = new LinkedHashMap<>();

    /** An event's category, label and value, and then its own properties. */
    static Properties of(TrackedEvent event) {
        return new Properties().with(event);
    }

    /** A value for those who know no nested ones: a list or map as JSON in a text. */
    static Object flat(Object value) {
        return value instanceof Number || value instanceof Boolean ? value : JsonWriter.text(value);
    }

    Properties with(String name, Object value) {
        if (value != null && !name.isEmpty()) {
            byName.putIfAbsent(name, Numbers.exact(value));
        }
        return this;
    }

    Properties with(TrackedEvent event) {
        with("category", event.category()).with("label", event.label()).with("value", event.value());
        event.properties().forEach(this::with);
        return this;
    }

    void forEach(BiConsumer<String, Object> each) {
        byName.forEach(each);
    }

    /** Shows the first of them. */
    void forEach(int most, Omitted omitted, BiConsumer<String, Object> each) {
        var shown = 0;
        for (var property : byName.entrySet()) {
            if (shown++ == most) {
                omitted.beyond("properties", most, property.getKey());
                return;
            }
            each.accept(property.getKey(), property.getValue());
        }
    }
}
