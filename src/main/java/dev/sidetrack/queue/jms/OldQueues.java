// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.queue.jms;

import dev.sidetrack.queue.Batch;
import dev.sidetrack.queue.DeadLetter;
import dev.sidetrack.queue.UnreadableBatchException;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.Message;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.function.Consumer;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;

/**
 * The queues of version 0.1, which had the same names in every application: what is still on them goes to the queues of
 * the one that finds it. Not where the application has declared queues of its own, or
 * {@code sidetrack.broker.queue-prefix} says what those at a broker outside are called: those have kept their names.
 *
 * @param jms the session
 * @param letters the application's own dead letters
 * @param hits takes what goes to its own queue of hits
 */
record OldQueues(JMSContext jms, DeadLetterMessages letters, Consumer<Batch> hits) {

    private static final long PATIENCE_MILLIS = 100;
    private static final ObjectName LIBERTYS = libertys();
    private static final String OF_THIS_VERSION = ".*_(java:app/jms/)?" + QueueNames.HITS_NAME;

    /** Whether an application whose queue of hits has this name may have left something on them. */
    static boolean mayBeOf(String hits) {
        return hits.matches(OF_THIS_VERSION);
    }

    /** Moves at most so many messages of each; returns how many it has moved. */
    int takeOver(int most) {
        return move(QueueNames.HITS_NAME, most, this::putHits) + move(QueueNames.DEAD_LETTERS_NAME, most, letters::add);
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
        if (isUnlisted(name)) {
            return null;
        }
        try {
            return jms.createConsumer(jms.createQueue(name));
        } catch (JMSRuntimeException missing) {
            return null;
        }
    }

    /** Open Liberty logs an error for each queue that is asked for in vain, and lists those that are there. */
    private static boolean isUnlisted(String name) {
        var queues = ManagementFactory.getPlatformMBeanServer().queryNames(LIBERTYS, null);
        return !queues.isEmpty() && queues.stream().noneMatch(queue -> name.equals(queue.getKeyProperty("name")));
    }

    private static ObjectName libertys() {
        try {
            return new ObjectName("WebSphere:feature=wasJmsServer,type=Queue,*");
        } catch (MalformedObjectNameException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Message next(JMSConsumer consumer) {
        return consumer == null ? null : consumer.receive(PATIENCE_MILLIS);
    }

    private void putHits(Message message) throws JMSException {
        try {
            hits.accept(BatchMessage.read(message));
        } catch (UnreadableBatchException unreadable) {
            letters.send(DeadLetter.unreadable(unreadable.getMessage(), Instant.now()), message);
        }
    }

    private interface Use {
        void of(Message message) throws JMSException;
    }
}
