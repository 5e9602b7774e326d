// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.queue.jms;

import dev.sidetrack.queue.BatchReceiver;
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
    @ActivationConfigProperty(propertyName = "destinationLookup", propertyValue = QueueNames.HITS),
    @ActivationConfigProperty(propertyName = "destinationType", propertyValue = "jakarta.jms.Queue")
})
public class HitConsumer implements MessageListener {

    @Inject
    BatchReceiver receiver;

    @Inject
    JMSContext jms;

    @Resource(lookup = QueueNames.HITS)
    Queue hits;

    @Resource(lookup = QueueNames.DEAD_LETTERS)
    Queue deadLetters;

    @Override
    public void onMessage(Message message) {
        receiver.receive(() -> BatchMessage.read(message), QueueNames.session(jms, hits, deadLetters));
    }
}
