// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.queue;

import jakarta.jms.JMSException;
import java.util.List;

/** The way to the queues: the server's own JMS, or connections of ours to a broker outside. */
public interface QueueAccess {

    /** Sends these batches persistently in a transaction of their own, all or none. */
    void send(List<Batch> batches);

    /**
     * Sends these batches in the transaction of the caller, or in one of their own where there is none.
     *
     * @throws QueueRefusedException if the queue does not take them; unless it {@link #isDoomed()}, the caller's transaction can
     *     still commit
     */
    void join(List<Batch> batches);

    /** Whether the caller has a transaction that can only roll back, which a failed {@link #join} makes it on some servers. */
    boolean isDoomed();

    /** Does something with the queues in a transaction of its own, which commits unless the work throws. */
    <T> T work(Work<T> work);

    /**
     * What is done with the queues.
     *
     * @param <T> what comes out of it
     */
    interface Work<T> {

        /** Does it. */
        T on(Queues queues) throws JMSException;
    }
}
