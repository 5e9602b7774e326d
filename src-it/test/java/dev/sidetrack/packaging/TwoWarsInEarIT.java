// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.packaging;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jboss.shrinkwrap.api.Archive;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

/** An EAR of two wars that have the jar each. */
@DisabledIfSystemProperty(
        named = "it.server",
        matches = "glassfish.*",
        disabledReason = "it refuses two wars with a jar of the same name (WELD-000163)")
class TwoWarsInEarIT extends PackagingIT {

    @Override
    List<Archive<?>> archives(Probe probe) {
        return List.of(Probe.ear("pair", probe.war("left"), probe.war("right")));
    }

    @Override
    Map<String, String> wars() {
        return Map.of("left", "left", "right", "right");
    }

    @Override
    Set<String> queues() {
        return Set.of("pair__left", "pair__right");
    }

    @Override
    Set<String> applications() {
        return Set.of("pair/left", "pair/right");
    }
}
