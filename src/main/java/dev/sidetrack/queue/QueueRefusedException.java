// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.queue;

/** The queue did not take a batch; the transaction of who sent it is left as it is. */
public class QueueRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** With what the queue said. */
    public QueueRefusedException(Throwable reason) {
        super(reason.toString(), reason);
    }
}
