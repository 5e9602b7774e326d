// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.provider;

import dev.sidetrack.TrackedEvent;
import dev.sidetrack.json.JsonWriter;

/** Writes an event as an object: {@code name}, {@code category}, {@code label}, {@code value}, {@code properties}. */
final class EventJson {

    private EventJson() {}

    static void write(JsonWriter json, TrackedEvent event) {
        json.object();
        json.field("name", event.name()).field("category", event.category()).field("label", event.label());
        if (event.value() != null) {
            json.field("value", event.value());
        }
        if (!event.properties().isEmpty()) {
            json.name("properties");
            writeProperties(json, event);
        }
        json.end();
    }

    static void writeProperties(JsonWriter json, TrackedEvent event) {
        json.object();
        event.properties().forEach((name, value) -> json.name(name).value(value));
        json.end();
    }
}
