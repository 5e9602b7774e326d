// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.queue;

import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.MessageDriven;
import jakarta.inject.Inject;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;

/** Takes one batch from the queue and has it delivered; throws where the broker shall deliver it again. */
@MessageDriven(activationConfig = {
    @ActivationConfigProperty(propertyName = "destinationLookup", propertyValue = HitQueue.NAME),
    @ActivationConfigProperty(propertyName = "destinationType", propertyValue = "jakarta.jms.Queue")
})
public class HitConsumer implements MessageListener {

    @Inject
    Delivery delivery;

    @Override
    public void onMessage(Message message) {
        try {
            delivery.deliver(message.getStringProperty(HitQueue.PROVIDER), message.getBody(String.class));
        } catch (JMSException unreadable) {
            throw new DeliveryException("A message of the queue cannot be read.", unreadable);
        }
    }
}
