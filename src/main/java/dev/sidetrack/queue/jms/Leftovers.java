// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.queue.jms;

import dev.sidetrack.queue.DeadLetter;
import dev.sidetrack.queue.QueueSession.Place;
import dev.sidetrack.queue.UnreadableBatchException;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Queue;
import java.time.Instant;

/**
 * What lies in the same queues of another broker, such as one that was away for a while: it goes to where the nodes
 * look. Only what is there for some time: a node that still uses that broker is about to take the rest.
 *
 * @param there the session at that broker
 * @param home the session at the broker that the nodes use
 */
public record Leftovers(JmsSession there, JmsSession home) {

    private static final long PATIENCE_MILLIS = 100;

    /** Moves at most so many messages of each queue, to be committed at home first; returns how many it has moved. */
    public int move(int most) {
        return move(there.hits(), most, message -> put(placeOf(message), message))
                + move(there.waiting(), most, message -> put(Place.WAITING, message))
                + move(there.deadLetters(), most, home.letters()::add);
    }

    private int move(Queue queue, int most, Use use) {
        try (var consumer = there.jms().createConsumer(queue, Selectors.ofLeftBehind(System.currentTimeMillis()))) {
            var moved = 0;
            for (; moved < most; moved++) {
                var message = consumer.receive(PATIENCE_MILLIS);
                if (message == null) {
                    break;
                }
                use.of(message);
            }
            return moved;
        } catch (JMSException failed) {
            throw new IllegalStateException("the other broker's queue cannot be read: " + failed.getMessage(), failed);
        }
    }

    private static Place placeOf(Message message) throws JMSException {
        return message.propertyExists(QueueNames.FIRST) ? Place.FIRST : Place.HITS;
    }

    private void put(Place place, Message message) {
        try {
            home.put(place, BatchMessage.read(message));
        } catch (UnreadableBatchException unreadable) {
            home.letters().send(DeadLetter.unreadable(unreadable.getMessage(), Instant.now()), message);
        }
    }

    private interface Use {
        void of(Message message) throws JMSException;
    }
}
