// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.capture;

import dev.sidetrack.Texts;
import dev.sidetrack.TrackedEvent;
import dev.sidetrack.json.JsonWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Limits events to 32 kB as JSON. In a larger event the texts at the limit are cut and everything after them is left
 * out, so that memory, queue and providers can hold every event.
 */
final class EventSize {

    /** In bytes of JSON. */
    static final int MOST = 32 * 1024;

    private static final int NUMBER = 24;
    private static final int MEMBER = 6;
    private static final int ELEMENT = 3;

    private int left = MOST;

    private EventSize() {}

    /** This event if it is within the limit, as nearly all are; otherwise a truncated copy. */
    static TrackedEvent bounded(TrackedEvent event) {
        if (event == null || isWithin(event)) {
            return event;
        }
        var size = new EventSize();
        return event.category(size.cut(event.category()))
                .label(size.cut(event.label()))
                .withProperties(size.members(event.properties()));
    }

    private static boolean isWithin(TrackedEvent event) {
        var texts = of(event.name()) + of(event.category()) + of(event.label());
        return MEMBER + texts <= MOST && ofMap(event.properties()) <= MOST - texts;
    }

    private Map<String, Object> members(Map<?, ?> properties) {
        var kept = new LinkedHashMap<String, Object>();
        properties.forEach((name, value) -> {
            var size = of((String) name) + MEMBER;
            if (size + NUMBER <= left) {
                left -= size;
                var bounded = bounded(value);
                if (bounded != null) {
                    kept.put((String) name, bounded);
                }
            }
        });
        return kept;
    }

    /** {@code null} if there is no room for it. */
    private Object bounded(Object value) {
        if (value instanceof String text) {
            return cut(text);
        }
        if (value instanceof Map<?, ?> map) {
            return members(map);
        }
        if (value instanceof List<?> list) {
            return list.stream()
                    .takeWhile(any -> left > NUMBER + ELEMENT)
                    .map(this::element)
                    .filter(element -> element != null)
                    .toList();
        }
        left -= NUMBER;
        return left < 0 ? null : value;
    }

    private Object element(Object value) {
        left -= ELEMENT;
        return bounded(value);
    }

    private String cut(String text) {
        var size = of(text);
        if (size > left) {
            var end = 0;
            for (var kept = MEMBER; end < text.length() && kept < left; end++) {
                kept += JsonWriter.bytes(text, end);
            }
            left = 0;
            return Texts.cut(text, end);
        }
        left -= size;
        return text;
    }

    private static int of(Object value) {
        if (value instanceof String text) {
            return of(text);
        }
        if (value instanceof Map<?, ?> map) {
            return ofMap(map);
        }
        return value instanceof List<?> list
                ? list.stream().mapToInt(element -> ELEMENT + of(element)).sum()
                : NUMBER;
    }

    private static int ofMap(Map<?, ?> properties) {
        var size = 0;
        for (var property : properties.entrySet()) {
            size += MEMBER + of(property.getKey()) + of(property.getValue());
        }
        return size;
    }

    private static int of(String text) {
        if (text == null) {
            return 0;
        }
        var size = 0;
        for (var i = 0; i < text.length(); i++) {
            size += JsonWriter.bytes(text, i);
        }
        return size;
    }
}
