// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.pages;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The query parameters of an address, parsed here because servers do not agree on their encoding. Immutable. */
final class Parameters {

    private static final int LONGEST = 40_000;
    private static final int MOST = 100;

    private final Map<String, List<String>> values;

    private Parameters(Map<String, List<String>> values) {
        this.values = values;
    }

    /** Parses a query string, which may be {@code null}. */
    static Parameters of(String query) {
        var values = new LinkedHashMap<String, List<String>>();
        var text = query == null ? "" : query;
        var parts = text.split("&");
        if (text.length() > LONGEST || parts.length > MOST) {
            throw Problem.badRequest("", "the address is too long");
        }
        for (var part : parts) {
            var equals = part.indexOf('=');
            if (equals > 0) {
                var name = decoded(part.substring(0, equals), "");
                values.computeIfAbsent(name, any -> new ArrayList<>()).add(decoded(part.substring(equals + 1), name));
            }
        }
        return new Parameters(values);
    }

    private static String decoded(String text, String name) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            throw Problem.badRequest(name, "it is not valid URL encoding");
        }
    }

    /** The value of a parameter, or {@code null}. */
    String one(String name) {
        var all = all(name);
        if (all.size() > 1) {
            throw Problem.badRequest(name, "it is given " + all.size() + " times, but may be given once");
        }
        return all.isEmpty() || all.get(0).isEmpty() ? null : all.get(0);
    }

    /** The value of a parameter that may be empty; {@code null} if it is not there. */
    String oneOrEmpty(String name) {
        var all = all(name);
        return all.size() == 1 && all.get(0).isEmpty() ? "" : one(name);
    }

    List<String> all(String name) {
        return values.getOrDefault(name, List.of());
    }

    /** These parameters with other values for one of them, or without it. */
    Parameters with(String name, List<String> changed) {
        var copy = new LinkedHashMap<>(values);
        copy.remove(name);
        if (!changed.isEmpty()) {
            copy.put(name, changed);
        }
        return new Parameters(copy);
    }

    Parameters with(String name, String value) {
        return with(name, value == null ? List.of() : List.of(value));
    }

    Parameters without(List<String> names) {
        var copy = new LinkedHashMap<>(values);
        names.forEach(copy::remove);
        return new Parameters(copy);
    }

    Map<String, List<String>> all() {
        return values;
    }

    /** The query string with its question mark; empty if there are no parameters. */
    @Override
    public String toString() {
        var text = values.entrySet().stream()
                .flatMap(
                        entry -> entry.getValue().stream().map(value -> encoded(entry.getKey()) + '=' + encoded(value)))
                .collect(Collectors.joining("&"));
        return text.isEmpty() ? "" : '?' + text;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("%2F", "/")
                .replace("%3A", ":");
    }
}
