// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.queue.jms;

import dev.sidetrack.queue.Batch;
import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.TextMessage;
import java.nio.charset.StandardCharsets;

/**
 * The text of a message. That of hits goes as bytes in UTF-8, since Artemis keeps a text in twice as many; messages of
 * earlier versions, and dead letters, which people look at, are texts.
 */
final class MessageText {

    /** Far above what the largest batch of ours takes, far below what would fill the memory. */
    static final int LONGEST = 16 * 1024 * 1024;
    /** Which Artemis gives large messages itself. */
    private static final String ARTEMIS_SIZE = "_AMQ_LARGE_SIZE";

    private static final int MOST_BYTES_PER_CHARACTER = 3;
    private static final long MOST_BYTES = (long) MOST_BYTES_PER_CHARACTER * LONGEST;

    private MessageText() {}

    /** What is sent for this batch. */
    static byte[] bytes(Batch batch) {
        return batch.text().getBytes(StandardCharsets.UTF_8);
    }

    /** Whether a message holds a text, or bytes that may be one. */
    static boolean isIn(Message message) {
        return message instanceof TextMessage || message instanceof BytesMessage;
    }

    /** The text; {@code null} where there is none, or where only to copy it would take most of a server's heap. */
    static String of(Message message) throws JMSException {
        if (isHuge(message)) {
            return null;
        }
        if (message instanceof BytesMessage bytes) {
            return bytes.getBodyLength() > LONGEST ? null : text(bytes);
        }
        return message instanceof TextMessage text ? text.getText() : null;
    }

    private static String text(BytesMessage message) throws JMSException {
        var bytes = new byte[(int) message.getBodyLength()];
        message.reset();
        message.readBytes(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** Whether Artemis says that it has many bytes. */
    private static boolean isHuge(Message message) {
        try {
            return message.propertyExists(ARTEMIS_SIZE) && message.getLongProperty(ARTEMIS_SIZE) > MOST_BYTES;
        } catch (JMSException | RuntimeException untold) {
            return false;
        }
    }
}
