// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.queue.artemis;

import dev.sidetrack.config.ConfigurationException;
import dev.sidetrack.config.Key;
import dev.sidetrack.config.Keys;
import dev.sidetrack.config.Settings;
import dev.sidetrack.queue.jms.OwnQueue;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.Message;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.apache.activemq.artemis.api.core.TransportConfiguration;
import org.apache.activemq.artemis.api.core.management.ResourceNames;
import org.apache.activemq.artemis.api.jms.management.JMSManagementHelper;
import org.apache.activemq.artemis.core.remoting.impl.netty.TransportConstants;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.apache.activemq.artemis.jms.client.ActiveMQDestination;

/**
 * Connections to an Artemis broker. The only class that knows its client, which is there only where an operator has
 * added it. Every wait for the broker is bounded, and nobody reconnects behind our back: a connection that broke is
 * thrown away.
 */
final class ArtemisConnections implements AutoCloseable {

    /** Less would be little for a broker with a busy disk: a commit that times out has an unknown outcome. */
    private static final int CALL_TIMEOUT_MILLIS = 5_000;

    /** Of a machine that is gone and refuses nothing, for as long as one attempt takes; 30 s by default. */
    private static final int CONNECT_TIMEOUT_MILLIS = 2_000;

    private static final int RETRY_MILLIS = 50;
    private static final long PAUSE_NANOS = Duration.ofSeconds(1).toNanos();

    private final ActiveMQConnectionFactory factory;
    private final LongSupplier nanoClock;
    private final CertificateCheck certificates;
    private final String user;
    private final String password;
    private final String prefix;
    private final Duration deadLettersAge;
    private volatile Failure failure;

    ArtemisConnections(Settings settings) {
        this(settings, System::nanoTime);
    }

    ArtemisConnections(Settings settings, LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
        factory = factory(settings);
        certificates = CertificateCheck.of(settings, addresses(factory), nanoClock);
        factory.setCallTimeout(CALL_TIMEOUT_MILLIS);
        factory.setCallFailoverTimeout(CALL_TIMEOUT_MILLIS);
        factory.setInitialConnectAttempts(1);
        factory.setReconnectAttempts(0);
        // Brokers tell what addresses they know each other by; ours are those that an operator has written.
        factory.setUseTopologyForLoadBalancing(false);
        // Also the pause after the last attempt, during which a durable hit's request would wait.
        factory.setRetryInterval(RETRY_MILLIS);
        // A batch that waits in the memory of one node could have been delivered by another.
        factory.setConsumerWindowSize(0);
        // Otherwise a broker that is full, with the policy BLOCK, makes whoever sends wait without any limit.
        factory.setProducerWindowSize(-1);
        // The pools of the whole JVM would outlive the application.
        factory.setUseGlobalPools(false);
        user = settings.get(Keys.BROKER_USER);
        password = settings.get(Keys.BROKER_PASSWORD);
        var named = settings.get(Keys.BROKER_QUEUE_PREFIX);
        prefix = named.isEmpty() ? OwnQueue.prefix() : named;
        deadLettersAge = settings.get(Keys.DEAD_LETTERS_AGE);
    }

    private static ActiveMQConnectionFactory factory(Settings settings) {
        var url = settings.get(Keys.BROKER_URL);
        var tls = tls(settings);
        try {
            var factory = new ActiveMQConnectionFactory(url);
            for (var transport : factory.getStaticConnectors()) {
                transport.getParams().putIfAbsent(TransportConstants.NETTY_CONNECT_TIMEOUT, CONNECT_TIMEOUT_MILLIS);
                transport.getParams().putAll(tls);
            }
            return factory;
        } catch (RuntimeException malformed) {
            // Its message may hold what is secret in the URL.
            throw new ConfigurationException(
                    Keys.BROKER_URL.name() + " is (secret), which is not the URL of an Artemis broker.");
        }
    }

    private static List<InetSocketAddress> addresses(ActiveMQConnectionFactory factory) {
        return Stream.of(factory.getStaticConnectors())
                .map(TransportConfiguration::getParams)
                .map(each -> InetSocketAddress.createUnresolved(
                        String.valueOf(each.get(TransportConstants.HOST_PROP_NAME)),
                        Integer.parseInt(String.valueOf(each.get(TransportConstants.PORT_PROP_NAME)))))
                .toList();
    }

    private static Map<String, Object> tls(Settings settings) {
        var parameters = new HashMap<String, Object>();
        if (settings.get(Keys.BROKER_TLS)) {
            parameters.put(TransportConstants.SSL_ENABLED_PROP_NAME, true);
            parameters.put(TransportConstants.VERIFY_HOST_PROP_NAME, true);
            // Otherwise the stores of the server, which Payara has in system properties, win over ours.
            parameters.put(TransportConstants.FORCE_SSL_PARAMETERS, true);
            put(parameters, TransportConstants.TRUSTSTORE_PATH_PROP_NAME, settings, Keys.BROKER_TRUST_STORE);
            put(
                    parameters,
                    TransportConstants.TRUSTSTORE_PASSWORD_PROP_NAME,
                    settings,
                    Keys.BROKER_TRUST_STORE_PASSWORD);
            put(parameters, TransportConstants.KEYSTORE_PATH_PROP_NAME, settings, Keys.BROKER_KEY_STORE);
            put(parameters, TransportConstants.KEYSTORE_PASSWORD_PROP_NAME, settings, Keys.BROKER_KEY_STORE_PASSWORD);
        }
        return parameters;
    }

    private static void put(Map<String, Object> parameters, String name, Settings settings, Key<String> key) {
        var value = settings.get(key);
        if (value != null) {
            parameters.put(name, value);
        }
    }

    /**
     * A new connection with a transacted session. Where none could be made a moment ago it is refused at once, so that
     * not each of those who need one waits for a broker that is away.
     */
    BrokerSession open() {
        var jms = context(JMSContext.SESSION_TRANSACTED);
        try {
            return new BrokerSession(jms, prefix, deadLettersAge);
        } catch (RuntimeException failed) {
            jms.close();
            throw failed;
        }
    }

    private JMSContext context(int mode) {
        var last = failure;
        if (last != null && nanoClock.getAsLong() - last.nanoTime < PAUSE_NANOS) {
            throw new JMSRuntimeException(last.reason);
        }
        try {
            certificates.check();
            var jms = factory.createContext(user, password, mode);
            certificates.connected();
            failure = null;
            return jms;
        } catch (JMSRuntimeException failed) {
            certificates.failed();
            failure = new Failure(nanoClock.getAsLong(), failed.getMessage());
            throw failed;
        }
    }

    /** The broker's address settings for that queue of ours, as JSON; {@code null} if it does not tell this user. */
    String addressSettings(String queue) throws JMSException {
        try (var jms = context(JMSContext.AUTO_ACKNOWLEDGE)) {
            var question = jms.createMessage();
            JMSManagementHelper.putOperationInvocation(
                    question, ResourceNames.BROKER, "getAddressSettingsAsJSON", prefix + queue);
            var answers = jms.createTemporaryQueue();
            question.setJMSReplyTo(answers);
            try (var consumer = jms.createConsumer(answers)) {
                jms.createProducer().send(ActiveMQDestination.createQueue("activemq.management"), question);
                return answer(consumer.receive(CALL_TIMEOUT_MILLIS));
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
        factory.close();
    }

    /** Why no connection could be made, and when. */
    private record Failure(long nanoTime, String reason) {}
}
