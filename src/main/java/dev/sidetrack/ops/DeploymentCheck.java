// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.ops;

import dev.sidetrack.config.ConfigurationException;
import dev.sidetrack.config.JarPlace;
import dev.sidetrack.config.Keys;
import dev.sidetrack.config.Settings;
import dev.sidetrack.delivery.Destinations;
import dev.sidetrack.queue.artemis.BrokerQueue;
import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.AfterDeploymentValidation;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.BeforeShutdown;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.ProcessManagedBean;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Fails the deployment on a wrong configuration, with one sentence that names the key and the value. */
public class DeploymentCheck implements Extension {

    private static final Logger LOG = System.getLogger("dev.sidetrack.ops");

    /** A system property that it sets. */
    private static final String LIBERTY = "wlp.install.dir";

    /**
     * Whether the application has begun to serve. The timer stops with the application, so that it never holds classes
     * of an undeployed one.
     */
    private static final CompletableFuture<Boolean> BEGUN = new CompletableFuture<>();

    private static volatile boolean isBegun;

    // Collected here, because on Payara an extension cannot look up the beans of its own jar.
    private Bean<Destinations> found;

    void found(@Observes ProcessManagedBean<Destinations> destinations) {
        if (found != null) {
            destinations.addDefinitionError(twice());
        }
        found = destinations.getBean();
    }

    /** Beans of a war whose class loader prefers its own jars are of a different class; two wars may have one each. */
    void foundElsewhere(@Observes ProcessManagedBean<?> any) {
        var type = any.getBean().getBeanClass();
        if (type != Destinations.class
                && type.getName().equals(Destinations.class.getName())
                && JarPlace.isInWar(type) != JarPlace.isInWar()) {
            any.addDefinitionError(twice());
        }
    }

    /** Reported before CDI complains that our beans are ambiguous. */
    private static ConfigurationException twice() {
        return new ConfigurationException("Sidetrack's jar is in the application twice, in lib of the EAR and in"
                + " WEB-INF/lib of a war: remove one of them.");
    }

    void check(@Observes AfterDeploymentValidation deployment, BeanManager beans) {
        try {
            var settings = new Settings(Settings.ofThisApplication());
            settings.validate().forEach(name -> LOG.log(Level.WARNING, "Unknown setting {0}: is it misspelled?", name));
            if (!settings.isEnabled()) {
                return;
            }
            if (settings.get(Keys.BROKER_URL) != null) {
                BrokerQueue.check(settings);
            }
            if (JarPlace.isInWar()) {
                BEGUN.completeOnTimeout(false, 1, TimeUnit.MINUTES).thenAccept(DeploymentCheck::tellOfSilence);
            } else if (System.getProperty(LIBERTY) != null) {
                tellOfFilter();
            }
            tellOfMisspelled(settings, destinations(beans));
        } catch (ConfigurationException wrong) {
            deployment.addDeploymentProblem(wrong);
        } catch (ContextNotActiveException | UnsupportedOperationException tooEarly) {
            // TomEE has no beans before the application begins, which then finds what is wrong; nor can Payara 7 make
            // those of a jar in lib of an EAR.
        }
    }

    private static void tellOfMisspelled(Settings settings, Destinations destinations) {
        destinations
                .all()
                .forEach(destination -> settings.provider(destination.name())
                        .unknown(destination.provider().keys())
                        .forEach(key -> LOG.log(
                                Level.WARNING,
                                "Unknown setting {0} of the provider {1}: is it misspelled?",
                                key,
                                destination.name())));
    }

    /** For a jar in an EAR, Open Liberty runs the extension and nothing else by itself. */
    private static void tellOfFilter() {
        LOG.log(
                Level.WARNING,
                "Open Liberty does not install the filter of a jar in an EAR: unless web.xml of each war has the filter"
                        + " dev.sidetrack.capture.TrackingFilter for /*, nothing is tracked there.");
    }

    /** Payara and GlassFish, too, run nothing but the extension of a jar that {@code web.xml} leaves out. */
    private static void tellOfSilence(boolean hasBegun) {
        if (!hasBegun) {
            LOG.log(
                    Level.WARNING,
                    "A minute after the deployment the filter has not begun to track: if web.xml has"
                            + " <absolute-ordering> without <others/>, add the filter"
                            + " dev.sidetrack.capture.TrackingFilter for /* to it.");
        }
    }

    /** Or it was undeployed before it began to serve. */
    void end(@Observes BeforeShutdown shutdown) {
        begun();
    }

    /** Called once the application has begun to serve. */
    static void begun() {
        isBegun = true;
        BEGUN.complete(true);
    }

    /** Whether the log has said that no filter tracks, and none has begun since. */
    static boolean isSilent() {
        return BEGUN.isDone() && !isBegun;
    }

    private Destinations destinations(BeanManager beans) {
        if (found == null) {
            throw new ConfigurationException("The server has not looked for beans in Sidetrack's jar: put it into"
                    + " WEB-INF/lib of the war, or into lib of the EAR.");
        }
        return (Destinations) beans.getReference(found, Destinations.class, beans.createCreationalContext(found));
    }
}
