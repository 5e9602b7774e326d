// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.queue.artemis;

import dev.sidetrack.queue.jms.JmsSession;
import dev.sidetrack.queue.jms.QueueNames;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSRuntimeException;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** A connection to the broker with one transacted session, for one thread at a time. */
final class BrokerSession implements AutoCloseable {

    private final JmsSession queues;
    private final BooleanSupplier isAtHome;
    private volatile boolean broken;

    /** {@code isAtHome} says whether its broker is still the one that the node uses. */
    BrokerSession(JMSContext jms, String prefix, Duration deadLettersAge, BooleanSupplier isAtHome) {
        this.isAtHome = isAtHome;
        jms.setExceptionListener(lost -> broken = true);
        queues = new JmsSession(
                jms,
                jms.createQueue(prefix + QueueNames.HITS_NAME),
                jms.createQueue(prefix + QueueNames.WAITING_NAME),
                jms.createQueue(prefix + QueueNames.DEAD_LETTERS_NAME),
                deadLettersAge);
    }

    JmsSession queues() {
        return queues;
    }

    /** Whether the connection is there, as far as is known, and leads to the broker that the node uses. */
    boolean isUsable() {
        return !broken && isAtHome.getAsBoolean();
    }

    void commit() {
        queues.jms().commit();
    }

    void rollback() {
        queues.jms().rollback();
    }

    /** Ends it, and with it what was not committed. */
    @Override
    public void close() {
        broken = true;
        try {
            queues.jms().close();
        } catch (JMSRuntimeException lost) {
            // There was nothing left to close.
        }
    }
}
