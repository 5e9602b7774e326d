// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.packaging;

import java.util.List;
import java.util.Map;
import org.jboss.shrinkwrap.api.Archive;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

/** An EAR that has the jar in {@code lib} for two wars, which share settings and queues. */
@DisabledIfSystemProperty(
        named = "it.server",
        matches = "payara.*|glassfish",
        disabledReason = "Payara tracks nothing there (docs/servers.md), and GlassFish is its near relative")
class EarWithJarInLibIT extends PackagingIT {

    @Override
    List<Archive<?>> archives(Probe probe) {
        return List.of(probe.earWithJar("common", probe.warWithoutJar("first"), probe.warWithoutJar("second")));
    }

    @Override
    Map<String, String> wars() {
        return Map.of("first", "common", "second", "common");
    }
}
