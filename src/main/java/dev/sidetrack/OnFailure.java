// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack;

/** What happens if the queue rejects a durable hit. */
public enum OnFailure {
    /**
     * It goes into the buffer, like one that is not durable, once the caller's transaction has committed. Only if the
     * failure keeps that transaction from committing does the caller get a {@link HitNotSentException}.
     */
    BUFFER,
    /** The caller gets a {@link HitNotSentException}, which rolls back its transaction unless it is caught. */
    FAIL
}
