// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.spi;

import dev.sidetrack.Hit;

/**
 * Changes or vetoes hits before they leave the request: a CDI bean of the application. Processors run one after another
 * ({@code @Priority}, smallest first) in the request's thread, so they must be quick and must not block. If one throws,
 * its hit is excluded, the log says so, and the request goes on.
 *
 * <pre>{@code
 * @ApplicationScoped
 * public class NoStaff implements HitProcessor {
 *     public Hit process(Hit hit) {
 *         var path = hit.page().path(); // null outside a request
 *         return path != null && path.startsWith("/shop/staff/") ? null : hit;
 *     }
 * }
 * }</pre>
 *
 * <p>A hit and its parts are immutable. Make changed copies with their {@code with} methods, never with a constructor:
 *
 * <pre>{@code hit.withPage(hit.page().withTitle("Staff"))}</pre>
 */
@FunctionalInterface
public interface HitProcessor {

    /**
     * {@return the hit to track: this one, a changed copy, or {@code null} to exclude it}
     *
     * @param hit the captured hit
     */
    Hit process(Hit hit);
}
