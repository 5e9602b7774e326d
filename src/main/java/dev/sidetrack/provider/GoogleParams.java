// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.provider;

import dev.sidetrack.StandardEvents;
import dev.sidetrack.Texts;
import dev.sidetrack.json.JsonWriter;
import java.util.HashSet;
import java.util.Set;

/** Writes the parameters of one event of Google Analytics 4, at most 25, each name once, texts cut to their length. */
final class GoogleParams {

    /**
     * Parameters that some hits have of their own, or that Google reserves: a property with such a name is renamed in
     * every hit.
     */
    private static final Set<String> OURS = Set.of(
            "session_id",
            "session_number",
            "engagement_time_msec",
            "language",
            "page_location",
            "page_referrer",
            "page_title",
            "campaign_id",
            "campaign",
            "source",
            "medium",
            "term",
            "content",
            GoogleEvent.VALUE,
            StandardEvents.ITEMS,
            "gclid");

    /**
     * Parameters that Google expects as text, even if an application has numbers: otherwise it does not find orders.
     */
    private static final Set<String> TEXTS =
            Set.of(StandardEvents.TRANSACTION_ID, StandardEvents.COUPON, StandardEvents.SEARCH_TERM, "affiliation");

    /** Parameters that Google expects as numbers, even if a form has sent them as text. */
    private static final Set<String> NUMBERS = Set.of(StandardEvents.TAX, StandardEvents.SHIPPING);

    private static final int MOST = 25;
    private static final int LONGEST = 100;

    private final JsonWriter json;
    private final Omitted omitted;
    private final Set<String> names = new HashSet<>();

    GoogleParams(JsonWriter json, Omitted omitted) {
        this.json = json;
        this.omitted = omitted;
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

    /** Writes a property of the application: it never replaces another parameter, and nested values become text. */
    void own(String name, Object given) {
        var number = NUMBERS.contains(name) ? Sale.number(given) : null;
        var value = number != null ? number : TEXTS.contains(name) ? JsonWriter.text(given) : Numbers.exact(given);
        var fitting = GoogleNames.param(name);
        var isTaken = names.contains(fitting) || OURS.contains(fitting) || NUMBERS.contains(name) && number == null;
        var free = isTaken ? GoogleNames.hashed(fitting, name) : fitting;
        value(
                free,
                value instanceof Number || value instanceof Boolean
                        ? value
                        : omitted.cut(name, JsonWriter.text(value), LONGEST));
    }

    /** Whether there is room for one more parameter with this name. */
    boolean isFree(String name) {
        if (names.size() == MOST && !names.contains(name)) {
            omitted.beyond("parameters", MOST, name);
            return false;
        }
        return names.add(name);
    }
}
