// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.queue.jms;

import dev.sidetrack.queue.Batch;
import dev.sidetrack.queue.DeadLetter;
import dev.sidetrack.queue.QueueSession;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Queue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The queues of a JMS session.
 *
 * @param jms the session; whoever hands it out commits it
 * @param hits where batches wait
 * @param deadLetters where those wait that were given up
 */
public record JmsSession(JMSContext jms, Queue hits, Queue deadLetters) implements QueueSession {

    private static final int LONGEST_REASON = 500;
    private static final long PATIENCE_MILLIS = 500;
    /** OpenMQ loses sight of a message of a transaction whose delay is over before the broker has it. */
    private static final Duration LEAST_DELAY = Duration.ofSeconds(1);

    /** Puts these batches onto the queue, persistently as is JMS's default. */
    @Override
    public void send(List<Batch> batches) {
        for (var batch : batches) {
            BatchMessage.properties(jms.createProducer(), batch).send(hits, batch.text());
        }
    }

    @Override
    public void putBack(Batch batch, Duration delay) {
        var kept = delay.isZero() || delay.compareTo(LEAST_DELAY) > 0 ? delay : LEAST_DELAY;
        BatchMessage.properties(jms.createProducer(), batch).setDeliveryDelay(kept.toMillis()).send(hits, batch.text());
    }

    @Override
    public void deadLetter(DeadLetter letter, String text) {
        var reason = letter.reason();
        jms.createProducer()
                .setProperty(QueueNames.PROVIDER, letter.provider())
                .setProperty(QueueNames.REASON, reason.length() > LONGEST_REASON ? reason.substring(0, LONGEST_REASON) : reason)
                .setProperty(QueueNames.STATUS, letter.status())
                .setProperty(QueueNames.COUNT, letter.hits())
                .setProperty(QueueNames.ATTEMPTS, letter.attempts())
                .setProperty(QueueNames.FIRST_FAILURE, letter.firstFailure().toEpochMilli())
                .setProperty(QueueNames.DIED, letter.died().toEpochMilli())
                .send(deadLetters, text);
    }

    @Override
    public List<DeadLetter> deadLetters(int most) {
        try (var browser = jms.createBrowser(deadLetters)) {
            var letters = new ArrayList<DeadLetter>();
            for (var messages = browser.getEnumeration(); letters.size() < most && messages.hasMoreElements();) {
                letters.add(BatchMessage.deadLetter((Message) messages.nextElement()));
            }
            return letters;
        } catch (JMSException failed) {
            throw unreachable(failed);
        }
    }

    @Override
    public int count(Selection which) {
        try (var browser = jms.createBrowser(deadLetters, selector(which))) {
            var size = 0;
            for (var messages = browser.getEnumeration(); messages.hasMoreElements(); messages.nextElement()) {
                size++;
            }
            return size;
        } catch (JMSException failed) {
            throw unreachable(failed);
        }
    }

    @Override
    public int replay(Selection which, int most) {
        return take(which, most, message -> {
            var provider = message.getStringProperty(QueueNames.PROVIDER);
            var hits = BatchMessage.number(message, QueueNames.COUNT);
            send(List.of(Batch.fresh(provider, message.getBody(String.class), hits)));
        });
    }

    @Override
    public int purge(Selection which, int most) {
        return take(which, most, message -> {});
    }

    private int take(Selection which, int most, Use use) {
        try (var consumer = jms.createConsumer(deadLetters, selector(which))) {
            var taken = 0;
            for (var message = receive(consumer, taken < most); message != null; message = receive(consumer, taken < most)) {
                use.of(message);
                taken++;
            }
            return taken;
        } catch (JMSException failed) {
            throw unreachable(failed);
        }
    }

    private static Message receive(JMSConsumer consumer, boolean more) {
        return more ? consumer.receive(PATIENCE_MILLIS) : null;
    }

    private static String selector(Selection which) {
        if (which.provider() != null) {
            return QueueNames.PROVIDER + " = '" + which.provider().replace("'", "''") + "'";
        }
        return which.readable() ? QueueNames.PROVIDER + " <> '" + DeadLetter.NO_PROVIDER + "'" : null;
    }

    private static IllegalStateException unreachable(JMSException failed) {
        return new IllegalStateException("the queue cannot be reached: " + failed.getMessage(), failed);
    }

    private interface Use {
        void of(Message message) throws JMSException;
    }
}
