// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.ops;

import dev.sidetrack.Texts;
import dev.sidetrack.config.JarPlace;
import dev.sidetrack.config.ManagedThreads;
import dev.sidetrack.config.ServingEnded;
import dev.sidetrack.config.ServingStarted;
import dev.sidetrack.config.Shared;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.management.ManagementFactory;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import javax.management.JMException;
import javax.management.ObjectName;
import javax.management.StandardMBean;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/** Registers the MBean and the OpenTelemetry metrics while the application runs. */
@Shared
class Registration {

    private static final Logger LOG = System.getLogger("dev.sidetrack.ops");

    private final Supplier<? extends SidetrackMXBean> monitor;
    private final UnaryOperator<String> applicationName;
    private final Function<SidetrackMXBean, Runnable> telemetry;
    private volatile String application;
    private ObjectName name;
    private Runnable metrics;
    private ExecutorService operations;

    @Inject
    Registration(Instance<Monitor> monitor) {
        this(monitor::get, Registration::applicationName, Registration::registerMetrics);
    }

    Registration(
            Supplier<? extends SidetrackMXBean> monitor,
            UnaryOperator<String> applicationName,
            Function<SidetrackMXBean, Runnable> telemetry) {
        this.monitor = monitor;
        this.applicationName = applicationName;
        this.telemetry = telemetry;
    }

    synchronized void begin(@Observes ServingStarted web) {
        DeploymentCheck.begun();
        // Called for each web application of an EAR, on Open Liberty concurrently.
        if (metrics == null) {
            register(web.contextPath());
        }
    }

    void register(String contextPath) {
        application = applicationName.apply(contextPath);
        var numbers = FromOutside.of(monitor.get(), begun(ManagedThreads.hereOrOwn()));
        try {
            name = new ObjectName("dev.sidetrack:type=Sidetrack,application=" + ObjectName.quote(application));
            var server = ManagementFactory.getPlatformMBeanServer();
            if (server.isRegistered(name)) {
                // Left behind by a deployment with the same name that did not end properly.
                server.unregisterMBean(name);
            }
            server.registerMBean(new StandardMBean(numbers, SidetrackMXBean.class, true), name);
        } catch (JMException failure) {
            LOG.log(Level.WARNING, "Registering the MBean failed: " + Texts.printable(failure.toString()));
        }
        metrics = telemetry.apply(numbers);
    }

    /** The application's name; {@code null} until it serves. */
    String application() {
        return application;
    }

    synchronized void end(@Observes ServingEnded web) {
        if (metrics != null) {
            unregister();
            metrics = null;
        }
    }

    void unregister() {
        operations.shutdownNow();
        try {
            metrics.run();
            ManagementFactory.getPlatformMBeanServer().unregisterMBean(name);
        } catch (JMException | RuntimeException gone) {
            LOG.log(Level.DEBUG, "The MBean was already unregistered", gone);
        }
    }

    private static String applicationName(String contextPath) {
        var application = lookedUp("java:app/AppName");
        return nameOf(application, JarPlace.isInWar() ? lookedUp("java:module/ModuleName") : application, contextPath);
    }

    /**
     * The name of the war, or of the EAR and the war, because several wars of an EAR may contain Sidetrack. Tomcat and
     * Jetty have no names.
     */
    static String nameOf(String application, String module, String contextPath) {
        if (application.isEmpty()) {
            return contextPath;
        }
        return module.isEmpty() || module.equals(application) ? application : application + "/" + module;
    }

    /** One thread, created by the current thread so that it inherits its JNDI context. */
    private ExecutorService begun(ThreadFactory threads) {
        var executor = new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), threads);
        executor.prestartCoreThread();
        operations = executor;
        return executor;
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
            // The server does not have the API; the MBean has the same numbers.
            return () -> {};
        } catch (RuntimeException failure) {
            LOG.log(
                    Level.WARNING,
                    "Registering the OpenTelemetry metrics failed: " + Texts.printable(failure.toString()));
            return () -> {};
        }
    }
}
