// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidetrack.Hit;
import dev.sidetrack.testing.RecordedRequest;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.StringReader;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Where two requests differ, down to JSON and queries within texts, and whether the documentation's table says so. */
public final class FieldDifferences {

    private static final Pattern NAME = Pattern.compile("`([^`]+)`");

    private FieldDifferences() {}

    /** Sends a hit and tells what was sent, by paths of names. */
    public interface Sender {
        Map<String, String> send(Hit hit) throws Exception;
    }

    public static void check(String service, Sender sender) throws Exception {
        for (var change : FieldChange.all()) {
            var row = row(service, change.field());
            var names = names(row);
            var paths = differences(sender.send(change.before()), sender.send(change.after()));
            if ((boolean) row[2]) {
                assertThat(paths).as("%s is sent", change.field()).isNotEmpty();
                if (!names.isEmpty()) {
                    if (change.isOfLabel()) {
                        names.addAll(names(row(service, "category and label")));
                    }
                    assertThat(paths)
                            .as("%s is sent as %s, and as nothing else", change.field(), names)
                            .allMatch(path -> has(path, names));
                }
            } else {
                assertThat(paths)
                        .as("%s is not sent, but as %s", change.field(), names)
                        .allMatch(path -> has(path, names));
            }
        }
    }

    /** Whether the table says that the service gets this field. */
    static boolean isSent(String service, String field) throws IOException {
        return (boolean) row(service, field)[2];
    }

    /** As what the service gets the country of a visitor without an address; {@code null} if the table does not say. */
    static String countryWithoutAnAddress(String service) throws IOException {
        var row = row(service, "country");
        var name = NAME.matcher((String) row[3]);
        return !(boolean) row[2] && name.find() ? name.group(1) : null;
    }

    /** What a request says: its headers, its query, and its body. */
    static Map<String, String> of(RecordedRequest request) {
        var values = new TreeMap<String, String>();
        request.headerNames().forEach(name -> values.put("/" + name, request.header(name)));
        add("", request.target().replaceFirst("^[^?]*", ""), values);
        for (var line : request.body().split("\n")) {
            add("", line.startsWith("{") || line.startsWith("[") ? line : "?" + line, values);
        }
        return values;
    }

    public static Map<String, String> of(String json) {
        var values = new TreeMap<String, String>();
        add("", json, values);
        return values;
    }

    private static void add(String path, String text, Map<String, String> values) {
        if (text.startsWith("{") || text.startsWith("[{")) {
            try (var reader = Json.createReader(new StringReader(text))) {
                add(path, reader.readValue(), values);
            }
        } else if (text.matches("\\?[^?&=]+=.*")) {
            Fields.ofForm(text.substring(1)).forEach((name, value) -> add(path + "/" + name, value, values));
        } else {
            values.put(path, text);
        }
    }

    private static void add(String path, JsonValue value, Map<String, String> values) {
        if (value instanceof JsonObject object) {
            // Of Snowplow's, which call things by their schema.
            var schema = object.getOrDefault("schema", JsonValue.NULL) instanceof JsonString uri
                    ? "/" + uri.getString().replaceFirst("^[^/]*/([^/]*)/.*", "$1")
                    : "";
            object.forEach((name, member) -> add(path + schema + "/" + name, member, values));
        } else if (value instanceof JsonArray array) {
            for (var i = 0; i < array.size(); i++) {
                // Snowplow's entities are known by their schema, wherever they are.
                var isNamed = array.get(i) instanceof JsonObject element && element.containsKey("schema");
                add(isNamed ? path : path + "/" + i, array.get(i), values);
            }
        } else {
            add(path, value instanceof JsonString text ? text.getString() : value.toString(), values);
        }
    }

    private static Set<String> names(Object[] row) {
        return NAME.matcher((String) row[3])
                .results()
                .map(name -> name.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> differences(Map<String, String> before, Map<String, String> after) {
        var names = new TreeSet<>(before.keySet());
        names.addAll(after.keySet());
        names.removeIf(name -> Objects.equals(before.get(name), after.get(name)));
        return names;
    }

    private static boolean has(String path, Set<String> names) {
        return names.stream().anyMatch(name -> (path + "/").contains("/" + name + "/"));
    }

    private static Object[] row(String service, String field) throws IOException {
        return FieldTableTest.rows()
                .filter(row -> row[0].equals(service) && row[1].equals(field))
                .findFirst()
                .orElseThrow();
    }
}
