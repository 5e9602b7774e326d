// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.provider;

import dev.sidetrack.TrackedEvent;

/** Categories for services that take no event without one. */
final class Categories {

    static final String EVENT = "event";

    private Categories() {}

    /** The event's category, or this one if it has none or an empty one. */
    static String of(TrackedEvent event, String otherwise) {
        return event.category() == null || event.category().isBlank() ? otherwise : event.category();
    }
}
