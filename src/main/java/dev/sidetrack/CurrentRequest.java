// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack;

/**
 * The request that this thread serves, if any, which {@link Tracker} tells about. Not for applications to implement.
 */
public interface CurrentRequest {

    /**
     * The title of the page that it renders, as the visitor reads it.
     *
     * @param title the title
     */
    void title(String title);

    /**
     * Who has signed in: the application's own id of the person.
     *
     * @param userId the person's id
     */
    void identify(String userId);
}
