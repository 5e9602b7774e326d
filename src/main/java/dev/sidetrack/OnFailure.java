// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack;

/** What happens when the queue does not take a durable hit. */
public enum OnFailure {
    /** It goes into the buffer, like one that is not durable, once the caller's transaction has committed. */
    BUFFER,
    /** The caller gets a {@link HitNotSentException}, which rolls back its transaction unless it is caught. */
    FAIL
}
