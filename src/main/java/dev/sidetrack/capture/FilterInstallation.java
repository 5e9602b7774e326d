// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.capture;

import dev.sidetrack.config.Shared;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletContext;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.EnumSet;

/**
 * Installs the {@link TrackingFilter} if the server has not read the jar's {@code web-fragment.xml}: the jar is in an
 * EAR's {@code lib}, or {@code web.xml} has {@code metadata-complete="true"} or an {@code <absolute-ordering>} without
 * {@code <others/>}.
 */
@Shared
class FilterInstallation {

    private static final Logger LOG = System.getLogger("dev.sidetrack.capture");
    /** As in {@code web-fragment.xml}. */
    private static final String NAME = "sidetrack";
    /** Set once the filter is known to be installed. */
    private static final String ATTRIBUTE = FilterInstallation.class.getName();

    // Static, because Payara 7 cannot make a bean of a jar in lib of an EAR at this time.
    static void install(@Observes @Initialized(ApplicationScoped.class) Object application) {
        if (application instanceof ServletContext web && web.getAttribute(ATTRIBUTE) == null) {
            installIfMissing(web);
        }
    }

    static void installIfMissing(ServletContext web) {
        try {
            if (isMissing(web)) {
                install(web);
            }
            web.setAttribute(ATTRIBUTE, true);
        } catch (UnsupportedOperationException notAskable) {
            // Open Liberty adds CDI's listener in a way that forbids this call; no initializer of this jar has run
            // before it.
            LOG.log(
                    Level.WARNING,
                    "Sidetrack cannot tell whether its filter is installed in {0}: unless web.xml has the filter"
                            + " dev.sidetrack.capture.TrackingFilter for /*, nothing is tracked there.",
                    web.getContextPath());
        }
    }

    /** The application's web.xml may declare a filter of this class with another name. */
    private static boolean isMissing(ServletContext web) {
        return web.getFilterRegistrations().values().stream()
                .noneMatch(filter -> TrackingFilter.class.getName().equals(filter.getClassName()));
    }

    private static void install(ServletContext web) {
        try {
            var filter = web.addFilter(NAME, TrackingFilter.class);
            filter.setAsyncSupported(true);
            filter.addMappingForUrlPatterns(
                    EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC, DispatcherType.ERROR), false, "/*");
        } catch (RuntimeException tooLate) {
            LOG.log(
                    Level.WARNING,
                    "The filter is not installed in {0}, so nothing is tracked there: add the filter"
                            + " dev.sidetrack.capture.TrackingFilter for /* to its web.xml ({1}).",
                    web.getContextPath(),
                    tooLate);
        }
    }
}
