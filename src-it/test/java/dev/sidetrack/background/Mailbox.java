package dev.sidetrack.background;

import dev.sidetrack.Tracked;
import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.MessageDriven;
import jakarta.jms.JMSDestinationDefinition;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;

/** A message-driven bean of the application's own, on a queue of its own. */
@JMSDestinationDefinition(name = Mailbox.QUEUE, interfaceName = "jakarta.jms.Queue", destinationName = "ProbeMailbox")
@MessageDriven(
        activationConfig = {
            @ActivationConfigProperty(propertyName = "destinationLookup", propertyValue = Mailbox.QUEUE),
            @ActivationConfigProperty(propertyName = "destinationType", propertyValue = "jakarta.jms.Queue")
        })
public class Mailbox implements MessageListener {

    static final String QUEUE = "java:app/jms/ProbeMailbox";

    @Override
    @Tracked("mail-came")
    public void onMessage(Message mail) {
        // That it is called is all.
    }
}
