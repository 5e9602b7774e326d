// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.queue.artemis;

import dev.sidetrack.config.ConfigurationException;
import dev.sidetrack.config.Key;
import dev.sidetrack.config.Keys;
import dev.sidetrack.config.Settings;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.activemq.artemis.api.core.TransportConfiguration;
import org.apache.activemq.artemis.core.remoting.impl.netty.TransportConstants;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;

/**
 * Makes what connects to each broker of the URL. Every wait for a broker is bounded, and nobody reconnects behind our
 * back: a connection that broke is thrown away.
 */
final class ArtemisFactories {

    /** Less would be little for a broker with a busy disk: a commit that times out has an unknown outcome. */
    static final int CALL_TIMEOUT_MILLIS = 5_000;

    /** Of a machine that is gone and refuses nothing, for as long as one attempt takes; 30 s by default. */
    private static final int CONNECT_TIMEOUT_MILLIS = 2_000;

    private static final int RETRY_MILLIS = 50;

    private ArtemisFactories() {}

    /** One for each address, in the URL's order. */
    static List<ActiveMQConnectionFactory> of(Settings settings) {
        var url = settings.get(Keys.BROKER_URL);
        var tls = tls(settings);
        try (var all = new ActiveMQConnectionFactory(url)) {
            configure(all);
            return Stream.of(all.getStaticConnectors())
                    .map(address -> factory(address, tls, all))
                    .toList();
        } catch (RuntimeException malformed) {
            // Its message may hold what is secret in the URL.
            throw new ConfigurationException(
                    Keys.BROKER_URL.name() + " is (secret), which is not the URL of an Artemis broker.");
        }
    }

    private static void configure(ActiveMQConnectionFactory factory) {
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
    }

    private static ActiveMQConnectionFactory factory(
            TransportConfiguration address, Map<String, Object> tls, ActiveMQConnectionFactory all) {
        address.getParams().putIfAbsent(TransportConstants.NETTY_CONNECT_TIMEOUT, CONNECT_TIMEOUT_MILLIS);
        address.getParams().putAll(tls);
        var factory = new ActiveMQConnectionFactory(false, address);
        // With the URL's parameters.
        factory.getServerLocator().setLocatorConfig(all.getServerLocator().getLocatorConfig());
        return factory;
    }

    /** Where that one connects to. */
    static InetSocketAddress address(ActiveMQConnectionFactory factory) {
        var parameters = factory.getStaticConnectors()[0].getParams();
        return InetSocketAddress.createUnresolved(
                String.valueOf(parameters.get(TransportConstants.HOST_PROP_NAME)),
                Integer.parseInt(String.valueOf(parameters.get(TransportConstants.PORT_PROP_NAME))));
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
}
