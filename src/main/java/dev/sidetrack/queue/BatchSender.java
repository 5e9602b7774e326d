// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.queue;

import jakarta.annotation.Resource;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.jms.JMSContext;
import jakarta.jms.Queue;
import java.util.List;

/** Puts batches onto the queue, persistently and all of them or none. */
@Stateless
public class BatchSender {

    @Inject
    JMSContext jms;

    @Resource(lookup = HitQueue.NAME)
    Queue queue;

    /** Sends these batches in a transaction of their own. */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public void send(List<Batch> batches) {
        var producer = jms.createProducer();
        for (var batch : batches) {
            producer.setProperty(HitQueue.PROVIDER, batch.provider()).send(queue, batch.text());
        }
    }
}
