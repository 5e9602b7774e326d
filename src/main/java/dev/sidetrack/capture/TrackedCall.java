// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.capture;

import dev.sidetrack.TrackedEvent;

/**
 * A {@code @Tracked} call that has succeeded: an event of its request, or a mark that the request is a page view.
 *
 * @param event the event, or {@code null} for a page view
 * @param title the page's title, or {@code null} for the page's own
 * @param isOnce whether only the first call with its name counts in a request, as for a getter
 * @param isSent whether the hit has been sent already, so that it must not be counted again
 */
record TrackedCall(TrackedEvent event, String title, boolean isOnce, boolean isSent) {

    boolean isEvent() {
        return event != null;
    }
}
