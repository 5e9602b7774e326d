// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.provider;

import dev.sidetrack.Texts;
import dev.sidetrack.json.JsonReader;
import dev.sidetrack.json.MalformedJsonException;
import dev.sidetrack.spi.http.HttpReply;
import java.util.List;
import java.util.Map;

/**
 * Reads the JSON in a reply, even amid noise: a byte order mark, notices of PHP before it, comments after it. Missing
 * parts and values of an unexpected type read as {@code null} or as empty, as does a reply that is truncated or not
 * JSON: no answer of a service can do harm.
 *
 * <pre>{@code
 * var json = ReplyJson.with("tracked", reply);
 * var tracked = json.at("tracked").number(-1);
 * }</pre>
 *
 * @param value the value as {@link JsonReader#value()} returned it
 */
record ReplyJson(Object value) {

    private static final int LONGEST_REASON = 200;
    /** Notices may contain brackets, too; an answer of nothing but brackets is not searched to its end. */
    private static final int MOST_BRACKETS = 1_000;

    /** The first object in the reply with this member. */
    static ReplyJson with(String member, HttpReply reply) {
        var body = reply.body();
        var start = body.indexOf('{');
        for (var brackets = 0; start >= 0 && brackets < MOST_BRACKETS; brackets++) {
            var json = new JsonReader(body, start);
            try {
                var object = new ReplyJson(json.value());
                if (object.has(member)) {
                    return object;
                }
                start = body.indexOf('{', json.position());
            } catch (MalformedJsonException notJson) {
                start = body.indexOf('{', start + 1);
            }
        }
        return new ReplyJson(null);
    }

    private boolean has(String member) {
        return value instanceof Map<?, ?> members && members.containsKey(member);
    }

    ReplyJson at(String name) {
        return new ReplyJson(value instanceof Map<?, ?> members ? members.get(name) : null);
    }

    List<ReplyJson> elements() {
        return value instanceof List<?> elements
                ? elements.stream().map(ReplyJson::new).toList()
                : List.of();
    }

    /** A whole number that can be an index or a count, also as text; otherwise {@code absent}. */
    int number(int absent) {
        var isCount = value instanceof Long || value instanceof String text && text.matches("[0-9]{1,9}");
        var number = isCount ? Long.parseLong(value.toString()) : absent;
        return number >= 0 && number <= Integer.MAX_VALUE ? (int) number : absent;
    }

    /** A text, made safe for a log line. */
    String text() {
        return value instanceof String text
                ? Texts.cut(Texts.printable(text.replaceAll("\\p{Cntrl}", " ")), LONGEST_REASON)
                : null;
    }
}
