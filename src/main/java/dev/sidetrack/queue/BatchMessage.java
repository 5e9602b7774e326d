// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.queue;

import jakarta.jms.JMSException;
import jakarta.jms.JMSProducer;
import jakarta.jms.Message;
import jakarta.jms.TextMessage;
import java.time.Instant;
import java.util.Objects;

/** A batch as a JMS message: the hits are its text, the rest its properties. */
final class BatchMessage {

    /** Far above what the largest batch of ours takes, far below what would fill the memory. */
    static final int LONGEST_TEXT = 16 * 1024 * 1024;
    /** Which Artemis gives large messages itself. */
    private static final String ARTEMIS_SIZE = "_AMQ_LARGE_SIZE";
    private static final int MOST_BYTES_PER_CHARACTER = 3;

    private BatchMessage() {}

    static JMSProducer properties(JMSProducer producer, Batch batch) {
        producer.setProperty(HitQueue.PROVIDER, batch.provider())
                .setProperty(HitQueue.COUNT, batch.hits())
                .setProperty(HitQueue.ATTEMPTS, batch.attempts())
                .setProperty(HitQueue.DEFERRALS, batch.deferrals());
        if (batch.firstFailure() != null) {
            producer.setProperty(HitQueue.FIRST_FAILURE, batch.firstFailure().toEpochMilli());
        }
        return producer;
    }

    static Batch read(Message message) throws UnreadableMessageException {
        if (!(message instanceof TextMessage textMessage)) {
            throw new UnreadableMessageException("the message is not a text message", "");
        }
        var text = text(textMessage);
        try {
            var provider = message.getStringProperty(HitQueue.PROVIDER);
            if (provider == null) {
                throw new UnreadableMessageException("the message names no provider", text);
            }
            return new Batch(provider, text, number(message, HitQueue.COUNT), number(message, HitQueue.ATTEMPTS),
                    number(message, HitQueue.DEFERRALS), time(message, HitQueue.FIRST_FAILURE));
        } catch (JMSException | RuntimeException unreadable) {
            throw new UnreadableMessageException("the message's properties cannot be read", text);
        }
    }

    private static String text(TextMessage message) throws UnreadableMessageException {
        try {
            var text = isHuge(message) ? null : message.getText();
            if (text == null || text.length() > LONGEST_TEXT) {
                throw new UnreadableMessageException("the message has no text, or more than " + LONGEST_TEXT + " characters", "");
            }
            return text;
        } catch (JMSException | RuntimeException unreadable) {
            throw new UnreadableMessageException("the message's text cannot be read", "");
        }
    }

    /** Whether Artemis says that it has many bytes; only to copy such a text would take most of a server's heap. */
    private static boolean isHuge(TextMessage message) throws JMSException {
        return message.propertyExists(ARTEMIS_SIZE) && message.getLongProperty(ARTEMIS_SIZE) > MOST_BYTES_PER_CHARACTER * LONGEST_TEXT;
    }

    static DeadLetter deadLetter(Message message) throws JMSException {
        return new DeadLetter(
                Objects.requireNonNullElse(message.getStringProperty(HitQueue.PROVIDER), DeadLetter.NO_PROVIDER),
                message.getStringProperty(HitQueue.REASON),
                number(message, HitQueue.STATUS),
                number(message, HitQueue.COUNT),
                number(message, HitQueue.ATTEMPTS),
                time(message, HitQueue.FIRST_FAILURE),
                time(message, HitQueue.DIED));
    }

    static int number(Message message, String property) throws JMSException {
        return message.propertyExists(property) ? Math.max(0, message.getIntProperty(property)) : 0;
    }

    static Instant time(Message message, String property) throws JMSException {
        return message.propertyExists(property) ? Instant.ofEpochMilli(message.getLongProperty(property)) : null;
    }
}
