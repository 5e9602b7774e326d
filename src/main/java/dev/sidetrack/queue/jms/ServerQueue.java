// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.queue.jms;

import dev.sidetrack.config.Keys;
import dev.sidetrack.config.Settings;
import dev.sidetrack.config.Shared;
import dev.sidetrack.queue.Batch;
import dev.sidetrack.queue.QueueAccess;
import dev.sidetrack.queue.QueueRefusedException;
import dev.sidetrack.queue.QueueSession;
import dev.sidetrack.queue.QueueSession.Place;
import jakarta.inject.Inject;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.transaction.Status;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/** The queues of the server's own JMS, used in JTA transactions. */
@Shared
public class ServerQueue implements QueueAccess {

    private static final String CONNECTIONS = "java:comp/DefaultJMSConnectionFactory";

    private final ServerTransactions transactions;
    private final String durableConnections;
    private final Duration deadLettersAge;
    private final Prefetch prefetch = new Prefetch();
    private volatile JmsSession queues;

    @Inject
    ServerQueue(Settings settings, ServerTransactions transactions) {
        this.transactions = transactions;
        durableConnections = Objects.requireNonNullElse(settings.get(Keys.DURABLE_CONNECTIONS), CONNECTIONS);
        deadLettersAge = settings.get(Keys.DEAD_LETTERS_AGE);
    }

    @Override
    public void send(List<Batch> batches) {
        inOne(() -> {
            put(batches, CONNECTIONS);
            return null;
        });
    }

    @Override
    public void join(List<Batch> batches, Runnable whenCommitted) {
        try {
            transactions.joined(() -> joinNow(batches, whenCommitted));
        } catch (QueueRefusedException refused) {
            throw refused;
        } catch (Exception rolledBack) {
            throw new QueueRefusedException(rolledBack);
        }
    }

    private void joinNow(List<Batch> batches, Runnable whenCommitted) {
        try {
            put(batches, durableConnections);
            registry().registerInterposedSynchronization(new OnCommit(whenCommitted));
        } catch (RuntimeException refused) {
            throw new QueueRefusedException(refused);
        }
    }

    @Override
    public boolean isInTransaction() {
        return registry().getTransactionStatus() != Status.STATUS_NO_TRANSACTION;
    }

    @Override
    public boolean isDoomed() {
        return registry().getTransactionStatus() == Status.STATUS_MARKED_ROLLBACK;
    }

    @Override
    public <T> T work(Function<QueueSession, T> work) {
        return inOne(() -> {
            try (var jms = connection(CONNECTIONS)) {
                var session = session(jms);
                var done = work.apply(session);
                // Afterwards, when the queues that were used exist.
                prefetch.bound(List.of(session.hits(), session.waiting(), session.deadLetters()));
                return done;
            }
        });
    }

    private <T> T inOne(Supplier<T> work) {
        try {
            return transactions.ofItsOwn(work);
        } catch (RuntimeException failed) {
            throw failed;
        } catch (Exception rolledBack) {
            throw new IllegalStateException("the transaction was rolled back: " + rolledBack.getMessage(), rolledBack);
        }
    }

    private void put(List<Batch> batches, String connections) {
        try (var jms = connection(connections)) {
            var session = session(jms);
            batches.forEach(batch -> session.put(Place.HITS, batch));
        }
    }

    /** The application's own queues, looked up until they are there: some servers take long to find one. */
    JmsSession session(JMSContext jms) {
        var found = queues;
        if (found == null) {
            var own = OwnQueue.here();
            found = new JmsSession(
                    null,
                    own.of(QueueNames.HITS, jms),
                    own.of(QueueNames.WAITING, jms),
                    own.of(QueueNames.DEAD_LETTERS, jms),
                    deadLettersAge);
            queues = found;
        }
        return found.in(jms);
    }

    /** Looked up each time, since a server may have it only after it has started the application; servers pool them. */
    JMSContext connection(String name) {
        return ServerQueue.<ConnectionFactory>lookedUp(name).createContext();
    }

    TransactionSynchronizationRegistry registry() {
        return lookedUp("java:comp/TransactionSynchronizationRegistry");
    }

    private static <T> T lookedUp(String name) {
        try {
            return InitialContext.doLookup(name);
        } catch (NamingException missing) {
            throw new IllegalStateException(name + " is not there", missing);
        }
    }
}
