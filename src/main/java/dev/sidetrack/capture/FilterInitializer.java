// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.capture;

import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import java.util.Set;

/** Installs the {@link TrackingFilter} where CDI's event is not fired, as in an EAR's {@code lib}; once only. */
public class FilterInitializer implements ServletContainerInitializer {

    @Override
    public void onStartup(Set<Class<?>> classes, ServletContext web) {
        web.addListener(new ServingListener());
        FilterInstallation.installIfMissing(web);
    }
}
