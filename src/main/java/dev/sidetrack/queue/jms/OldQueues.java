// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.queue.jms;

import dev.sidetrack.queue.DeadLetter;
import dev.sidetrack.queue.QueueSession.Place;
import dev.sidetrack.queue.UnreadableBatchException;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.Message;
import java.time.Instant;

/**
 * The queues of version 0.1, which had the same names in every application: what is still on them goes to the queues of the one that
 * finds it. Not where the application has declared queues of its own, or a broker outside has them: those have kept their names.
 */
record OldQueues(JmsSession own) {

    private static final long PATIENCE_MILLIS = 100;
    private static final String OF_THIS_VERSION = ".*_(java:app/jms/)?" + QueueNames.HITS_NAME;

    /** Moves at most so many messages of each; returns how many it has moved. */
    int takeOver(int most) {
        if (!OwnQueue.nameOf(own.hits()).matches(OF_THIS_VERSION)) {
            return 0;
        }
        return move(QueueNames.HITS_NAME, most, this::putHits) + move(QueueNames.DEAD_LETTERS_NAME, most, this::putDeadLetter);
    }

    private int move(String name, int most, Use use) {
        var moved = 0;
        try (var consumer = consumerOf(name)) {
            for (var message = next(consumer); message != null; message = moved < most ? next(consumer) : null) {
                use.of(message);
                moved++;
            }
        } catch (JMSException failed) {
            throw new IllegalStateException("the old queue cannot be read: " + failed.getMessage(), failed);
        }
        return moved;
    }

    /** {@code null} where there never was such a queue, which is the rule. */
    private JMSConsumer consumerOf(String name) {
        try {
            return own.jms().createConsumer(own.jms().createQueue(name));
        } catch (JMSRuntimeException missing) {
            return null;
        }
    }

    private static Message next(JMSConsumer consumer) {
        return consumer == null ? null : consumer.receive(PATIENCE_MILLIS);
    }

    private void putHits(Message message) throws JMSException {
        try {
            own.put(Place.HITS, BatchMessage.read(message));
        } catch (UnreadableBatchException unreadable) {
            new DeadLetterMessages(own.jms(), own.deadLetters(), own.deadLettersAge())
                    .send(DeadLetter.unreadable(unreadable.getMessage(), Instant.now()), message);
        }
    }

    private void putDeadLetter(Message message) {
        own.jms().createProducer().setTimeToLive(own.deadLettersAge().toMillis()).send(own.deadLetters(), message);
    }

    private interface Use {
        void of(Message message) throws JMSException;
    }
}
