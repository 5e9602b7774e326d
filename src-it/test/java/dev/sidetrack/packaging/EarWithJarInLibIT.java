// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.packaging;

import java.util.List;
import java.util.Map;
import org.jboss.shrinkwrap.api.Archive;

/** An EAR that has the jar in {@code lib} for two wars, which share settings and queues. */
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
