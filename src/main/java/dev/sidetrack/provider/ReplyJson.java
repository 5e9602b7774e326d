// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.provider;

import dev.sidetrack.Texts;
import dev.sidetrack.json.JsonReader;
import dev.sidetrack.json.MalformedJsonException;
import java.util.List;
import java.util.Map;

/**
 * What a reply says in JSON. What is not there, or is of another type than expected, reads as {@code null} or as empty;
 * so does the whole of a reply that is cut off or no JSON: nothing a service answers can do harm.
 *
 * @param value what {@link JsonReader#value()} read
 */
record ReplyJson(Object value) {

    private static final int LONGEST_REASON = 200;

    static ReplyJson of(HttpReply reply) {
        try {
            var json = new JsonReader(reply.body());
            var value = json.value();
            json.finish();
            return new ReplyJson(value);
        } catch (MalformedJsonException notJson) {
            return new ReplyJson(null);
        }
    }

    ReplyJson at(String name) {
        return new ReplyJson(value instanceof Map<?, ?> members ? members.get(name) : null);
    }

    List<ReplyJson> elements() {
        return value instanceof List<?> elements
                ? elements.stream().map(ReplyJson::new).toList()
                : List.of();
    }

    /** A whole number that can be an index or a count; otherwise {@code absent}. */
    int number(int absent) {
        return value instanceof Long number && number >= 0 && number <= Integer.MAX_VALUE ? number.intValue() : absent;
    }

    /** A text, made fit for a line in a log. */
    String text() {
        return value instanceof String text ? Texts.cut(text.replaceAll("\\p{Cntrl}", " "), LONGEST_REASON) : null;
    }
}
