// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.queue.jms;

import dev.sidetrack.queue.Batch;
import dev.sidetrack.queue.DeadLetter;
import dev.sidetrack.queue.QueueSession;
import dev.sidetrack.queue.UnreadableBatchException;
import jakarta.jms.JMSConsumer;
import jakarta.jms.Message;

/** Messages that a consumer takes from a queue. */
final class JmsSource implements QueueSession.Source {

    /**
     * A broker needs a moment to send what it has; a receipt without any wait may find nothing where there is
     * something.
     */
    private static final long PATIENCE_MILLIS = 100;

    private final JMSConsumer consumer;
    private final DeadLetterMessages letters;

    JmsSource(JMSConsumer consumer, DeadLetterMessages letters) {
        this.consumer = consumer;
        this.letters = letters;
    }

    @Override
    public QueueSession.Message next() {
        var message = consumer.receive(PATIENCE_MILLIS);
        return message == null ? null : new Taken(message, letters);
    }

    @Override
    public void close() {
        consumer.close();
    }

    private record Taken(Message message, DeadLetterMessages letters) implements QueueSession.Message {

        @Override
        public Batch read() throws UnreadableBatchException {
            return BatchMessage.read(message);
        }

        @Override
        public void deadLetter(DeadLetter letter) {
            letters.send(letter, message);
        }
    }
}
