// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.packaging;

import java.util.List;
import java.util.Map;
import org.jboss.shrinkwrap.api.Archive;

/** A war whose {@code web.xml} leaves out all fragments, and so the declaration of the filter. */
class AbsoluteOrderingIT extends PackagingIT {

    @Override
    List<Archive<?>> archives(Probe probe) {
        var filter = "wildfly".equals(System.getProperty("it.server")) ? "" : Probe.FILTER;
        return List.of(probe.war("ordered", "", "<absolute-ordering/>" + filter));
    }

    @Override
    Map<String, String> wars() {
        return Map.of("ordered", "ordered");
    }
}
