// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.server;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.TabularData;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** Sidetrack's MBean in another process, seen as jconsole sees it. */
public final class SidetrackMBean implements AutoCloseable {

    private static final ObjectName ALL = all();

    private final JMXConnector connector;
    private final MBeanServerConnection server;
    private final ObjectName name;

    private SidetrackMBean(JMXConnector connector) throws IOException, JMException {
        this.connector = connector;
        server = connector.getMBeanServerConnection();
        name = server.queryNames(ALL, null).iterator().next();
    }

    /** The one in that process of this machine, which from now on listens on 127.0.0.1 for this. */
    public static SidetrackMBean of(long pid) {
        var port = Integer.toString(ServerProcess.freePort());
        var agent = new Properties();
        agent.setProperty("com.sun.management.jmxremote.host", "127.0.0.1");
        agent.setProperty("com.sun.management.jmxremote.port", port);
        agent.setProperty("com.sun.management.jmxremote.rmi.port", port);
        agent.setProperty("com.sun.management.jmxremote.authenticate", "false");
        agent.setProperty("com.sun.management.jmxremote.ssl", "false");
        try {
            var process = VirtualMachine.attach(Long.toString(pid));
            process.startManagementAgent(agent);
            process.detach();
            return new SidetrackMBean(JMXConnectorFactory.connect(
                    new JMXServiceURL("service:jmx:rmi:///jndi/rmi://127.0.0.1:" + port + "/jmxrmi")));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (AttachNotSupportedException | JMException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** A number of each application in that process, by the application's name. */
    public Map<String, Long> numbers(String attribute) {
        try {
            var numbers = new TreeMap<String, Long>();
            for (var each : server.queryNames(ALL, null)) {
                numbers.put(
                        ObjectName.unquote(each.getKeyProperty("application")),
                        ((Number) server.getAttribute(each, attribute)).longValue());
            }
            return numbers;
        } catch (IOException | JMException failed) {
            throw new IllegalStateException(failed);
        }
    }

    public long number(String attribute) {
        return ((Number) attribute(attribute)).longValue();
    }

    /** All numbers of an attribute that has one for each provider or reason. */
    public long sum(String attribute) {
        return map(attribute).values().stream()
                .mapToLong(number -> (Long) number)
                .sum();
    }

    /** An attribute by provider, such as {@code Delivered}. */
    public Map<String, Object> map(String attribute) {
        return map((TabularData) attribute(attribute));
    }

    public int countDeadLetters() {
        return map((TabularData) call("countDeadLetters")).values().stream()
                .mapToInt(count -> (Integer) count)
                .sum();
    }

    public Map<String, Object> deadLettersByProvider() {
        return map((TabularData) call("countDeadLetters"));
    }

    public List<String> listDeadLetters(int most) {
        try {
            return List.of(
                    (String[]) server.invoke(name, "listDeadLetters", new Object[] {most}, new String[] {"int"}));
        } catch (IOException | JMException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** An operation that takes nothing and gives a number, such as {@code replayDeadLetters}. */
    public int operate(String operation) {
        return (Integer) call(operation);
    }

    /** An operation that takes a provider's name and gives a number, such as {@code purgeDeadLettersOf}. */
    public int operate(String operation, String provider) {
        return (Integer) call(operation, provider);
    }

    @Override
    public void close() {
        try {
            connector.close();
        } catch (IOException gone) {
            // The process may have been killed since.
        }
    }

    private static ObjectName all() {
        try {
            return new ObjectName("dev.sidetrack:type=Sidetrack,*");
        } catch (JMException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private Object attribute(String attribute) {
        try {
            return server.getAttribute(name, attribute);
        } catch (IOException | JMException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private Object call(String operation, String... arguments) {
        var types = new String[arguments.length];
        Arrays.fill(types, String.class.getName());
        try {
            return server.invoke(name, operation, arguments, types);
        } catch (IOException | JMException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static Map<String, Object> map(TabularData table) {
        var map = new TreeMap<String, Object>();
        for (var row : table.values()) {
            var entry = (CompositeData) row;
            map.put((String) entry.get("key"), entry.get("value"));
        }
        return map;
    }
}
