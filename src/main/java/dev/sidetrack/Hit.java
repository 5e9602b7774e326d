// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/**
 * One thing that happened: a page view or an event. What is in here, and nothing else, is what can leave the server.
 *
 * <p>A hit has its id and its time from the moment it is made, and both stay the same over every retry.
 *
 * @param id unique and time-ordered (UUID version 7, RFC 9562 section 5.7)
 * @param time when it happened
 * @param site the key of {@code sidetrack.sites.<key>}, or {@code null} for the only or the default site
 * @param page where it happened
 * @param visitor who did it, or {@code null} outside a request
 * @param event what happened, or {@code null} for a page view
 * @param serverTime how long the server took for the request, or {@code null} where there was none
 * @param campaign what brought the visitor, or {@code null}
 */
public record Hit(
        UUID id,
        Instant time,
        String site,
        Page page,
        Visitor visitor,
        TrackedEvent event,
        Duration serverTime,
        Campaign campaign) {

    /** Checks that what every hit has is there. */
    public Hit {
        Objects.requireNonNull(id, "a hit needs an id");
        Objects.requireNonNull(time, "a hit needs a time");
        Objects.requireNonNull(page, "a hit needs a page");
    }

    /** A hit without a campaign. */
    public Hit(UUID id, Instant time, String site, Page page, Visitor visitor, TrackedEvent event, Duration serverTime) {
        this(id, time, site, page, visitor, event, serverTime, null);
    }

    /** Whether this is an event; if not, it is a page view. */
    public boolean isEvent() {
        return event != null;
    }
}
