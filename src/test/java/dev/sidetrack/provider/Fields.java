// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.provider;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonStructure;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads a request's body, by other means than it was written, as fields by name. */
final class Fields {

    private Fields() {}

    /** A form's fields. */
    static Map<String, String> ofForm(String form) {
        var fields = new TreeMap<String, String>();
        for (var field : form.split("&")) {
            var name = field.substring(0, field.indexOf('='));
            fields.put(name, URLDecoder.decode(field.substring(name.length() + 1), StandardCharsets.UTF_8));
        }
        return fields;
    }

    /** The scalars of a JSON text, by names such as {@code events.0.name}. */
    static Map<String, String> ofJson(String json) {
        var fields = new TreeMap<String, String>();
        collect("", structure(json), fields);
        return fields;
    }

    /** The scalars of each element of the array that the pointer (RFC 6901) leads to. */
    static List<Map<String, String>> ofElements(String json, String pointer) {
        var array = (JsonArray) structure(json).getValue(pointer);
        return array.stream()
                .map(element -> {
                    Map<String, String> fields = new TreeMap<>();
                    collect("", element, fields);
                    return fields;
                })
                .toList();
    }

    private static JsonStructure structure(String json) {
        try (var reader = Json.createReader(new StringReader(json))) {
            return reader.read();
        }
    }

    private static void collect(String name, JsonValue value, Map<String, String> fields) {
        if (value instanceof JsonObject object) {
            object.forEach((key, member) -> collect(name.isEmpty() ? key : name + "." + key, member, fields));
        } else if (value instanceof JsonArray array) {
            for (var i = 0; i < array.size(); i++) {
                collect(name.isEmpty() ? "" + i : name + "." + i, array.get(i), fields);
            }
        } else {
            fields.put(name, value instanceof JsonString string ? string.getString() : value.toString());
        }
    }
}
