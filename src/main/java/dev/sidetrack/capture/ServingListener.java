// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.capture;

import dev.sidetrack.config.Keys;
import dev.sidetrack.config.ServingEnded;
import dev.sidetrack.config.ServingStarted;
import dev.sidetrack.config.Settings;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;

/**
 * Tells when a web application starts and stops: what waits on the queue is not to wait for the first request, which is
 * when some servers (WildFly) make a filter.
 */
class ServingListener implements ServletContextListener {

    @Override
    public void contextInitialized(ServletContextEvent web) {
        Safely.run(ServingListener::start);
    }

    @Override
    public void contextDestroyed(ServletContextEvent web) {
        Safely.run(ServingListener::end);
    }

    static void start() {
        if (CDI.current().select(Settings.class).get().get(Keys.ENABLED)) {
            CDI.current().getBeanManager().getEvent().fire(new ServingStarted());
        }
    }

    static void end() {
        CDI.current().getBeanManager().getEvent().fire(new ServingEnded());
    }
}
