// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.provider;

import dev.sidetrack.Texts;
import dev.sidetrack.json.JsonWriter;
import java.util.HashSet;
import java.util.Set;

/** Writes the parameters of one event of Google Analytics 4, at most 25, each name once, texts cut to their length. */
final class GoogleParams {

    private static final int MOST = 25;

    private final JsonWriter json;
    private final Set<String> names = new HashSet<>();

    GoogleParams(JsonWriter json) {
        this.json = json;
    }

    void text(String name, String value, int longest) {
        if (value != null) {
            value(name, Texts.cut(value, longest));
        }
    }

    void value(String name, Object value) {
        if (names.size() < MOST && names.add(name)) {
            json.name(name).value(value);
        }
    }
}
