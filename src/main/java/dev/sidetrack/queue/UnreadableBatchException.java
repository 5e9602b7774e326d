// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.queue;

/** A message on the queue that is no batch of ours; the message says why and repeats nothing of it. */
public final class UnreadableBatchException extends Exception {

    private static final long serialVersionUID = 1L;

    /** With the reason. */
    public UnreadableBatchException(String reason) {
        super(reason);
    }
}
