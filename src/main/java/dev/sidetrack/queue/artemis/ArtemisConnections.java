// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.queue.artemis;

import dev.sidetrack.config.Keys;
import dev.sidetrack.config.Settings;
import dev.sidetrack.queue.jms.OwnQueue;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.JMSSecurityRuntimeException;
import jakarta.jms.Message;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.apache.activemq.artemis.api.core.management.ResourceNames;
import org.apache.activemq.artemis.api.jms.management.JMSManagementHelper;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.apache.activemq.artemis.jms.client.ActiveMQDestination;

/**
 * Connections to an Artemis broker, of several to one at a time, so that hits stay in order: the first of the URL that
 * is there. Once it is gone, the next one is this node's home, until an earlier one is back.
 */
final class ArtemisConnections implements AutoCloseable {

    private static final Logger LOG = System.getLogger("dev.sidetrack.queue");
    private static final long PAUSE_NANOS = Duration.ofSeconds(1).toNanos();

    private final List<ActiveMQConnectionFactory> factories;
    private final LongSupplier nanoClock;
    private final List<CertificateCheck> certificates;
    private final String user;
    private final String password;
    private volatile String prefix;
    private final Duration deadLettersAge;
    private volatile int home;
    private volatile Failure failure;

    ArtemisConnections(Settings settings) {
        this(settings, System::nanoTime);
    }

    ArtemisConnections(Settings settings, LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
        factories = ArtemisFactories.of(settings);
        certificates = factories.stream()
                .map(factory -> CertificateCheck.of(settings, ArtemisFactories.address(factory), nanoClock))
                .toList();
        user = settings.get(Keys.BROKER_USER);
        password = settings.get(Keys.BROKER_PASSWORD);
        var named = settings.get(Keys.BROKER_QUEUE_PREFIX);
        prefix = named.isEmpty() ? OwnQueue.prefix() : named;
        deadLettersAge = settings.get(Keys.DEAD_LETTERS_AGE);
    }

    /** The queues are named after this context path, unless something else is configured or the server has a name. */
    void serve(String contextPath) {
        prefix = prefix.isEmpty() ? OwnQueue.prefix(contextPath) : prefix;
    }

    /**
     * A new connection with a transacted session. Where none could be made a moment ago it is refused at once, so that
     * not each of those who need one waits for a broker that is away.
     */
    BrokerSession open() {
        var last = failure;
        if (last != null && nanoClock.getAsLong() - last.nanoTime < PAUSE_NANOS) {
            throw new JMSRuntimeException(last.reason);
        }
        try {
            var session = openFirstFrom(home);
            failure = null;
            return session;
        } catch (JMSRuntimeException failed) {
            failure = new Failure(nanoClock.getAsLong(), failed.getMessage());
            throw failed;
        }
    }

    /** At the broker with that number, or the next one that is there, which is home from now on. */
    private BrokerSession openFirstFrom(int first) {
        JMSRuntimeException last = null;
        for (var next = 0; next < factories.size(); next++) {
            var broker = (first + next) % factories.size();
            try {
                var session = open(broker);
                settle(broker);
                return session;
            } catch (JMSSecurityRuntimeException refused) {
                // What the others say of a broker that knows nothing of this user would hide it.
                throw refused;
            } catch (JMSRuntimeException away) {
                last = away;
            }
        }
        throw last;
    }

    private synchronized void settle(int broker) {
        if (broker != home) {
            home = broker;
            LOG.log(Level.INFO, "Using the broker at {0} from now on.", address(broker));
        }
    }

    private BrokerSession open(int broker) {
        var jms = context(broker, JMSContext.SESSION_TRANSACTED);
        try {
            return new BrokerSession(jms, prefix, deadLettersAge, () -> home == broker);
        } catch (RuntimeException failed) {
            jms.close();
            throw failed;
        }
    }

    private JMSContext context(int broker, int mode) {
        var certificate = certificates.get(broker);
        certificate.check();
        try {
            var jms = factories.get(broker).createContext(user, password, mode);
            certificate.connected();
            return jms;
        } catch (JMSRuntimeException failed) {
            certificate.failed();
            throw failed;
        }
    }

    /**
     * Sessions at all brokers that are there but home, which is the first of them after this. To be closed by the
     * caller.
     */
    List<BrokerSession> openOthers() {
        var sessions = new TreeMap<Integer, BrokerSession>();
        for (var broker = 0; broker < factories.size(); broker++) {
            if (broker != home) {
                try {
                    sessions.put(broker, open(broker));
                } catch (JMSRuntimeException away) {
                    // As a backup is, as long as there is nothing for it to do.
                }
            }
        }
        if (!sessions.isEmpty() && sessions.firstKey() < home) {
            settle(sessions.firstKey());
            sessions.pollFirstEntry().getValue().close();
        }
        return List.copyOf(sessions.values());
    }

    /** The broker's address settings for that queue of ours, as JSON; {@code null} if it does not tell this user. */
    String addressSettings(String queue) throws JMSException {
        try (var jms = context(home, JMSContext.AUTO_ACKNOWLEDGE)) {
            var question = jms.createMessage();
            JMSManagementHelper.putOperationInvocation(
                    question, ResourceNames.BROKER, "getAddressSettingsAsJSON", prefix + queue);
            var answers = jms.createTemporaryQueue();
            question.setJMSReplyTo(answers);
            try (var consumer = jms.createConsumer(answers)) {
                jms.createProducer().send(ActiveMQDestination.createQueue("activemq.management"), question);
                return answer(consumer.receive(ArtemisFactories.CALL_TIMEOUT_MILLIS));
            }
        }
    }

    private static String answer(Message answer) throws JMSException {
        if (answer == null || !JMSManagementHelper.hasOperationSucceeded(answer)) {
            return null;
        }
        try {
            return (String) JMSManagementHelper.getResult(answer);
        } catch (JMSException failed) {
            throw failed;
        } catch (Exception unreadable) {
            return null;
        }
    }

    @Override
    public void close() {
        factories.forEach(ActiveMQConnectionFactory::close);
    }

    private String address(int broker) {
        var address = ArtemisFactories.address(factories.get(broker));
        return address.getHostString() + ":" + address.getPort();
    }

    /** Why no connection could be made, and when. */
    private record Failure(long nanoTime, String reason) {}
}
