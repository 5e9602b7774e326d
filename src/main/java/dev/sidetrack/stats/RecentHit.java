// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.stats;

import java.time.Instant;
import java.util.UUID;

/**
 * One of the last hits.
 *
 * @param id its id
 * @param time when it happened
 * @param site its site's key, empty for the default site
 * @param path the page, or {@code null}
 * @param event the event's name, or {@code null} for a page view
 * @param referrer the host name that its visit came from, or {@code null}
 * @param country its visitor's country, or {@code null}
 * @param browser its visitor's browser, or {@code null}
 */
public record RecentHit(
        UUID id,
        Instant time,
        String site,
        String path,
        String event,
        String referrer,
        String country,
        String browser) {}
