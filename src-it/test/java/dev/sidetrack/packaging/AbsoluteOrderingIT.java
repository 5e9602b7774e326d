// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.packaging;

import java.util.List;
import java.util.Map;
import org.jboss.shrinkwrap.api.Archive;

/** A war whose {@code web.xml} leaves out all fragments, and so the declaration of the filter. */
class AbsoluteOrderingIT extends PackagingIT {

    /** What Sidetrack's warning asks for on Open Liberty, where nothing of the jar may add a filter then. */
    private static final String FILTER =
            "<filter><filter-name>sidetrack</filter-name><filter-class>dev.sidetrack.capture.TrackingFilter</filter-class>"
                    + "</filter><filter-mapping><filter-name>sidetrack</filter-name><url-pattern>/*</url-pattern>"
                    + "</filter-mapping>";

    @Override
    List<Archive<?>> archives(Probe probe) {
        var filter = "liberty".equals(System.getProperty("it.server")) ? FILTER : "";
        return List.of(probe.war("ordered", "", "<absolute-ordering/>" + filter));
    }

    @Override
    Map<String, String> wars() {
        return Map.of("ordered", "ordered");
    }
}
