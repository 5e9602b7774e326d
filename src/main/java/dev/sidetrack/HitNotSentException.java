// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack;

/**
 * The queue rejected a durable hit, and the caller asked for an exception ({@link OnFailure#FAIL}) or its transaction
 * can no longer commit.
 */
public final class HitNotSentException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * The hit was not sent for this reason.
     *
     * @param reason the failure of the queue or the transaction
     */
    public HitNotSentException(Throwable reason) {
        super("the queue rejected the hit: " + reason.getMessage(), reason);
    }
}
