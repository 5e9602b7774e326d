// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.queue.artemis;

import dev.sidetrack.config.ConfigurationException;
import dev.sidetrack.config.Keys;
import dev.sidetrack.config.Settings;
import dev.sidetrack.config.Shared;
import dev.sidetrack.queue.Batch;
import dev.sidetrack.queue.ExternalBroker;
import dev.sidetrack.queue.Publishing;
import dev.sidetrack.queue.QueueAccess;
import dev.sidetrack.queue.QueueRefusedException;
import dev.sidetrack.queue.QueueSession;
import dev.sidetrack.queue.QueueSession.Place;
import dev.sidetrack.queue.jms.JmsSession;
import dev.sidetrack.queue.jms.Leftovers;
import jakarta.inject.Inject;
import jakarta.jms.JMSException;
import jakarta.transaction.Status;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/**
 * The queues of a broker outside, over connections of ours with transactions of their own. What is sent in a JTA
 * transaction is committed at the broker right after that transaction.
 */
@Shared
@ExternalBroker
public class BrokerQueue implements QueueAccess {

    private static final Logger LOG = System.getLogger("dev.sidetrack.queue");
    private static final int MOST_IDLE = 16;

    private final Queue<BrokerSession> idle = new ConcurrentLinkedQueue<>();
    private final ArtemisConnections connections;
    private final Supplier<BrokerSession> opener;
    private final Supplier<List<BrokerSession>> others;
    private final Supplier<TransactionSynchronizationRegistry> transactions;
    private final Consumer<List<Batch>> unsure;

    @Inject
    BrokerQueue(Settings settings, Publishing publishing) {
        connections = publishing.isToBroker() ? connections(settings) : null;
        opener = () -> connections.open();
        others = () -> connections.openOthers();
        transactions = BrokerQueue::transactions;
        unsure = publishing::takeBack;
    }

    BrokerQueue(
            Supplier<BrokerSession> opener,
            Supplier<List<BrokerSession>> others,
            TransactionSynchronizationRegistry transactions,
            Consumer<List<Batch>> unsure) {
        this.connections = null;
        this.opener = opener;
        this.others = others;
        this.transactions = () -> transactions;
        this.unsure = unsure;
    }

    /**
     * The connections that these settings ask for, none of which is made yet.
     *
     * @throws ConfigurationException if they cannot be made
     */
    static ArtemisConnections connections(Settings settings) {
        try {
            return new ArtemisConnections(settings);
        } catch (NoClassDefFoundError missing) {
            throw new ConfigurationException(Keys.BROKER_URL.name() + " needs the Artemis client, which is missing: "
                    + "add org.apache.activemq:artemis-jakarta-client to the war or the server.");
        }
    }

    /**
     * Checks what these settings say of the broker, without connecting to it.
     *
     * @throws ConfigurationException if no connection can be made by them
     */
    public static void check(Settings settings) {
        connections(settings).close();
    }

    /** The queues are named after this context path, unless something else is configured or the server has a name. */
    void serve(String contextPath) {
        connections.serve(contextPath);
    }

    /** The broker's address settings for that queue of ours, as JSON; {@code null} if it does not tell. */
    String addressSettings(String queue) throws JMSException {
        return connections == null ? null : connections.addressSettings(queue);
    }

    @Override
    public void send(List<Batch> batches) {
        work(queues -> {
            batches.forEach(batch -> queues.put(Place.HITS, batch));
            return null;
        });
    }

    @Override
    public <T> T work(Function<QueueSession, T> work) {
        return with(work::apply);
    }

    private <T> T with(Function<JmsSession, T> work) {
        var session = take();
        try {
            var result = work.apply(session.queues());
            session.commit();
            giveBack(session);
            return result;
        } catch (RuntimeException | Error failed) {
            session.close();
            throw failed;
        }
    }

    @Override
    public int gather(int most) {
        var moved = 0;
        for (var other : others.get()) {
            try (other) {
                moved += with(home -> new Leftovers(other.queues(), home).move(most));
                // Only now: whatever comes between is there twice, and not lost.
                other.commit();
            } catch (RuntimeException goneAgain) {
                LOG.log(Level.DEBUG, "Taking over what another broker has failed.", goneAgain);
            }
        }
        return moved;
    }

    @Override
    public void join(List<Batch> batches, Runnable whenCommitted) {
        try {
            var registry = transactions.get();
            if (registry.getTransactionStatus() == Status.STATUS_NO_TRANSACTION) {
                send(batches);
                whenCommitted.run();
            } else {
                joined(registry).send(batches, whenCommitted);
            }
        } catch (RuntimeException refused) {
            throw new QueueRefusedException(refused);
        }
    }

    @Override
    public boolean isInTransaction() {
        return transactions.get().getTransactionStatus() != Status.STATUS_NO_TRANSACTION;
    }

    @Override
    public boolean isDoomed() {
        return transactions.get().getTransactionStatus() == Status.STATUS_MARKED_ROLLBACK;
    }

    /** What is sent in the caller's transaction shares one session. */
    private BrokerTransaction joined(TransactionSynchronizationRegistry registry) {
        var joined = (BrokerTransaction) registry.getResource(this);
        if (joined == null) {
            var session = take();
            joined = new BrokerTransaction(session, this::giveBack, unsure);
            try {
                registry.registerInterposedSynchronization(joined);
                registry.putResource(this, joined);
            } catch (RuntimeException tooLate) {
                // As after the commit: nobody else would ever close it.
                session.close();
                throw tooLate;
            }
        }
        return joined;
    }

    private BrokerSession take() {
        for (var session = idle.poll(); session != null; session = idle.poll()) {
            if (session.isUsable()) {
                return session;
            }
            session.close();
        }
        return opener.get();
    }

    private void giveBack(BrokerSession session) {
        if (idle.size() < MOST_IDLE) {
            idle.add(session);
        } else {
            session.close();
        }
    }

    /** Ends all connections that nobody is using. */
    void close() {
        for (var session = idle.poll(); session != null; session = idle.poll()) {
            session.close();
        }
        if (connections != null) {
            connections.close();
        }
    }

    private static TransactionSynchronizationRegistry transactions() {
        try {
            return InitialContext.doLookup("java:comp/TransactionSynchronizationRegistry");
        } catch (NamingException outside) {
            throw new IllegalStateException("transactions cannot be looked up here", outside);
        }
    }
}
