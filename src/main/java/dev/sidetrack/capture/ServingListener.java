// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.capture;

import dev.sidetrack.config.ConfigurationException;
import dev.sidetrack.config.ServingEnded;
import dev.sidetrack.config.ServingStarted;
import dev.sidetrack.config.Settings;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/**
 * Notifies when a web application starts and stops: hits on the queue must not wait for the first request, when some
 * servers (WildFly) create the filter.
 */
class ServingListener implements ServletContextListener {

    private static final Logger LOG = System.getLogger("dev.sidetrack.capture");

    private boolean isOff;

    @Override
    public void contextInitialized(ServletContextEvent web) {
        try {
            isOff = !start(web.getServletContext());
        } catch (ConfigurationException wrong) {
            // Fails the deployment, with a sentence that says how to fix it.
            throw wrong;
        } catch (RuntimeException | LinkageError failed) {
            Safely.tell(failed);
        }
    }

    @Override
    public void contextDestroyed(ServletContextEvent web) {
        if (!isOff) {
            Safely.run(ServingListener::end);
        }
    }

    /** Whether anything has started: not if Sidetrack is switched off or its beans are not found. */
    static boolean start(ServletContext war) {
        var settings = CDI.current().select(Settings.class);
        if (settings.isUnsatisfied()) {
            LOG.log(
                    Level.WARNING,
                    "Sidetrack's beans were not found, so nothing is tracked: put its jar into WEB-INF/lib of the"
                            + " war, and not into lib of an EAR.");
            return false;
        }
        if (!settings.get().isEnabled()) {
            CDI.current().select(SwitchedOff.class).get().tell();
            return false;
        }
        HtmlText.prepare();
        CDI.current()
                .getBeanManager()
                .getEvent()
                .fire(new ServingStarted(WarManifest.version(war), war.getContextPath()));
        return true;
    }

    static void end() {
        CDI.current().getBeanManager().getEvent().fire(new ServingEnded());
    }
}
