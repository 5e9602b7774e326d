// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.packaging;

import java.util.List;
import java.util.Map;
import org.jboss.shrinkwrap.api.Archive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

/** A war whose {@code web.xml} leaves out all fragments, and so the declaration of the filter. */
class AbsoluteOrderingIT extends PackagingIT {

    private static final String ORDERING = "<absolute-ordering/>";
    private static final boolean ADDS_THE_FILTER =
            System.getProperty("it.server", "").startsWith("wildfly");

    @Override
    List<Archive<?>> archives(Probe probe) {
        return List.of(probe.war("ordered", "", ORDERING + (ADDS_THE_FILTER ? "" : Probe.FILTER)));
    }

    @Override
    Map<String, String> wars() {
        return Map.of("ordered", "ordered");
    }

    /** Deploys a war that nothing tracks, which the server's log tells a minute later: meanwhile, other tests go on. */
    static void deployUnfiltered(Probe probe) {
        if (!ADDS_THE_FILTER) {
            deploy(probe.war("unfiltered", "", ORDERING));
        }
    }

    @Test
    @DisabledIfSystemProperty(named = "it.server", matches = "wildfly.*", disabledReason = "it has the filter added")
    void filter_leftOut_isToldInTheLog() {
        awaitLog("A minute after the deployment the filter has not begun to track");
    }

    @Test
    @DisabledIfSystemProperty(
            named = "it.server",
            matches = "wildfly.*|glassfish",
            disabledReason = "WildFly has the filter added, GlassFish has no health data")
    void filter_leftOut_isToldInHealthData() {
        awaitHealth("\"filter\"");
    }
}
