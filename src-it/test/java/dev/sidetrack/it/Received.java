package dev.sidetrack.it;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.openqa.selenium.json.Json;

/** A request that reached the {@link RecordingProvider}. */
public record Received(String method, String path, String query, Map<String, List<String>> headers, String body) {

    private static final Json JSON = new Json();

    public boolean isUniversal() {
        return path.startsWith("/ua/");
    }

    public boolean isGoogle() {
        return path.startsWith("/ga/");
    }

    /** The hits of a request to Universal Analytics: one form per line, its fields by name. */
    public List<Map<String, String>> forms() {
        return body.lines().map(Received::form).toList();
    }

    /** The body of a request to Google Analytics 4. */
    public Map<String, Object> json() {
        return JSON.toType(body, Json.MAP_TYPE);
    }

    /** The events of a request to Google Analytics 4. */
    @SuppressWarnings("unchecked")
    public List<GoogleEvent> events() {
        var json = json();
        return ((List<Map<String, Object>>) json.get("events"))
                .stream()
                        .map(event -> new GoogleEvent(
                                (String) json.get("client_id"), (String) event.get("name"), (Map<String, Object>)
                                        event.get("params")))
                        .toList();
    }

    public String header(String name) {
        return headers.entrySet().stream()
                .filter(header -> header.getKey().equalsIgnoreCase(name))
                .map(header -> String.join(", ", header.getValue()))
                .findFirst()
                .orElse(null);
    }

    private static Map<String, String> form(String line) {
        var fields = new TreeMap<String, String>();
        for (var field : line.split("&")) {
            var equals = field.indexOf('=');
            var name = field.substring(0, equals);
            if (fields.put(name, URLDecoder.decode(field.substring(equals + 1), UTF_8)) != null) {
                throw new IllegalArgumentException(name + " is there twice: " + line);
            }
        }
        return fields;
    }

    /** An event of Google Analytics 4, with the client that its request is for. */
    public record GoogleEvent(String clientId, String name, Map<String, Object> params) {}
}
