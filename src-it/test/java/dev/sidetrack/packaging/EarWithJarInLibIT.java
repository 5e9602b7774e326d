// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.packaging;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jboss.shrinkwrap.api.Archive;

/** An EAR that has the jar, and the settings, in {@code lib}. */
class EarWithJarInLibIT extends PackagingIT {

    @Override
    List<Archive<?>> archives(Probe probe) {
        return List.of(probe.earWithJar("single", Probe.warWithoutJar("only", "")));
    }

    @Override
    Map<String, String> wars() {
        return Map.of("only", "single");
    }

    @Override
    Set<String> queues() {
        return Set.of("single");
    }
}
