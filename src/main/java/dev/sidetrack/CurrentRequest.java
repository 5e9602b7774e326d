// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack;

/** The request that the current thread serves, if any; used by {@link Tracker}. Not for applications to implement. */
public interface CurrentRequest {

    /**
     * Sets the title of the page that the request renders.
     *
     * @param title the title
     */
    void title(String title);

    /**
     * Sets the user who has signed in.
     *
     * @param userId the application's own id of the user
     */
    void identify(String userId);
}
