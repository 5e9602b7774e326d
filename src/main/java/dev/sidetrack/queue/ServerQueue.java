// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.queue;

import jakarta.annotation.Resource;
import jakarta.ejb.Local;
import jakarta.ejb.Lock;
import jakarta.ejb.LockType;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Queue;
import java.util.List;

/**
 * The queues of the server's own JMS, used in JTA transactions. A singleton, since at the end of an application a stateless
 * bean is gone before {@link ServerPublishing} has emptied the buffer; nothing in it needs a lock.
 */
@Singleton(name = ServerQueue.NAME)
@Local(QueueAccess.class)
@Lock(LockType.READ)
public class ServerQueue implements QueueAccess {

    static final String NAME = "SidetrackServerQueue";

    @Inject
    JMSContext jms;

    @Resource(lookup = HitQueue.HITS)
    Queue hits;

    @Resource(lookup = HitQueue.DEAD_LETTERS)
    Queue deadLetters;

    @Override
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public void send(List<Batch> batches) {
        queues().send(batches);
    }

    @Override
    @TransactionAttribute(TransactionAttributeType.REQUIRED)
    public void join(List<Batch> batches) {
        try {
            queues().send(batches);
        } catch (RuntimeException refused) {
            throw new QueueRefusedException(refused);
        }
    }

    @Override
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public <T> T work(Work<T> work) {
        try {
            return work.on(queues());
        } catch (JMSException failed) {
            throw new IllegalStateException("the queue cannot be reached: " + failed.getMessage(), failed);
        }
    }

    private Queues queues() {
        return HitQueue.queues(jms, hits, deadLetters);
    }
}
