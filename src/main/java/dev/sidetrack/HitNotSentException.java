// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack;

/**
 * The queue did not take a durable hit, and the caller asked to be told ({@link OnFailure#FAIL}) or has lost its
 * transaction.
 */
public final class HitNotSentException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Not sent for this reason. */
    public HitNotSentException(Throwable reason) {
        super("the queue does not take the hit: " + reason.getMessage(), reason);
    }
}
