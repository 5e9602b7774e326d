// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.capture;

import dev.sidetrack.CurrentRequest;
import dev.sidetrack.config.Shared;

/** Passes on what the application says about its request to the hits of that request. */
@Shared
class ServedRequest implements CurrentRequest {

    @Override
    public void title(String title) {
        var request = TrackedRequest.current();
        if (request != null) {
            request.title(title);
        }
    }

    @Override
    public void identify(String userId) {
        var request = TrackedRequest.current();
        if (request != null) {
            request.userId(userId);
        }
    }
}
