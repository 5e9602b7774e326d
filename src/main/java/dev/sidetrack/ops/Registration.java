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
import javax.management.JMException;
import javax.management.ObjectName;
import javax.management.StandardMBean;

/** Makes the MBean and the OpenTelemetry metrics known while the application runs. */
@Startup
@Singleton(name = "SidetrackRegistration")
public class Registration {

    private static final Logger LOG = System.getLogger("dev.sidetrack.ops");

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
            name = new ObjectName("dev.sidetrack:type=Sidetrack,application=" + ObjectName.quote(application));
            var server = ManagementFactory.getPlatformMBeanServer();
            if (server.isRegistered(name)) {
                // Left behind by a deployment of the same name that ended badly.
                server.unregisterMBean(name);
            }
            server.registerMBean(new StandardMBean(numbers, SidetrackMXBean.class, true), name);
        } catch (JMException failure) {
            LOG.log(Level.WARNING, "The MBean is not to be seen: " + failure);
        }
        metrics = registerMetrics(numbers);
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
