// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.ops;

import dev.sidetrack.config.Keys;
import dev.sidetrack.config.Settings;
import dev.sidetrack.config.Shared;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.BeforeDestroyed;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.management.ManagementFactory;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.management.JMException;
import javax.management.ObjectName;
import javax.management.StandardMBean;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/** Makes the MBean and the OpenTelemetry metrics known while the application runs. */
@Shared
class Registration {

    private static final Logger LOG = System.getLogger("dev.sidetrack.ops");
    private static final String OURS = "dev.sidetrack:type=Sidetrack,";

    private final boolean enabled;
    private final Supplier<? extends SidetrackMXBean> monitor;
    private final Supplier<String> applicationName;
    private final Function<SidetrackMXBean, Runnable> telemetry;
    private ObjectName name;
    private Runnable metrics;

    @Inject
    Registration(Settings settings, Instance<Monitor> monitor) {
        this(settings.get(Keys.ENABLED), monitor::get, Registration::applicationName, Registration::registerMetrics);
    }

    Registration(boolean enabled, Supplier<? extends SidetrackMXBean> monitor, Supplier<String> applicationName,
            Function<SidetrackMXBean, Runnable> telemetry) {
        this.enabled = enabled;
        this.monitor = monitor;
        this.applicationName = applicationName;
        this.telemetry = telemetry;
    }

    void begin(@Observes @Initialized(ApplicationScoped.class) Object application) {
        // An EAR tells of the start of each of its modules.
        if (enabled && metrics == null) {
            register();
        }
    }

    void register() {
        var numbers = FromOutside.of(monitor.get());
        try {
            name = new ObjectName(OURS + "application=" + ObjectName.quote(applicationName.get()));
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
        metrics = telemetry.apply(numbers);
    }

    /** Nothing else would tell: the hits that the wrong one takes are delivered, too. */
    private void warnOfOthers(Set<ObjectName> all) {
        all.stream().filter(other -> !other.equals(name)).map(other -> other.getKeyProperty("application")).forEach(other ->
                LOG.log(Level.WARNING, "The application {0} on this server has Sidetrack, too: unless one of them has queues of its own,"
                        + " each delivers hits of the other (\"Two applications\" in docs/operating.md).", other));
    }

    void end(@Observes @BeforeDestroyed(ApplicationScoped.class) Object application) {
        if (metrics != null) {
            unregister();
            metrics = null;
        }
    }

    void unregister() {
        try {
            metrics.run();
            ManagementFactory.getPlatformMBeanServer().unregisterMBean(name);
        } catch (JMException | RuntimeException gone) {
            LOG.log(Level.DEBUG, "Nothing is left to unregister", gone);
        }
    }

    /** The war's, or that of the EAR and its war, of which several may have a Sidetrack of their own. */
    private static String applicationName() {
        var application = lookedUp("java:app/AppName");
        var module = lookedUp("java:module/ModuleName");
        return module.isEmpty() || module.equals(application) ? application : application + "/" + module;
    }

    private static String lookedUp(String name) {
        try {
            return InitialContext.doLookup(name);
        } catch (NamingException nameless) {
            return "";
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
