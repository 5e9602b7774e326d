// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.queue.jms;

import dev.sidetrack.delivery.Pending.History;
import dev.sidetrack.queue.Batch;
import dev.sidetrack.queue.DeadLetter;
import dev.sidetrack.queue.UnreadableBatchException;
import jakarta.jms.JMSException;
import jakarta.jms.JMSProducer;
import jakarta.jms.Message;
import jakarta.jms.TextMessage;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A batch as a JMS message: the hits are its text, the rest its properties. */
public final class BatchMessage {

    /** Far above what the largest batch of ours takes, far below what would fill the memory. */
    public static final int LONGEST_TEXT = 16 * 1024 * 1024;
    /** Which Artemis gives large messages itself. */
    private static final String ARTEMIS_SIZE = "_AMQ_LARGE_SIZE";

    private static final int MOST_BYTES_PER_CHARACTER = 3;

    /**
     * This node, and the same after a restart: by its host and the directories of its server. Two that have the same
     * one take from each other, as all did before there was one.
     */
    static final String NODE = UUID.nameUUIDFromBytes(Stream.of(
                            System.getenv("HOSTNAME"),
                            System.getenv("COMPUTERNAME"),
                            System.getProperty("jboss.server.base.dir"),
                            System.getProperty("com.sun.aas.instanceRoot"),
                            System.getProperty("user.dir"))
                    .map(String::valueOf)
                    .collect(Collectors.joining("\n"))
                    .getBytes(StandardCharsets.UTF_8))
            .toString();

    private BatchMessage() {}

    /** Gives the producer the properties of this batch. */
    public static JMSProducer properties(JMSProducer producer, Batch batch) {
        producer.setProperty(QueueNames.PROVIDER, batch.provider())
                .setProperty(QueueNames.NODE, NODE)
                .setProperty(QueueNames.COUNT, batch.hits())
                .setProperty(QueueNames.ATTEMPTS, batch.history().attempts())
                .setProperty(QueueNames.ALONE, batch.history().alone());
        if (batch.history().firstFailure() != null) {
            producer.setProperty(
                    QueueNames.FIRST_FAILURE, batch.history().firstFailure().toEpochMilli());
        }
        return producer;
    }

    /** The batch that this message holds. */
    public static Batch read(Message message) throws UnreadableBatchException {
        if (!(message instanceof TextMessage textMessage)) {
            throw new UnreadableBatchException("the message is not a text message");
        }
        var text = text(textMessage);
        try {
            var provider = message.getStringProperty(QueueNames.PROVIDER);
            if (provider == null) {
                throw new UnreadableBatchException("the message names no provider");
            }
            var history = new History(
                    number(message, QueueNames.ATTEMPTS),
                    number(message, QueueNames.ALONE),
                    time(message, QueueNames.FIRST_FAILURE));
            return new Batch(provider, text, number(message, QueueNames.COUNT), history);
        } catch (JMSException | RuntimeException unreadable) {
            throw new UnreadableBatchException("the message's properties cannot be read");
        }
    }

    /** Whether its text has these words in it, as far as it can be read. */
    static boolean names(String words, TextMessage message) {
        try {
            return text(message).contains(words);
        } catch (UnreadableBatchException unreadable) {
            return false;
        }
    }

    private static String text(TextMessage message) throws UnreadableBatchException {
        try {
            var text = isHuge(message) ? null : message.getText();
            if (text == null || text.length() > LONGEST_TEXT) {
                throw new UnreadableBatchException(
                        "the message has no text, or more than " + LONGEST_TEXT + " characters");
            }
            return text;
        } catch (JMSException | RuntimeException unreadable) {
            throw new UnreadableBatchException("the message's text cannot be read");
        }
    }

    /** Whether Artemis says that it has many bytes; only to copy such a text would take most of a server's heap. */
    static boolean isHuge(Message message) {
        try {
            return message.propertyExists(ARTEMIS_SIZE)
                    && message.getLongProperty(ARTEMIS_SIZE) > MOST_BYTES_PER_CHARACTER * LONGEST_TEXT;
        } catch (JMSException | RuntimeException untold) {
            return false;
        }
    }

    /** The dead letter in a message of anybody's; what cannot be read of it is left out. */
    static DeadLetter deadLetter(Message message) {
        return new DeadLetter(
                Objects.requireNonNullElse(
                        readable(() -> message.getStringProperty(QueueNames.PROVIDER), null), DeadLetter.NO_PROVIDER),
                readable(() -> message.getStringProperty(QueueNames.REASON), null),
                readable(() -> number(message, QueueNames.STATUS), 0),
                readable(() -> number(message, QueueNames.COUNT), 0),
                readable(() -> number(message, QueueNames.ATTEMPTS), 0),
                readable(() -> time(message, QueueNames.FIRST_FAILURE), null),
                readable(() -> time(message, QueueNames.DIED), null));
    }

    private static <T> T readable(Property<T> property, T otherwise) {
        try {
            return property.read();
        } catch (JMSException | RuntimeException unreadable) {
            return otherwise;
        }
    }

    static int number(Message message, String property) throws JMSException {
        return message.propertyExists(property) ? Math.max(0, message.getIntProperty(property)) : 0;
    }

    static Instant time(Message message, String property) throws JMSException {
        return message.propertyExists(property) ? Instant.ofEpochMilli(message.getLongProperty(property)) : null;
    }

    private interface Property<T> {
        T read() throws JMSException;
    }
}
