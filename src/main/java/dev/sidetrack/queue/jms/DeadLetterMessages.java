// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.queue.jms;

import dev.sidetrack.Texts;
import dev.sidetrack.queue.Batch;
import dev.sidetrack.queue.BatchCodec;
import dev.sidetrack.queue.DeadLetter;
import dev.sidetrack.queue.QueueSession.Selection;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Queue;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The messages of the queue of dead letters.
 *
 * @param jms the session
 * @param queue the queue
 * @param age after how long the broker may throw them away
 */
record DeadLetterMessages(JMSContext jms, Queue queue, Duration age) {

    private static final int LONGEST_REASON = 500;
    private static final long PATIENCE_MILLIS = 500;

    /**
     * Sends this message there, with its text: not where to copy that would take most of a server's heap, nor where it
     * holds something else, such as a map that the broker's client cannot read a second time.
     */
    void send(DeadLetter letter, Message taken) {
        try {
            // Never the message itself: OpenMQ gives it another id when it is sent, and cannot commit its receipt then.
            send(letter, kept(taken));
        } catch (JMSException failed) {
            throw unreachable(failed);
        }
    }

    /** Sends these hits there. */
    void send(DeadLetter letter, String text) {
        try {
            var message = jms.createTextMessage(text);
            message.setStringProperty(QueueNames.PROVIDER, letter.provider());
            message.setStringProperty(QueueNames.REASON, Texts.cut(letter.reason(), LONGEST_REASON));
            message.setIntProperty(QueueNames.STATUS, letter.status());
            message.setIntProperty(QueueNames.COUNT, letter.hits());
            message.setIntProperty(QueueNames.ATTEMPTS, letter.attempts());
            set(message, QueueNames.FIRST_FAILURE, letter.firstFailure());
            set(message, QueueNames.DIED, letter.died());
            jms.createProducer().setTimeToLive(age.toMillis()).send(queue, message);
        } catch (JMSException failed) {
            throw unreachable(failed);
        }
    }

    /** Sends this dead letter, of another queue or of this one, there once more; it expires no later by that. */
    void add(Message letter) {
        try {
            until(letter).send(BatchMessage.deadLetter(letter), letter);
        } catch (JMSException failed) {
            throw unreachable(failed);
        }
    }

    /** For another that is to expire when this one does. */
    private DeadLetterMessages until(Message letter) throws JMSException {
        var expires = letter.getJMSExpiration();
        var left = Duration.ofMillis(Math.max(1, expires - System.currentTimeMillis()));
        return new DeadLetterMessages(jms, queue, expires == 0 ? age : left);
    }

    private static String kept(Message taken) throws JMSException {
        var text = MessageText.of(taken);
        return text == null ? "(not kept)" : text;
    }

    private static void set(Message message, String property, Instant time) throws JMSException {
        if (time != null) {
            message.setLongProperty(property, time.toEpochMilli());
        }
    }

    List<DeadLetter> oldest(int most) {
        try (var browser = jms.createBrowser(queue)) {
            var letters = new ArrayList<DeadLetter>();
            for (var messages = browser.getEnumeration(); letters.size() < most && messages.hasMoreElements(); ) {
                letters.add(BatchMessage.deadLetter((Message) messages.nextElement()));
            }
            return letters;
        } catch (JMSException failed) {
            throw unreachable(failed);
        }
    }

    List<String> texts(Selection which, int most) {
        try (var browser = jms.createBrowser(queue, Selectors.of(which))) {
            var texts = new ArrayList<String>();
            for (var messages = browser.getEnumeration(); texts.size() < most && messages.hasMoreElements(); ) {
                BatchMessage.textOf((Message) messages.nextElement()).ifPresent(texts::add);
            }
            return texts;
        } catch (JMSException failed) {
            throw unreachable(failed);
        }
    }

    int count(Selection which) {
        try (var browser = jms.createBrowser(queue, Selectors.of(which))) {
            var size = 0;
            for (var messages = browser.getEnumeration(); messages.hasMoreElements(); messages.nextElement()) {
                size++;
            }
            return size;
        } catch (JMSException failed) {
            throw unreachable(failed);
        }
    }

    /** What holds no text stays where it is: nothing could be made of it. */
    int replay(Selection which, int most, Consumer<Batch> hits) {
        return take(which, most, message -> {
            var provider = message.getStringProperty(QueueNames.PROVIDER);
            var text = MessageText.of(message);
            if (text != null && provider != null) {
                hits.accept(Batch.fresh(provider, text, BatchMessage.number(message, QueueNames.COUNT)));
                return true;
            }
            add(message);
            return false;
        });
    }

    int purge(Selection which, int most) {
        return take(which, most, message -> true);
    }

    int purge(Instant before, int most) {
        return take(Selectors.diedBefore(before), most, message -> true);
    }

    /** Out of at most so many; one that names the visitor and cannot be read goes as a whole. */
    int forget(String visitor, int most) {
        var forgotten = 0;
        for (var id : idsNaming(visitor, most)) {
            forgotten += take(Selectors.ofMessage(id), 1, message -> {
                keepWithout(visitor, message);
                return true;
            });
        }
        return forgotten;
    }

    private List<String> idsNaming(String visitor, int most) {
        try (var browser = jms.createBrowser(queue)) {
            var ids = new ArrayList<String>();
            for (var messages = browser.getEnumeration(); ids.size() < most && messages.hasMoreElements(); ) {
                if (messages.nextElement() instanceof Message message && BatchMessage.names(visitor, message)) {
                    ids.add(message.getJMSMessageID());
                }
            }
            return ids;
        } catch (JMSException failed) {
            throw unreachable(failed);
        }
    }

    private void keepWithout(String visitor, Message message) throws JMSException {
        var left = BatchCodec.without(visitor, MessageText.of(message));
        if (left != null) {
            var letter = BatchMessage.deadLetter(message)
                    .withHits(BatchCodec.read(left).size());
            until(message).send(letter, left);
        }
    }

    private int take(Selection which, int most, Use use) {
        return take(Selectors.of(which), most, use);
    }

    private int take(String selector, int most, Use use) {
        try (var consumer = jms.createConsumer(queue, selector)) {
            var used = 0;
            for (var taken = 0; taken < most; taken++) {
                var message = consumer.receive(PATIENCE_MILLIS);
                if (message == null) {
                    break;
                }
                used += use.of(message) ? 1 : 0;
            }
            return used;
        } catch (JMSException failed) {
            throw unreachable(failed);
        }
    }

    private static IllegalStateException unreachable(JMSException failed) {
        return new IllegalStateException("the queue is unreachable: " + failed.getMessage(), failed);
    }

    private interface Use {
        boolean of(Message message) throws JMSException;
    }
}
