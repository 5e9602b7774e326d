// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.provider;

import dev.sidetrack.TrackedEvent;
import dev.sidetrack.json.JsonWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * A hit's data as names and values, for providers that accept any: each name once, the first one wins, and numbers that
 * every JSON reader can represent.
 */
final class Properties {

    private final Map<String, Object> byName = new LinkedHashMap<>();

    /** An event's category, label and value, then its own properties. */
    static Properties of(TrackedEvent event) {
        return new Properties().with(event);
    }

    /** A value for services without nested values: a list or map becomes JSON text. */
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

    /** Passes on the first of them. */
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
