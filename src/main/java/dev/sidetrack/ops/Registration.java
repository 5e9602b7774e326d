// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.ops;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.management.ManagementFactory;
import java.util.Set;
import javax.management.JMException;
import javax.management.ObjectName;
import javax.management.StandardMBean;

/** Makes the MBean and the OpenTelemetry metrics known while the application runs. */
@Startup
@Singleton(name = "SidetrackRegistration")
public class Registration {

    private static final Logger LOG = System.getLogger("dev.sidetrack.ops");
    private static final String OURS = "dev.sidetrack:type=Sidetrack,";

    @Inject
    Monitor monitor;

    @Resource(lookup = "java:app/AppName")
    String application;

    private ObjectName name;
    private Runnable metrics;

    @PostConstruct
    void register() {
        var numbers = FromOutside.of(monitor);
        try {
            name = new ObjectName(OURS + "application=" + ObjectName.quote(application));
            var server = ManagementFactory.getPlatformMBeanServer();
            if (server.isRegistered(name)) {
                // Left behind by a deployment of the same name that ended badly.
                server.unregisterMBean(name);
            }
            server.registerMBean(new StandardMBean(numbers, SidetrackMXBean.class, true), name);
            warnOfOthers(server.queryNames(new ObjectName(OURS + "*"), null));
        } catch (JMException failure) {
            LOG.log(Level.WARNING, "The MBean is not to be seen: " + failure);
        }
        metrics = registerMetrics(numbers);
    }

    /** Nothing else would tell: the hits that the wrong one takes are delivered, too. */
    private void warnOfOthers(Set<ObjectName> all) {
        all.stream().filter(other -> !other.equals(name)).map(other -> other.getKeyProperty("application")).forEach(other ->
                LOG.log(Level.WARNING, "The application {0} on this server has Sidetrack, too: unless one of them has queues of its own,"
                        + " each delivers hits of the other (\"Two applications\" in docs/operating.md).", other));
    }

    @PreDestroy
    void unregister() {
        try {
            metrics.run();
            ManagementFactory.getPlatformMBeanServer().unregisterMBean(name);
        } catch (JMException | RuntimeException gone) {
            LOG.log(Level.DEBUG, "Nothing is left to unregister", gone);
        }
    }

    private static Runnable registerMetrics(SidetrackMXBean numbers) {
        try {
            return TelemetryMetrics.register(numbers);
        } catch (LinkageError noOpenTelemetry) {
            // The server does not bring its API along: the MBean has the same numbers.
            return () -> {};
        } catch (RuntimeException failure) {
            LOG.log(Level.WARNING, "The OpenTelemetry metrics are not to be seen: " + failure);
            return () -> {};
        }
    }
}
