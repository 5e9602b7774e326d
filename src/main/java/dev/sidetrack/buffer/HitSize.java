// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.buffer;

import dev.sidetrack.Hit;
import dev.sidetrack.Page;
import dev.sidetrack.TrackedEvent;
import dev.sidetrack.Visitor;

/** About how much memory a hit holds, for the bound in bytes: cheap to tell, and never far below the truth. */
final class HitSize {

    private static final int OBJECTS = 512;
    private static final int PROPERTY = 96;

    private HitSize() {}

    static int of(Hit hit) {
        return OBJECTS + of(hit.page()) + of(hit.visitor()) + of(hit.event());
    }

    private static int of(Page page) {
        return length(page.host()) + length(page.path()) + length(page.title()) + length(page.referrer());
    }

    private static int of(Visitor visitor) {
        return visitor == null ? 0 : length(visitor.clientId()) + length(visitor.userAgent()) + length(visitor.language());
    }

    private static int of(TrackedEvent event) {
        if (event == null) {
            return 0;
        }
        var size = length(event.name()) + length(event.category()) + length(event.label());
        for (var property : event.properties().entrySet()) {
            size += PROPERTY + property.getKey().length();
            size += property.getValue() instanceof String text ? text.length() : 0;
        }
        return size;
    }

    private static int length(String text) {
        return text == null ? 0 : text.length();
    }
}
