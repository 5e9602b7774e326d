// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.packaging;

import java.util.List;
import java.util.Map;
import org.jboss.shrinkwrap.api.Archive;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

/** An EAR of two wars that have the jar each. */
@DisabledIfSystemProperty(
        named = "it.server",
        matches = "payara.*|glassfish",
        disabledReason = "GlassFish's relatives refuse an EAR that defines a queue twice")
class TwoWarsInEarIT extends PackagingIT {

    @Override
    List<Archive<?>> archives(Probe probe) {
        return List.of(Probe.ear("pair", probe.war("left"), probe.war("right")));
    }

    @Override
    Map<String, String> wars() {
        return Map.of("left", "left", "right", "right");
    }
}
