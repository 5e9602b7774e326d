// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.capture;

import dev.sidetrack.TrackedEvent;

/**
 * What a {@code @Tracked} call says of its request's hit.
 *
 * @param event the event it is, or {@code null} for a page view
 * @param title the page's title, or {@code null} for what the page itself says
 * @param isOnce whether another one by the same name in the same request says nothing new, as that of a getter
 * @param isSent whether the hit is on its way already, so that the request only must not be counted again
 */
record Claim(TrackedEvent event, String title, boolean isOnce, boolean isSent) {}
