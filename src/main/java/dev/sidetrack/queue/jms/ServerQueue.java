// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.queue.jms;

import dev.sidetrack.config.Keys;
import dev.sidetrack.config.Settings;
import dev.sidetrack.queue.Batch;
import dev.sidetrack.queue.QueueAccess;
import dev.sidetrack.queue.QueueRefusedException;
import dev.sidetrack.queue.QueueSession;
import dev.sidetrack.queue.QueueSession.Place;
import jakarta.annotation.Resource;
import jakarta.ejb.Local;
import jakarta.ejb.Lock;
import jakarta.ejb.LockType;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.Queue;
import jakarta.transaction.Status;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.util.List;
import java.util.function.Function;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/**
 * The queues of the server's own JMS, used in JTA transactions. A singleton, since at the end of an application a stateless
 * bean is gone before {@link ServerPublishing} has emptied the buffer; nothing in it needs a lock.
 */
@Singleton(name = ServerQueue.NAME)
@Local(QueueAccess.class)
@Lock(LockType.READ)
public class ServerQueue implements QueueAccess {

    static final String NAME = "SidetrackServerQueue";

    @Inject
    JMSContext jms;

    @Inject
    Settings settings;

    @Resource(lookup = QueueNames.HITS)
    Queue hits;

    @Resource(lookup = QueueNames.WAITING)
    Queue waiting;

    @Resource(lookup = QueueNames.DEAD_LETTERS)
    Queue deadLetters;

    @Resource(lookup = "java:comp/TransactionSynchronizationRegistry")
    TransactionSynchronizationRegistry transaction;

    @Override
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public void send(List<Batch> batches) {
        batches.forEach(batch -> queues(jms).put(Place.HITS, batch));
    }

    @Override
    @TransactionAttribute(TransactionAttributeType.REQUIRED)
    public void join(List<Batch> batches, Runnable whenCommitted) {
        try {
            var connections = settings.get(Keys.DURABLE_CONNECTIONS);
            if (connections == null) {
                batches.forEach(batch -> queues(jms).put(Place.HITS, batch));
            } else {
                sendBy(connections, batches);
            }
            transaction.registerInterposedSynchronization(new OnCommit(whenCommitted));
        } catch (RuntimeException refused) {
            throw new QueueRefusedException(refused);
        }
    }

    @Override
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public boolean isDoomed() {
        return transaction.getTransactionStatus() == Status.STATUS_MARKED_ROLLBACK;
    }

    private void sendBy(String connections, List<Batch> batches) {
        // Looked up each time, since a server may have it only after it has started the application.
        try (var own = InitialContext.<ConnectionFactory>doLookup(connections).createContext()) {
            batches.forEach(batch -> queues(own).put(Place.HITS, batch));
        } catch (NamingException missing) {
            throw new IllegalStateException("there is no connection factory " + connections, missing);
        }
    }

    @Override
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public <T> T work(Function<QueueSession, T> work) {
        return work.apply(queues(jms));
    }

    private JmsSession queues(JMSContext session) {
        return new JmsSession(session,
                QueueNames.orLookedUp(hits, QueueNames.HITS),
                QueueNames.orLookedUp(waiting, QueueNames.WAITING),
                QueueNames.orLookedUp(deadLetters, QueueNames.DEAD_LETTERS),
                settings.get(Keys.DEAD_LETTERS_AGE));
    }
}
