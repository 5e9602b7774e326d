// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.queue;

import java.util.List;
import java.util.function.Function;

/** The way to the queues, whatever keeps them. */
public interface QueueAccess {

    /** Sends these batches persistently in a transaction of their own, all or none. */
    void send(List<Batch> batches);

    /**
     * Sends these batches in the transaction of the caller, or in one of their own where there is none.
     *
     * @param whenCommitted is done once they can be received; never if the transaction rolls back
     * @throws QueueRefusedException if the queue does not take them; unless it {@link #isDoomed()}, the caller's
     *     transaction can still commit
     */
    void join(List<Batch> batches, Runnable whenCommitted);

    /** Whether the caller is in a transaction, whatever its state. */
    boolean isInTransaction();

    /**
     * Whether the caller has a transaction that can only roll back, which a failed {@link #join} makes it on some
     * servers.
     */
    boolean isDoomed();

    /** Does something with the queues in a transaction of its own, which commits unless the work throws. */
    <T> T work(Function<QueueSession, T> work);

    /**
     * Takes over what lies in the same queues of other brokers, of which this node no longer uses any, at most so much
     * of each; returns how much.
     */
    default int gather(int most) {
        return 0;
    }
}
