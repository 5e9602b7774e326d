// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.queue;

import jakarta.annotation.Resource;
import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.MessageDriven;
import jakarta.inject.Inject;
import jakarta.jms.JMSContext;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;
import jakarta.jms.Queue;

/** Takes one batch from the queue and has it delivered, in one transaction with whatever is put back. */
@MessageDriven(name = "SidetrackHitConsumer", activationConfig = {
    @ActivationConfigProperty(propertyName = "destinationLookup", propertyValue = HitQueue.HITS),
    @ActivationConfigProperty(propertyName = "destinationType", propertyValue = "jakarta.jms.Queue")
})
public class HitConsumer implements MessageListener {

    @Inject
    Delivery delivery;

    @Inject
    JMSContext jms;

    @Resource(lookup = HitQueue.HITS)
    Queue hits;

    @Resource(lookup = HitQueue.DEAD_LETTERS)
    Queue deadLetters;

    @Override
    public void onMessage(Message message) {
        delivery.receive(message, new Outbox(HitQueue.queues(jms, hits, deadLetters)));
    }
}
