// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.capture;

import dev.sidetrack.config.Keys;
import dev.sidetrack.config.ServingEnded;
import dev.sidetrack.config.ServingStarted;
import dev.sidetrack.config.Settings;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/**
 * Tells when a web application starts and stops: what waits on the queue is not to wait for the first request, which is
 * when some servers (WildFly) make a filter.
 */
class ServingListener implements ServletContextListener {

    private static final Logger LOG = System.getLogger("dev.sidetrack");

    @Override
    public void contextInitialized(ServletContextEvent web) {
        Safely.run(ServingListener::start);
    }

    @Override
    public void contextDestroyed(ServletContextEvent web) {
        Safely.run(ServingListener::end);
    }

    static void start() {
        var settings = CDI.current().select(Settings.class);
        if (settings.isUnsatisfied()) {
            LOG.log(
                    Level.WARNING,
                    "The beans of Sidetrack are not found, nothing is tracked: put its jar into WEB-INF/lib of the"
                            + " war, and not into lib of an EAR.");
        } else if (settings.get().get(Keys.ENABLED)) {
            CDI.current().getBeanManager().getEvent().fire(new ServingStarted());
        }
    }

    static void end() {
        CDI.current().getBeanManager().getEvent().fire(new ServingEnded());
    }
}
