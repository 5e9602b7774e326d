// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.queue.jms;

import dev.sidetrack.delivery.Pending.History;
import dev.sidetrack.queue.Batch;
import dev.sidetrack.queue.DeadLetter;
import dev.sidetrack.queue.UnreadableBatchException;
import jakarta.jms.JMSException;
import jakarta.jms.JMSProducer;
import jakarta.jms.Message;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A batch as a JMS message: the hits are its body, the rest its properties. */
final class BatchMessage {

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
        if (!MessageText.isIn(message)) {
            throw new UnreadableBatchException("the message holds neither text nor bytes");
        }
        var text = text(message);
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
    static boolean names(String words, Message message) {
        try {
            return text(message).contains(words);
        } catch (UnreadableBatchException unreadable) {
            return false;
        }
    }

    private static String text(Message message) throws UnreadableBatchException {
        try {
            var text = MessageText.of(message);
            if (text == null || text.length() > MessageText.LONGEST) {
                throw new UnreadableBatchException(
                        "the message has no text, or more than " + MessageText.LONGEST + " characters");
            }
            return text;
        } catch (JMSException | RuntimeException unreadable) {
            throw new UnreadableBatchException("the message's text cannot be read");
        }
    }

    /** The dead letter in a message of anybody's; what cannot be read of it is left out. */
    static DeadLetter deadLetter(Message message) {
        return new DeadLetter(
                Objects.requireNonNullElse(
                        readable(() -> message.getStringProperty(QueueNames.PROVIDER), null), DeadLetter.NO_PROVIDER),
                Objects.requireNonNullElse(readable(() -> message.getStringProperty(QueueNames.REASON), null), ""),
                readable(() -> number(message, QueueNames.STATUS), 0),
                readable(() -> number(message, QueueNames.COUNT), 0),
                readable(() -> number(message, QueueNames.ATTEMPTS), 0),
                readable(() -> time(message, QueueNames.FIRST_FAILURE), null),
                readable(() -> time(message, QueueNames.DIED), null));
    }

    /** Its text, if it has one that can be read. */
    static Optional<String> textOf(Message message) {
        return Optional.ofNullable(readable(() -> MessageText.of(message), null));
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
