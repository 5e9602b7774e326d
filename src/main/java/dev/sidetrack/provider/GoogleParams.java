// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.provider;

import dev.sidetrack.Texts;
import dev.sidetrack.json.JsonWriter;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Writes the parameters of one event of Google Analytics 4, at most 25, each name once, texts cut to their length. */
final class GoogleParams {

    private static final Logger LOG = System.getLogger("dev.sidetrack.provider");
    private static final Set<String> TOLD = ConcurrentHashMap.newKeySet();
    private static final int MOST_TOLD = 1_000;
    private static final int MOST = 25;
    private static final int LONGEST = 100;

    private final JsonWriter json;
    private final String event;
    private final Set<String> names = new HashSet<>();

    GoogleParams(JsonWriter json, String event) {
        this.json = json;
        this.event = event;
    }

    void text(String name, String value, int longest) {
        if (value != null) {
            value(name, Texts.cut(value, longest));
        }
    }

    void value(String name, Object value) {
        if (value != null && isFree(name)) {
            json.name(name).value(value);
        }
    }

    /**
     * A property of the application's: it never takes the place of another parameter, and nested values become text.
     */
    void own(String name, Object given) {
        var value = Numbers.exact(given);
        var fitting = GoogleNames.param(name);
        var free = names.contains(fitting) ? GoogleNames.hashed(fitting, name) : fitting;
        value(
                free,
                value instanceof Number || value instanceof Boolean
                        ? value
                        : Texts.cut(JsonWriter.text(value), LONGEST));
    }

    /** Whether there is room for one more, of a name that is not there yet. */
    boolean isFree(String name) {
        if (names.size() == MOST && !names.contains(name)) {
            if (TOLD.size() < MOST_TOLD && TOLD.add(event)) {
                LOG.log(
                        Level.WARNING,
                        "The event {0} has more than Google's limit of 25 parameters: {1} and later ones are left out",
                        Texts.printable(event),
                        Texts.printable(name));
            }
            return false;
        }
        return names.add(name);
    }
}
