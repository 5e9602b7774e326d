// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack;

/** What happens when the queue does not take a durable hit. */
public enum OnFailure {
    /**
     * It goes into the buffer, like one that is not durable, once the caller's transaction has committed. Only where
     * the server no longer lets that transaction commit, the caller gets a {@link HitNotSentException}: it must not
     * take it for committed.
     */
    BUFFER,
    /** The caller gets a {@link HitNotSentException}, which rolls back its transaction unless it is caught. */
    FAIL
}
