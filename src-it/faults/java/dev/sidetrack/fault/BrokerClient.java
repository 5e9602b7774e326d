// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.fault;

import dev.sidetrack.server.ArtemisProcess;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import java.util.Hashtable;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/** A plain JMS client of the outside broker. */
final class BrokerClient {

    /** The queue of hits of version 0.1; WildFly and its client put {@code jms.queue.} before it. */
    static final String HITS = "SidetrackHits";

    private BrokerClient() {}

    /** Connects as WildFly does. */
    static JMSContext connect(ArtemisProcess broker) {
        return connect(broker.url());
    }

    /** Connects as Sidetrack does by itself: with no prefix to the names of queues. */
    static JMSContext connectPlainly(ArtemisProcess broker) {
        return connect(broker.url() + "enable1xPrefixes=false");
    }

    private static JMSContext connect(String url) {
        var environment = new Hashtable<String, String>();
        environment.put(
                "java.naming.factory.initial", "org.apache.activemq.artemis.jndi.ActiveMQInitialContextFactory");
        environment.put("connectionFactory.broker", url);
        try {
            var connections = (ConnectionFactory) new InitialContext(environment).lookup("broker");
            return connections.createContext(ArtemisProcess.USER, ArtemisProcess.PASSWORD);
        } catch (NamingException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
