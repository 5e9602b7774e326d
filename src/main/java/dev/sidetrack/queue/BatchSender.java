// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.queue;

import jakarta.annotation.Resource;
import jakarta.ejb.Lock;
import jakarta.ejb.LockType;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.jms.JMSContext;
import jakarta.jms.Queue;
import java.util.List;

/**
 * Puts batches onto the queue, persistently and all of them or none. A singleton, since at the end of an application a
 * stateless bean is gone before {@link Publishing} has emptied the buffer; nothing in it needs a lock.
 */
@Singleton(name = BatchSender.NAME)
@Lock(LockType.READ)
public class BatchSender {

    static final String NAME = "SidetrackBatchSender";

    @Inject
    JMSContext jms;

    @Resource(lookup = HitQueue.HITS)
    Queue queue;

    /** Sends these batches in a transaction of their own. */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public void send(List<Batch> batches) {
        sendAll(batches);
    }

    /**
     * Sends these batches in the transaction of the caller, or in one of their own where there is none.
     *
     * @throws QueueRefusedException if the queue does not take them; the caller's transaction can still commit
     */
    @TransactionAttribute(TransactionAttributeType.REQUIRED)
    public void join(List<Batch> batches) {
        try {
            sendAll(batches);
        } catch (RuntimeException refused) {
            throw new QueueRefusedException(refused);
        }
    }

    private void sendAll(List<Batch> batches) {
        for (var batch : batches) {
            BatchMessage.properties(jms.createProducer(), batch).send(HitQueue.orLookedUp(queue, HitQueue.HITS), batch.text());
        }
    }
}
