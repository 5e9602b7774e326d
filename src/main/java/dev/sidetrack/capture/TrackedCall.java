// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.capture;

import dev.sidetrack.TrackedEvent;

/**
 * One {@code @Tracked} call that has succeeded: an event of its request, or a word that the request is a page view.
 *
 * @param event the event it is, or {@code null} for a page view
 * @param title the page's title, or {@code null} for what the page itself says
 * @param isOnce whether another one by the same name in the same request says nothing new, as that of a getter
 * @param isSent whether the hit is on its way already, so that the request only must not be counted again
 */
record TrackedCall(TrackedEvent event, String title, boolean isOnce, boolean isSent) {

    boolean isEvent() {
        return event != null;
    }
}
