// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.spi;

import dev.sidetrack.Hit;

/**
 * Changes or vetoes hits before they leave the request: a CDI bean of the application's. Processors run one after
 * another ({@code @Priority}, smallest first) in the request's thread, so they must be quick and wait for nothing.
 *
 * <pre>{@code
 * @ApplicationScoped
 * public class NoStaff implements HitProcessor {
 *     public Hit process(Hit hit) {
 *         return hit.page().path().startsWith("/staff/") ? null : hit;
 *     }
 * }
 * }</pre>
 *
 * <p>A hit and its parts are immutable; a changed copy is made by their {@code with} methods, never by a constructor:
 *
 * <pre>{@code hit.withPage(hit.page().withTitle("Staff"))}</pre>
 */
@FunctionalInterface
public interface HitProcessor {

    /** The hit to go on with, this one or another; {@code null} if it shall not be tracked. */
    Hit process(Hit hit);
}
